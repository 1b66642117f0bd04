//! One answer, by its kind.

use jiff::civil::{Date, date};
use serde_json::Value;

use super::Place;
use crate::{
    codes::CodeTable,
    email::{Email, EmailFault},
    form::{schema::Kind, values},
    person_name::PersonName,
    phone::{Phone, PhoneFault},
    refusal::{Fault, FaultCode},
    text::Language,
};

/// Nobody who is nominated was born before, and nothing they did is older.
const FIRST_DAY: Date = date(1900, 1, 1);

/// Adds the faults of an answer that is given and not made of rows or the number of a certificate.
pub(super) fn check(kind: Kind, value: &Value, place: &Place, faults: &mut Vec<Fault>) {
    let text = value.as_str().unwrap_or_default();
    let found = match kind {
        Kind::Name => said(PersonName::parse(text), |fault, language| {
            fault.text(language)
        }),
        Kind::Email => said(Email::parse(text), EmailFault::text),
        Kind::Phone => said(Phone::parse(text), PhoneFault::text),
        Kind::Date => day(values::date(text), place.today),
        Kind::Month => day(values::month(text), place.today),
        Kind::Year => day(
            values::year(text).and_then(|year| Date::new(year, 1, 1).ok()),
            place.today,
        ),
        Kind::Code { .. } => {
            let offered = kind.options().iter().any(|entry| entry.code == text);
            (!offered).then(not_offered)
        }
        Kind::CodePath { levels, .. } => kind.table().and_then(|table| path(table, text, levels)),
        Kind::Codes { .. } => codes(kind, value),
        Kind::Text { most } | Kind::LongText { most } => {
            (text.is_empty() || text.chars().count() > most).then(|| too_long(most))
        }
        Kind::YesNo | Kind::Tick => (!value.is_boolean()).then(not_offered),
        Kind::IdNumber | Kind::Photo | Kind::Rows { .. } => None,
    };
    faults.extend(found.map(|(code, zh, en)| place.fault(code, zh, en)));
}

/// A fault's kind and its words in both languages.
type Found = (FaultCode, String, String);

fn said<T, F>(read: Result<T, F>, words: impl Fn(&F, Language) -> String) -> Option<Found> {
    let fault = read.err()?;
    Some((
        FaultCode::Malformed,
        words(&fault, Language::Zh),
        words(&fault, Language::En),
    ))
}

fn day(read: Option<Date>, today: Date) -> Option<Found> {
    let found = |code, zh: &str, en: &str| Some((code, zh.to_owned(), en.to_owned()));
    match read {
        None => found(
            FaultCode::Malformed,
            "这不是真实的日期，请重新填写",
            "This is not a real date; please enter it again",
        ),
        Some(day) if day > today => found(
            FaultCode::OutOfRange,
            "不能晚于今天，请核对",
            "This is in the future; please check it",
        ),
        Some(day) if day < FIRST_DAY => found(
            FaultCode::OutOfRange,
            "不能早于1900年，请核对",
            "This is before 1900; please check it",
        ),
        Some(_) => None,
    }
}

fn path(table: &CodeTable, code: &str, levels: u8) -> Option<Found> {
    if table.get(code).is_none() {
        return Some(not_offered());
    }
    let is_deepest = table.children(code).next().is_none();
    (!is_deepest).then(|| {
        let depth = table.path(code).len();
        (
            FaultCode::Required,
            format!("请继续选择下一级（已选到第 {depth} 级，最多 {levels} 级）"),
            format!("Please choose the next level too (now {depth} of at most {levels})"),
        )
    })
}

fn codes(kind: Kind, value: &Value) -> Option<Found> {
    let offered: Vec<&str> = kind.options().iter().map(|entry| entry.code).collect();
    let chosen = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let right = |code: &Value| code.as_str().is_some_and(|code| offered.contains(&code));
    (chosen.is_empty() || !chosen.iter().all(right)).then(not_offered)
}

fn not_offered() -> Found {
    (
        FaultCode::UnknownCode,
        "请从列表中选择".to_owned(),
        "Please choose from the list".to_owned(),
    )
}

fn too_long(most: usize) -> Found {
    (
        FaultCode::TooLong,
        format!("须为 1 至 {most} 字"),
        format!("This must have 1 to {most} characters"),
    )
}
