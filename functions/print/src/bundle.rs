//! A ZIP of forms: a folder a unit, in it a file a person and a folder of what goes with it; or whole volumes of forms; on top the
//! index. It is written as people come, so that nobody's form is held longer than it takes.

use std::{
    collections::HashSet,
    io::{Seek, Write},
};

use api::Problem;
use domain::text::Language;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    docx::Document,
    forms::{Enclosure, Format, code, pdf},
    index,
    note::Note,
    paper::{Manner, Person, Sheet},
    press::{Press, PressFault},
};

/// A ZIP that is being written.
pub(crate) struct Bundle<W: Write + Seek> {
    archive: ZipWriter<W>,
    taken: HashSet<String>,
    rows: Vec<index::Row>,
    document: Option<Document>,
}

impl<W: Write + Seek> Bundle<W> {
    /// An empty one.
    ///
    /// # Errors
    /// `internal` for parts of the Word document with an error.
    pub(crate) fn begin(
        to: W,
        press: &Press,
        format: Format,
        language: Language,
    ) -> Result<Self, Problem> {
        let document = match format {
            Format::Docx => Some(Document::read(press, code(language))?),
            Format::Pdf | Format::PdfFiles => None,
        };
        Ok(Self {
            archive: ZipWriter::new(to),
            taken: HashSet::new(),
            rows: Vec::new(),
            document,
        })
    }

    /// Adds somebody's form, with what goes with it.
    ///
    /// # Errors
    /// `internal` for a layout with an error, or when it cannot be written.
    pub(crate) fn one(
        &mut self,
        press: &Press,
        manner: Manner<'_>,
        (person, sheet): (&Person, &Sheet),
        enclosures: &[Enclosure],
    ) -> Result<(), Problem> {
        let unit = plain(&format!("{} {}", person.unit.code, person.unit.name));
        let base = free(&mut self.taken, &format!("{unit}/{}", plain(&sheet.name)));
        let (bytes, ending) = if let Some(document) = &self.document {
            let photo = person.photo.bytes().map(AsRef::as_ref);
            (document.of(sheet, photo)?, "docx")
        } else {
            let (one, of) = (std::slice::from_ref(sheet), std::slice::from_ref(person));
            (pdf(press, "form.typ", one, of, manner.language)?, "pdf")
        };
        let name = format!("{base}.{ending}");
        self.put(&name, &bytes)?;
        for enclosure in enclosures {
            if let Some(bytes) = &enclosure.bytes {
                let inside = format!("{base}/{}", plain(&enclosure.name));
                let inside = free(&mut self.taken, &inside);
                self.put(&inside, bytes)?;
            }
        }
        let notes = notes(sheet, enclosures, manner.language);
        self.rows.push(index::Row::of(person, name, &notes, manner));
        Ok(())
    }

    /// Adds one PDF of the forms of several people, who are the next in the index.
    ///
    /// # Errors
    /// As [`Bundle::one`].
    pub(crate) fn volume(
        &mut self,
        press: &Press,
        manner: Manner<'_>,
        people: &[Person],
        sheets: &[Sheet],
    ) -> Result<(), Problem> {
        let (first, last) = (self.rows.len() + 1, self.rows.len() + people.len());
        let name = match manner.language {
            Language::Zh => format!("登记表 {first:05}-{last:05}.pdf"),
            Language::En => format!("registration forms {first:05}-{last:05}.pdf"),
        };
        self.put(
            &name,
            &pdf(press, "form.typ", sheets, people, manner.language)?,
        )?;
        for (person, sheet) in people.iter().zip(sheets) {
            let notes = notes(sheet, &[], manner.language);
            self.rows
                .push(index::Row::of(person, name.clone(), &notes, manner));
        }
        Ok(())
    }

    /// Adds the index; answers what was written to.
    ///
    /// # Errors
    /// `internal` when it cannot be written.
    pub(crate) fn finish(mut self, manner: Manner<'_>) -> Result<W, Problem> {
        let index = index::workbook(&self.rows, manner.language)?;
        self.put(index::name(manner.language), &index)?;
        Ok(self.archive.finish().map_err(PressFault::from)?)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), PressFault> {
        // PDF, Word documents and scans are compressed already.
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.archive.start_file(name, stored)?;
        Ok(self.archive.write_all(bytes)?)
    }
}

/// What is to be told of somebody's papers.
pub(crate) fn notes(sheet: &Sheet, enclosures: &[Enclosure], language: Language) -> Vec<String> {
    let lost = enclosures.iter().filter(|one| one.bytes.is_none());
    let lost = lost.map(|one| Note::NoFile(one.name.clone()));
    let notes = sheet.notes.iter().cloned().chain(lost);
    notes.map(|note| note.says(language)).collect()
}

/// A name that every system takes for a file: no separator, nothing Windows refuses, no dot at either end.
fn plain(name: &str) -> String {
    let kept = name.chars().map(|sign| match sign {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        sign if sign.is_control() => '_',
        sign => sign,
    });
    let kept: String = kept.collect();
    let kept = kept.trim_matches(|sign: char| sign == '.' || sign.is_whitespace());
    if kept.is_empty() {
        "_".to_owned()
    } else {
        kept.to_owned()
    }
}

/// The name, or with a number behind it when somebody of the same name has it: before the ending, where it has one.
fn free(taken: &mut HashSet<String>, name: &str) -> String {
    let (base, ending) = match name.rsplit_once('.') {
        Some((base, ending)) if !ending.contains('/') && !base.ends_with('/') => {
            (base, format!(".{ending}"))
        }
        _ => (name, String::new()),
    };
    let numbered = (1..).map(|number| match number {
        1 => name.to_owned(),
        number => format!("{base} ({number}){ending}"),
    });
    let mut names = numbered.filter(|name| taken.insert(name.to_lowercase()));
    names.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lead_nowhere_else_and_are_taken_by_every_system() {
        assert_eq!(plain("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(plain("甲: 乙?.pdf "), "甲_ 乙_.pdf");
        assert_eq!(plain("..."), "_");
    }

    #[test]
    fn people_of_one_name_have_files_of_their_own() {
        let mut taken = HashSet::new();
        let names = [
            "甲/李四",
            "甲/李四",
            "乙/李四",
            "甲/扫描.pdf",
            "甲/扫描.PDF",
        ];
        let free: Vec<_> = names.iter().map(|name| free(&mut taken, name)).collect();
        assert_eq!(
            free,
            [
                "甲/李四",
                "甲/李四 (2)",
                "乙/李四",
                "甲/扫描.pdf",
                "甲/扫描 (2).PDF"
            ]
        );
    }
}
