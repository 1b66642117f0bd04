#![doc = include_str!("README.md")]

mod answer;
mod identity;
mod rows;

use jiff::civil::Date;

use super::{
    schema::{self, EDUCATIONS, FULL_TIME, Field, Kind, Label, Schema},
    values::Values,
};
use crate::{
    congress::Level,
    refusal::{Fault, FaultCode},
    text::Language,
};

pub use identity::warnings;

/// Every fault of a form that is to be submitted, in the order of the form, pointers `/values/{field}` or
/// `/values/{field}/{row}/{column}`. Empty when it is complete and true as far as can be told.
///
/// `today` is the day in China. The photo is stored apart and asked for when submitting.
pub fn complete(values: &Values, schema: &Schema<'_>, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    let appearing = schema.fields().iter();
    for field in appearing.filter(|field| field.appears(values)) {
        let place = Place {
            pointer: format!("/values/{}", field.id),
            label: field.label,
            level: schema.level,
            today,
        };
        check(field, values, &place, &mut faults);
    }
    in_order(schema, &mut faults);
    faults
}

/// Brings faults into the order of the form; those of one field stay as they are, and what is of none comes last.
pub fn in_order(schema: &Schema<'_>, faults: &mut [Fault]) {
    faults.sort_by_key(|fault| {
        schema
            .place(field_of(fault).unwrap_or_default())
            .unwrap_or(usize::MAX)
    });
}

/// The id of the field that a fault of a form is about.
pub fn field_of(fault: &Fault) -> Option<&str> {
    fault.pointer.strip_prefix("/values/")?.split('/').next()
}

/// How many answers of each tab are wrong: what is there and cannot stay so. What is not answered at all is counted as
/// missing, by [`completeness`](super::completeness); a cell that a row lacks is wrong, for the row is there.
pub fn wrong(values: &Values, faults: &[Fault], schema: &Schema<'_>) -> [usize; 3] {
    schema::Tab::ALL.map(|tab| {
        let here = |fault: &&Fault| {
            let field = field_of(fault).and_then(|id| schema.field(id));
            field.is_some_and(|field| {
                // A path chosen half way is an answer that cannot stay so, though it asks for more.
                let missing = fault.code == FaultCode::Required && values.get(field.id).is_none();
                field.tab == tab && !missing
            })
        };
        faults.iter().filter(here).count()
    })
}

/// Where an answer stands and what its faults are told with.
struct Place<'a> {
    pointer: String,
    label: Label<'a>,
    level: Level,
    today: Date,
}

impl Place<'_> {
    /// The place of a cell below it.
    fn cell(&self, row: usize, column: &schema::Column) -> Self {
        Self {
            pointer: format!("{}/{row}/{}", self.pointer, column.id),
            label: column.label,
            ..*self
        }
    }

    fn fault(&self, code: FaultCode, zh: impl Into<String>, en: impl Into<String>) -> Fault {
        Fault::new(self.pointer.clone(), code, zh, en)
    }

    /// Something that must be answered is not.
    fn missing(&self, kind: Kind<'_>) -> Fault {
        let (zh, en) = (
            self.label.at(self.level, Language::Zh),
            self.label.at(self.level, Language::En),
        );
        if matches!(kind, Kind::File) {
            self.fault(
                FaultCode::Required,
                format!("请上传{zh}"),
                format!("Please upload: {en}"),
            )
        } else if kind.is_chosen() {
            self.fault(
                FaultCode::Required,
                format!("请选择{zh}"),
                format!("Please choose: {en}"),
            )
        } else {
            self.fault(
                FaultCode::Required,
                format!("请填写{zh}"),
                format!("Please fill in: {en}"),
            )
        }
    }
}

fn check(field: &Field<'_>, values: &Values, place: &Place<'_>, faults: &mut Vec<Fault>) {
    match (field.kind, values.get(field.id)) {
        (Kind::Photo, _) => {}
        (Kind::Tick, _) if field.id == FULL_TIME.tick => {
            if !EDUCATIONS
                .iter()
                .any(|education| values.yes(education.tick))
            {
                faults.push(place.fault(
                    FaultCode::Required,
                    "请至少勾选全日制教育、在职教育中的一项",
                    "Please tick at least one of full-time and in-service education",
                ));
            }
        }
        (
            Kind::Rows {
                columns, at_least, ..
            },
            _,
        ) => {
            let at_least = if field.required { at_least } else { 0 };
            rows::check(columns, at_least, values.list(field.id), place, faults);
        }
        (kind, None) if field.required => faults.push(place.missing(kind)),
        (_, None) => {}
        (Kind::IdNumber, Some(number)) => {
            identity::check(values, number.as_str().unwrap_or_default(), place, faults);
        }
        (kind, Some(value)) => {
            answer::check(kind, value, place, faults);
            if field.id == schema::SECOND_PARTY {
                second_party(values, place, faults);
            }
        }
    }
}

fn second_party(values: &Values, place: &Place<'_>, faults: &mut Vec<Fault>) {
    if values.text(schema::SECOND_PARTY) == values.text(schema::PARTY) {
        faults.push(place.fault(
            FaultCode::Contradicts,
            "党派2与党派1相同，只属于一个党派的请清空此项",
            "The same as the first; leave this empty unless somebody belongs to two",
        ));
    }
}
