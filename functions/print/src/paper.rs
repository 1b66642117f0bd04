//! What stands on papers, as layouts read it: made of the record and the form's schema, in one language, masked or not.

mod code;
mod text;

use std::{collections::BTreeMap, sync::Arc};

use api::Problem;
use domain::{
    congress::Congress,
    form::{
        Form,
        schema::{Kind, Schema},
    },
    nomination::Nomination,
    paper::Paper,
    text::Language,
    unit::Unit,
};
use serde::Serialize;
use store::Keys;

pub(crate) use code::{code, matched, whose};
pub(crate) use text::Cleaner;

use crate::{note::Note, press::Press, qr::Qr};

/// Somebody of whom something is printed.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) nomination: Nomination,
    pub(crate) unit: Unit,
    pub(crate) form: Form,
    pub(crate) photo: Photo,
}

/// Somebody's photo as it was found.
#[derive(Clone, Debug)]
pub(crate) enum Photo {
    /// None was uploaded, or the storage has none.
    Missing,
    /// What is stored is no picture.
    Broken,
    /// A picture's bytes.
    There(Arc<[u8]>),
}

impl Photo {
    pub(crate) fn bytes(&self) -> Option<&Arc<[u8]>> {
        match self {
            Self::There(bytes) => Some(bytes),
            Self::Missing | Self::Broken => None,
        }
    }
}

/// How papers are made at a congress.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'a> {
    pub(crate) congress: &'a Congress,
    pub(crate) language: Language,
    /// Whether certificate numbers and phones are masked.
    pub(crate) mask: bool,
    /// Which paper it is.
    pub(crate) paper: Paper,
    /// Whether it is set here, with the fonts there are.
    pub(crate) set_here: bool,
}

/// What a layout reads of one person.
#[derive(Debug, Serialize)]
pub(crate) struct Sheet {
    congress: String,
    unit: String,
    pub(crate) name: String,
    /// The code of the category, and what it is called here.
    category: &'static str,
    category_name: String,
    masked: bool,
    code: String,
    /// The path of the QR code's dots, one byte each, and how many to a side.
    qr: String,
    qr_modules: usize,
    /// The path of the photo.
    photo: Option<String>,
    /// Fields by id, but for the photo.
    fields: BTreeMap<String, Answer>,
    /// Their ids in the form's order.
    order: Vec<String>,
    #[serde(skip)]
    pub(crate) dots: Arc<[u8]>,
    #[serde(skip)]
    pub(crate) notes: Vec<Note>,
}

/// A field as it is printed.
#[derive(Debug, Serialize)]
struct Answer {
    label: String,
    value: String,
    /// Its rows or lines, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<String>>,
}

impl Sheet {
    /// Somebody's sheet. `place` is theirs among those printed together.
    ///
    /// # Errors
    /// `internal` when the address of this system is too long for a QR code.
    pub(crate) fn of(
        person: &Person,
        place: usize,
        manner: Manner<'_>,
        press: &Press,
        keys: &Keys,
    ) -> Result<Self, Problem> {
        let Manner {
            congress, language, ..
        } = manner;
        let settings = &congress.settings;
        let nomination = &person.nomination;
        let schema = Schema::of(settings, nomination.category);
        let mut cleaner = Cleaner::new(manner.set_here.then_some(press));
        let code = code(person, manner.paper, &schema, keys).to_string();
        let qr = Qr::of(&address(press, nomination, &code, language))?;
        let fields = fields(&person.form, &schema, manner, &mut cleaner);
        let order = schema.fields().iter().map(|field| field.id.to_owned());
        let sheet = Self {
            congress: cleaner.clean(&settings.title),
            unit: cleaner.clean(&person.unit.name),
            name: cleaner.clean(&nomination.name),
            category: nomination.category.code(),
            category_name: cleaner.clean(settings.category_name(nomination.category).get(language)),
            masked: manner.mask,
            code,
            qr: format!("qr/{place}"),
            qr_modules: qr.modules,
            photo: person.photo.bytes().map(|_| format!("photos/{place}")),
            order: order.filter(|id| fields.contains_key(id)).collect(),
            fields,
            dots: qr.dots,
            notes: Vec::new(),
        };
        let photo = match (&person.photo, manner.paper) {
            (Photo::Missing, Paper::Form) => Some(Note::NoPhoto),
            (Photo::Broken, Paper::Form) => Some(Note::BrokenPhoto),
            _ => None,
        };
        let notes = photo.into_iter().chain(cleaner.note()).collect();
        Ok(Self { notes, ..sheet })
    }

    /// The paths of its QR code and its photo.
    pub(crate) fn pictures(&self) -> (&str, Option<&str>) {
        (&self.qr, self.photo.as_deref())
    }
}

/// Everything the form asks for, but for the photo.
fn fields(
    form: &Form,
    schema: &Schema<'_>,
    manner: Manner<'_>,
    cleaner: &mut Cleaner<'_>,
) -> BTreeMap<String, Answer> {
    // Name tags show none of them.
    if manner.paper == Paper::Badge {
        return BTreeMap::new();
    }
    let (level, language) = (schema.level, manner.language);
    let asked = schema.fields().iter();
    asked
        .filter(|field| field.kind != Kind::Photo)
        .map(|field| {
            let label = cleaner.clean(&field.label(level, language));
            let value = cleaner.clean(&form.values.display(field, language, manner.mask));
            let lines = match field.kind {
                _ if value.is_empty() => None,
                Kind::Rows { .. } => {
                    let rows = form.values.list(field.id).iter();
                    let rows = rows.map(|row| cleaner.clean(&field.display_row(row, language)));
                    Some(rows.filter(|row| !row.is_empty()).collect())
                }
                Kind::LongText { .. } => Some(value.lines().map(str::to_owned).collect()),
                _ => None,
            };
            let answer = Answer {
                label,
                value,
                lines,
            };
            (field.id.to_owned(), answer)
        })
        .collect()
}

/// The page that tells whether the paper matches, with everything it needs.
fn address(press: &Press, nomination: &Nomination, code: &str, language: Language) -> String {
    let page = match language {
        Language::Zh => "check",
        Language::En => "en/check",
    };
    let Nomination {
        congress, unit, id, ..
    } = nomination;
    let origin = press.origin();
    format!("{origin}/{page}/?congress={congress}&unit={unit}&nomination={id}&code={code}")
}
