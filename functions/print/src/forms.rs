//! Registration forms as files: one PDF of all, or a folder of one file a person with an index.

use std::{
    collections::HashSet,
    io::{Cursor, Write},
    sync::Arc,
};

use api::Problem;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use store::Keys;
use utoipa::ToSchema;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    docx::Document,
    index,
    note::Note,
    paper::{Manner, Person, Sheet},
    press::{Pictures, Press},
};
/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// One PDF, one form after the other.
    #[default]
    Pdf,
    /// A ZIP with a PDF a person.
    PdfFiles,
    /// A Word document; a ZIP of them for several.
    Docx,
}

/// A file that goes with somebody's form.
#[derive(Clone, Debug)]
pub(crate) struct Enclosure {
    /// Its name as it was uploaded.
    pub(crate) name: String,
    /// `None` when the storage has lost it.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// What a layout reads.
#[derive(Serialize)]
struct Data<'a> {
    language: &'static str,
    people: &'a [Sheet],
}

/// A file with what to tell of it.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) ending: &'static str,
    pub(crate) content_type: &'static str,
    /// Whose paper has which notes.
    pub(crate) notes: Vec<(String, String)>,
}

/// The forms of people, each with what goes with it.
pub(crate) struct Forms<'a> {
    pub(crate) people: &'a [Person],
    pub(crate) enclosures: &'a [Vec<Enclosure>],
    pub(crate) manner: Manner<'a>,
    pub(crate) press: &'a Press,
    pub(crate) keys: &'a Keys,
}

const PDF: &str = "application/pdf";
const ZIP: &str = "application/zip";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

impl Forms<'_> {
    /// The file.
    ///
    /// # Errors
    /// `internal` for a layout with an error or fonts that are missing.
    pub(crate) fn print(&self, format: Format) -> Result<Printed, Problem> {
        let sheets = self.sheets()?;
        let notes = self.notes(&sheets);
        let alone = self.people.len() == 1 && self.enclosures.iter().all(Vec::is_empty);
        let printed = |bytes, ending, content_type| Printed {
            bytes,
            ending,
            content_type,
            notes,
        };
        Ok(match format {
            Format::Pdf if self.enclosures.iter().all(Vec::is_empty) => printed(
                pdf(
                    self.press,
                    "form.typ",
                    &sheets,
                    self.people,
                    self.manner.language,
                )?,
                "pdf",
                PDF,
            ),
            Format::Docx if alone => printed(
                self.document()?.of(&sheets[0], self.photo(0))?,
                "docx",
                DOCX,
            ),
            format => printed(self.folder(&sheets, format)?, "zip", ZIP),
        })
    }

    fn sheets(&self) -> Result<Vec<Sheet>, Problem> {
        let sheets = self.people.iter().enumerate();
        let sheet = |(place, person)| Sheet::of(person, place, self.manner, self.press, self.keys);
        sheets.map(sheet).collect()
    }

    /// A ZIP: a folder a unit, in it a file a person and a folder of what goes with it; the index on top.
    fn folder(&self, sheets: &[Sheet], format: Format) -> Result<Vec<u8>, Problem> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let mut taken = HashSet::new();
        let mut rows = Vec::new();
        let document = (format == Format::Docx)
            .then(|| self.document())
            .transpose()?;
        for (place, (person, sheet)) in self.people.iter().zip(sheets).enumerate() {
            let unit = plain(&format!("{} {}", person.unit.code, person.unit.name));
            let base = free(&mut taken, &format!("{unit}/{}", plain(&sheet.name)));
            let (bytes, ending) = if let Some(document) = &document {
                (document.of(sheet, self.photo(place))?, "docx")
            } else {
                let (one, of) = (std::slice::from_ref(sheet), std::slice::from_ref(person));
                let language = self.manner.language;
                (pdf(self.press, "form.typ", one, of, language)?, "pdf")
            };
            let name = format!("{base}.{ending}");
            put(&mut archive, &name, &bytes)?;
            for enclosure in self.enclosures.get(place).into_iter().flatten() {
                if let Some(bytes) = &enclosure.bytes {
                    let inside = free(&mut taken, &format!("{base}/{}", plain(&enclosure.name)));
                    put(&mut archive, &inside, bytes)?;
                }
            }
            rows.push(index::Row {
                person,
                file: name,
                notes: self.of_person(place, sheet),
            });
        }
        let index = index::workbook(&rows, self.manner)?;
        put(&mut archive, index::name(self.manner.language), &index)?;
        let finished = archive.finish().map_err(crate::press::PressFault::from)?;
        Ok(finished.into_inner())
    }

    fn document(&self) -> Result<Document, Problem> {
        Ok(Document::read(self.press, code(self.manner.language))?)
    }

    fn photo(&self, place: usize) -> Option<&[u8]> {
        self.people[place].photo.bytes().map(AsRef::as_ref)
    }

    /// The notes on everybody's paper, by name.
    fn notes(&self, sheets: &[Sheet]) -> Vec<(String, String)> {
        let sheets = sheets.iter().enumerate();
        let of = |(place, sheet): (usize, &Sheet)| {
            let notes = self.of_person(place, sheet);
            notes
                .into_iter()
                .map(|note| (sheet.name.clone(), note))
                .collect::<Vec<_>>()
        };
        sheets.flat_map(of).collect()
    }

    fn of_person(&self, place: usize, sheet: &Sheet) -> Vec<String> {
        let enclosures = self.enclosures.get(place).into_iter().flatten();
        let lost = enclosures.filter(|one| one.bytes.is_none());
        let lost = lost.map(|one| Note::NoFile(one.name.clone()));
        let notes = sheet.notes.iter().cloned().chain(lost);
        notes.map(|note| note.says(self.manner.language)).collect()
    }
}

/// The PDF of some sheets by a layout.
///
/// # Errors
/// `internal` as the press says.
pub(crate) fn pdf(
    press: &Press,
    layout: &str,
    sheets: &[Sheet],
    people: &[Person],
    language: Language,
) -> Result<Vec<u8>, Problem> {
    let mut pictures = Pictures::new();
    for (sheet, person) in sheets.iter().zip(people) {
        let (dots, photo) = sheet.pictures();
        pictures.insert(dots.to_owned(), Arc::clone(&sheet.dots));
        if let (Some(path), Some(bytes)) = (photo, person.photo.bytes()) {
            pictures.insert(path.to_owned(), Arc::clone(bytes));
        }
    }
    let data = Data {
        language: code(language),
        people: sheets,
    };
    Ok(press.pdf(layout, &data, &pictures)?)
}

const fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        Language::En => "en",
    }
}

fn put(archive: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<(), Problem> {
    // PDF, Word documents and scans are compressed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive
        .start_file(name, stored)
        .map_err(crate::press::PressFault::from)?;
    archive
        .write_all(bytes)
        .map_err(crate::press::PressFault::from)?;
    Ok(())
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
