//! Registration forms as files: one PDF of all, or a folder of one file a person with an index.

use std::{io::Cursor, sync::Arc};

use api::Problem;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use store::Keys;
use utoipa::ToSchema;

use crate::{
    bundle::{Bundle, notes},
    docx::Document,
    paper::{Manner, Person, Sheet},
    press::{Pictures, Press},
};
/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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

    /// A ZIP of everybody's files.
    fn folder(&self, sheets: &[Sheet], format: Format) -> Result<Vec<u8>, Problem> {
        let (press, manner) = (self.press, self.manner);
        let mut bundle = Bundle::begin(Cursor::new(Vec::new()), press, format, manner.language)?;
        for (place, (person, sheet)) in self.people.iter().zip(sheets).enumerate() {
            let enclosures = self.enclosures.get(place).map_or(&[][..], Vec::as_slice);
            bundle.one(press, manner, (person, sheet), enclosures)?;
        }
        Ok(bundle.finish(manner)?.into_inner())
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
        let enclosures = self.enclosures.get(place).map_or(&[][..], Vec::as_slice);
        notes(sheet, enclosures, self.manner.language)
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
    // Whoever reads one form may have it read out; a stack is for the printer.
    Ok(press.pdf(layout, &data, &pictures, sheets.len() == 1)?)
}

pub(crate) const fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        Language::En => "en",
    }
}
