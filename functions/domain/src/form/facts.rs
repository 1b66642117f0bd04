//! What of a complete form the nomination's summary keeps.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    schema::{self, EDUCATIONS, Education, Schema},
    values::{self, Values},
};
use crate::{
    id_number::{IdNumber, parse_other},
    nomination::Certificate,
    structure::Facts,
};

/// The facts that lists, filters and traits need; `None` while one of them is missing.
pub fn facts(values: &Values) -> Option<Facts> {
    let text = |id: &str| values.text(id).map(str::to_owned);
    Some(Facts {
        sex: text(schema::SEX)?,
        ethnic_group: text(schema::ETHNIC_GROUP)?,
        party: text(schema::PARTY)?,
        second_party: text(schema::SECOND_PARTY),
        birth_date: values::date(values.text(schema::BIRTH_DATE)?)?,
        occupation: text(schema::OCCUPATION)?,
        grassroots: values.get(schema::GRASSROOTS)?.as_bool()?,
        education: highest_education(values)?.to_owned(),
        title_rank: text(schema::TITLE_RANK)?,
        answers: BTreeMap::new(),
    })
}

/// The answers that lists can show as columns.
pub fn listed(values: &Values, schema: &Schema<'_>) -> BTreeMap<String, Value> {
    let listed = schema.questions().filter(|question| question.listed);
    listed
        .filter_map(|question| Some((question.id.to_owned(), values.get(question.id)?.clone())))
        .collect()
}

/// The certificate that is claimed for the nominee; `None` while its type or number is missing or not right.
pub fn certificate(values: &Values) -> Option<Certificate> {
    let (kind, typed) = (
        values.text(schema::ID_TYPE)?,
        values.text(schema::ID_NUMBER)?,
    );
    let number = if kind == schema::IDENTITY_CARD {
        // Whether the birth lies in the future is asked by the checks, which know the day.
        IdNumber::parse(typed, jiff::civil::Date::MAX)
            .ok()?
            .as_str()
            .to_owned()
    } else {
        parse_other(kind, typed).ok()?
    };
    Some(Certificate {
        kind: kind.to_owned(),
        number,
    })
}

/// The highest of the educations that are ticked and entered.
fn highest_education(values: &Values) -> Option<&str> {
    let ticked = EDUCATIONS
        .iter()
        .filter(|education| values.yes(education.tick));
    let entered = ticked.filter_map(|Education { education, .. }| values.text(education));
    entered.min_by_key(|code| rank(code))
}

/// GB/T 4658 numbers educations from the highest down; the tens name a level without saying how it ended, so they come after
/// what they contain.
fn rank(code: &str) -> (String, String) {
    let (level, ending) = code.split_at_checked(1).unwrap_or((code, ""));
    let ending = if ending == "0" { "~" } else { ending };
    (level.to_owned(), ending.to_owned())
}
