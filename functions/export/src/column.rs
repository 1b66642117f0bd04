//! The columns of a roster: some of the summary, then every field of the form in the form's order, then the rest of the
//! summary. There is no other list of columns.

mod summary;

use api::Problem;
use domain::{
    congress::Settings,
    form::{
        Form,
        schema::{Field, Kind, Schema},
        values,
    },
    nomination::Nomination,
    refusal::{Fault, FaultCode},
    text::{Language, Text},
    unit::Unit,
};
use jiff::civil::{Date, DateTime};

use summary::{AFTER_FORM, BEFORE_FORM, Summary};

/// A column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Column<'a> {
    /// Of the summary.
    Summary(Summary),
    /// A field of the form.
    Field(&'a Field<'a>),
}

/// So many decimal digits, point and sign included, are kept by the binary fractions of spreadsheets.
const EXACT: usize = 15;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(u32),
    /// An answer in decimal digits.
    Decimal(f64),
    Day(Date),
    /// In China.
    Moment(DateTime),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

/// Somebody as a row is made of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person<'a> {
    pub(crate) nomination: &'a Nomination,
    pub(crate) unit: &'a Unit,
    pub(crate) form: &'a Form,
}

/// How cells are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) language: Language,
    /// Whether certificate numbers and phones are masked.
    pub(crate) mask: bool,
}

impl<'a> Column<'a> {
    /// Every column there is at a congress, in order.
    pub(crate) fn all(schema: &'a Schema<'a>) -> Vec<Self> {
        let before = BEFORE_FORM.into_iter().map(Self::Summary);
        let fields = schema.fields().iter().map(Self::Field);
        before
            .chain(fields)
            .chain(AFTER_FORM.into_iter().map(Self::Summary))
            .collect()
    }

    /// The columns with these ids, in this order; all of them when none is named.
    ///
    /// # Errors
    /// `invalid_input` at `/columns/{index}` for every id that is none or named twice.
    pub(crate) fn chosen(schema: &'a Schema<'a>, ids: &[String]) -> Result<Vec<Self>, Problem> {
        let all = Self::all(schema);
        if ids.is_empty() {
            return Ok(all);
        }
        let mut faults = Vec::new();
        let mut chosen = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let pointer = format!("/columns/{index}");
            match all.iter().find(|column| column.id() == id) {
                None => faults.push(Fault::new(
                    pointer,
                    FaultCode::UnknownField,
                    format!("没有“{id}”这一列，请重新选择要导出的列"),
                    format!("There is no column “{id}”; choose the columns again"),
                )),
                Some(_) if ids[..index].contains(id) => faults.push(Fault::new(
                    pointer,
                    FaultCode::Repeated,
                    format!("“{id}”选了两次，请去掉一个"),
                    format!("“{id}” is chosen twice; remove one"),
                )),
                Some(column) => chosen.push(*column),
            }
        }
        if faults.is_empty() {
            Ok(chosen)
        } else {
            Err(Problem::invalid(faults))
        }
    }

    /// Its id: for a field of the form the field's.
    pub(crate) const fn id(self) -> &'a str {
        match self {
            Self::Field(field) => field.id,
            Self::Summary(summary) => summary.id(),
        }
    }

    /// What stands above it.
    pub(crate) fn header(self, manner: Manner<'_>) -> String {
        match self {
            Self::Field(field) => field.label(manner.settings.level, manner.language),
            Self::Summary(summary) => summary.name().get(manner.language).to_owned(),
        }
    }

    /// Its width, in characters of the usual font.
    pub(crate) const fn width(self) -> f64 {
        match self {
            Self::Field(field) => match field.kind {
                Kind::YesNo | Kind::Tick | Kind::Photo | Kind::File => 8.0,
                Kind::Name
                | Kind::Date
                | Kind::Day
                | Kind::Month
                | Kind::Year
                | Kind::Number { .. } => 12.0,
                Kind::Code { .. } | Kind::Choice { .. } | Kind::Phone => 16.0,
                Kind::IdNumber
                | Kind::CodePath { .. }
                | Kind::Codes { .. }
                | Kind::Choices { .. }
                | Kind::Email => 22.0,
                Kind::Text { .. } => 26.0,
                Kind::LongText { .. } | Kind::Rows { .. } => 48.0,
            },
            Self::Summary(summary) => summary.width(),
        }
    }

    /// Somebody's cell in it.
    pub(crate) fn cell(self, person: Person<'_>, manner: Manner<'_>) -> Cell {
        match self {
            Self::Summary(summary) => summary.cell(person, manner),
            Self::Field(field) if field.kind == Kind::Photo => {
                yes_or_no(person.nomination.photo, manner.language)
            }
            Self::Field(field) => {
                let text = person.form.values.cell(field, manner.language, manner.mask);
                match field.kind {
                    Kind::Date | Kind::Day => {
                        values::date(&text).map_or_else(|| text.into(), Cell::Day)
                    }
                    Kind::Number { .. } => decimal(text),
                    _ => text.into(),
                }
            }
        }
    }
}

/// As a number where a spreadsheet holds all its digits.
fn decimal(text: String) -> Cell {
    match text.parse() {
        Ok(number) if text.len() <= EXACT => Cell::Decimal(number),
        _ => text.into(),
    }
}

fn yes_or_no(answer: bool, language: Language) -> Cell {
    let text = if answer {
        Text::new("是", "Yes")
    } else {
        Text::new("否", "No")
    };
    Cell::Text(text.get(language).to_owned())
}

#[cfg(test)]
mod tests {
    use domain::congress::Level;

    use super::*;

    #[test]
    fn every_field_of_the_form_has_its_column_and_every_id_is_one_columns() {
        let schema = Schema::built_in(Level::City);
        let all = Column::all(&schema);
        let mut ids: Vec<_> = all.iter().map(|column| column.id()).collect();
        assert_eq!(
            all.len(),
            schema.fields().len() + BEFORE_FORM.len() + AFTER_FORM.len()
        );
        for field in schema.fields() {
            assert!(ids.contains(&field.id), "{}", field.id);
        }
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn columns_come_in_the_order_in_which_they_are_chosen() {
        let schema = Schema::built_in(Level::City);
        let ids = |chosen: &[&str]| {
            let chosen: Vec<_> = chosen.iter().map(|id| (*id).to_owned()).collect();
            let columns = Column::chosen(&schema, &chosen);
            columns.map(|columns| columns.iter().map(|column| column.id()).collect::<Vec<_>>())
        };
        assert_eq!(
            ids(&["phone", "unit"]).expect("two columns"),
            ["phone", "unit"]
        );
        assert_eq!(
            ids(&[]).expect("all columns").len(),
            Column::all(&schema).len()
        );
        let problem = ids(&["phone", "colour", "phone"])
            .expect_err("faults")
            .speak(Language::Zh);
        let pointers: Vec<_> = problem
            .errors
            .iter()
            .map(|fault| fault.pointer.as_str())
            .collect();
        assert_eq!(pointers, ["/columns/1", "/columns/2"]);
    }
}
