//! One answer, by its kind.

use jiff::civil::{Date, date};
use serde_json::Value;

use super::Place;
use crate::{
    codes::CodeTable,
    congress::questions::Choice,
    email::{Email, EmailFault},
    form::{schema::Kind, values},
    person_name::PersonName,
    phone::{Phone, PhoneFault},
    refusal::{Fault, FaultCode},
    text::Language,
};

/// Nobody who is nominated was born before, and nothing they did is older.
const FIRST_DAY: Date = date(1900, 1, 1);
/// Nothing that a form asks for lies later.
const LAST_DAY: Date = date(2099, 12, 31);

/// Adds the faults of an answer that is given and not made of rows or the number of a certificate.
pub(super) fn check(kind: Kind<'_>, value: &Value, place: &Place<'_>, faults: &mut Vec<Fault>) {
    let text = value.as_str().unwrap_or_default();
    let found = match kind {
        Kind::Name => said(PersonName::parse(text), |fault, language| {
            fault.text(language)
        }),
        Kind::Email => said(Email::parse(text), EmailFault::text),
        Kind::Phone => said(Phone::parse(text), PhoneFault::text),
        Kind::Date => day(values::date(text), place.today),
        Kind::Day => day(values::date(text), LAST_DAY),
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
        Kind::Number {
            least,
            most,
            decimals,
        } => number(text, least, most, decimals),
        Kind::Choice { choices } => (!has(choices, text)).then(not_offered),
        Kind::Choices { choices } => many(choices, value),
        Kind::Text { most } | Kind::LongText { most } => {
            (text.is_empty() || text.chars().count() > most).then(|| too_long(most))
        }
        Kind::YesNo | Kind::Tick => (!value.is_boolean()).then(not_offered),
        Kind::IdNumber | Kind::Photo | Kind::File | Kind::Rows { .. } => None,
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

/// A day from 1900 to `last`, which is today or [`LAST_DAY`].
fn day(read: Option<Date>, last: Date) -> Option<Found> {
    let found = |code, zh: &str, en: &str| Some((code, zh.to_owned(), en.to_owned()));
    match read {
        None => found(
            FaultCode::Malformed,
            "这不是真实的日期，请重新填写",
            "This is not a real date; please enter it again",
        ),
        Some(day) if day > last && last == LAST_DAY => found(
            FaultCode::OutOfRange,
            "不能晚于2099年，请核对",
            "This is after 2099; please check it",
        ),
        Some(day) if day > last => found(
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

fn codes(kind: Kind<'_>, value: &Value) -> Option<Found> {
    let offered: Vec<&str> = kind.options().iter().map(|entry| entry.code).collect();
    let chosen = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let right = |code: &Value| code.as_str().is_some_and(|code| offered.contains(&code));
    (chosen.is_empty() || !chosen.iter().all(right)).then(not_offered)
}

fn has(choices: &[Choice], id: &str) -> bool {
    choices.iter().any(|choice| choice.id == id)
}

fn many(choices: &[Choice], value: &Value) -> Option<Found> {
    let chosen = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let right = |id: &Value| id.as_str().is_some_and(|id| has(choices, id));
    (chosen.is_empty() || !chosen.iter().all(right)).then(not_offered)
}

fn number(text: &str, least: Option<i64>, most: Option<i64>, decimals: u8) -> Option<Found> {
    let Some(read) = values::number(text) else {
        return Some((
            FaultCode::Malformed,
            "请填写数字，如 12".to_owned(),
            "This must be a number, for example 12".to_owned(),
        ));
    };
    if read.decimals() > decimals {
        let (zh, en) = match decimals {
            0 => (
                "请填写整数".to_owned(),
                "This must be a whole number".to_owned(),
            ),
            some => (
                format!("最多保留 {some} 位小数"),
                format!("At most {some} decimal places"),
            ),
        };
        return Some((FaultCode::Malformed, zh, en));
    }
    if least.is_none_or(|least| read.is_at_least(least))
        && most.is_none_or(|most| read.is_at_most(most))
    {
        return None;
    }
    let (zh, en) = match (least, most) {
        (Some(least), Some(most)) => (
            format!("须在 {least} 至 {most} 之间"),
            format!("This must be between {least} and {most}"),
        ),
        (Some(least), None) => (
            format!("不能小于 {least}"),
            format!("This must be at least {least}"),
        ),
        (_, most) => {
            let most = most.unwrap_or_default();
            (
                format!("不能大于 {most}"),
                format!("This must be at most {most}"),
            )
        }
    };
    Some((FaultCode::OutOfRange, zh, en))
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
