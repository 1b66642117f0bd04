//! One changed value: read, normalised, or refused with every fault in it.

use serde_json::{Map, Value};

use super::{dates, escaped, number, unknown_field};
use crate::{
    email::Email,
    form::schema::{Column, Kind},
    person_name::PersonName,
    refusal::{Fault, FaultCode},
    text::{half_width, is_emoji},
};

/// The most characters kept of something that is checked only when submitted (names, numbers, addresses, dates): longer
/// than any that is right.
const LONGEST_DRAFT: usize = 254;

/// The value as it is kept; `None` when it is empty or, with its faults added, cannot be kept.
pub(super) fn read(
    kind: Kind<'_>,
    value: &Value,
    pointer: &str,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    match (kind, value) {
        (_, Value::Null) => None,
        (Kind::YesNo, Value::Bool(answer)) => Some((*answer).into()),
        (Kind::Tick, Value::Bool(ticked)) => ticked.then(|| true.into()),
        (Kind::Rows { columns, most, .. }, Value::Array(rows)) => {
            read_rows(columns, most, rows, pointer, faults)
        }
        (Kind::Codes { .. } | Kind::Choices { .. }, Value::Array(codes)) => {
            read_codes(kind, codes, pointer, faults)
        }
        (Kind::Number { .. }, Value::Number(number)) => {
            read(kind, &number.to_string().into(), pointer, faults)
        }
        (_, Value::String(text)) if text.trim().is_empty() => None,
        (
            Kind::YesNo
            | Kind::Tick
            | Kind::Rows { .. }
            | Kind::Codes { .. }
            | Kind::Choices { .. },
            _,
        ) => {
            faults.push(malformed(pointer));
            None
        }
        (_, Value::String(text)) => read_text(kind, text, pointer, faults)
            .filter(|text| !text.is_empty())
            .map(Value::from),
        _ => {
            faults.push(malformed(pointer));
            None
        }
    }
}

fn read_rows(
    columns: &'static [Column],
    most: usize,
    rows: &[Value],
    pointer: &str,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    let mut read: Vec<Map<String, Value>> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        match row {
            Value::Object(row) => read.push(read_row(columns, row, &pointer, faults)),
            Value::Null => read.push(Map::new()),
            _ => faults.push(malformed(&pointer)),
        }
    }
    // Empty rows between others stay, so that pointers go on naming the rows the person sees.
    while read.last().is_some_and(Map::is_empty) {
        read.pop();
    }
    if read.len() > most {
        faults.push(Fault::new(
            pointer,
            FaultCode::TooLong,
            format!("最多填写 {most} 行"),
            format!("At most {most} rows"),
        ));
    }
    (!read.is_empty()).then(|| read.into_iter().map(Value::Object).collect())
}

fn read_row(
    columns: &'static [Column],
    row: &Map<String, Value>,
    pointer: &str,
    faults: &mut Vec<Fault>,
) -> Map<String, Value> {
    let mut cells = Map::new();
    for (id, value) in row {
        let pointer = format!("{pointer}/{}", escaped(id));
        match columns.iter().find(|column| column.id == id) {
            None => faults.push(unknown_field(pointer, id)),
            Some(column) => {
                if let Some(value) = read(column.kind, value, &pointer, faults) {
                    cells.insert(id.clone(), value);
                }
            }
        }
    }
    cells
}

fn read_codes(
    kind: Kind<'_>,
    given: &[Value],
    pointer: &str,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    // An answer that is no longer offered stays where it was given.
    let own = kind.choices().iter().map(|choice| choice.id.as_str());
    let offered: Vec<&str> = kind
        .options()
        .iter()
        .map(|entry| entry.code)
        .chain(own)
        .collect();
    for (index, code) in given.iter().enumerate() {
        if !code.as_str().is_some_and(|code| offered.contains(&code)) {
            faults.push(unknown_code(&format!("{pointer}/{index}")));
        }
    }
    let chosen = |code: &&str| given.iter().any(|one| one.as_str() == Some(code));
    let codes: Vec<Value> = offered
        .into_iter()
        .filter(chosen)
        .map(Value::from)
        .collect();
    (!codes.is_empty()).then_some(Value::Array(codes))
}

fn read_text(kind: Kind<'_>, text: &str, pointer: &str, faults: &mut Vec<Fault>) -> Option<String> {
    let plain = plain(text, matches!(kind, Kind::LongText { .. }));
    if let Some(found) = plain.chars().find(|letter| !may_be_written(*letter, kind)) {
        faults.push(unwritable(pointer, found));
        return None;
    }
    let most = kind.most_characters().unwrap_or(LONGEST_DRAFT);
    if plain.chars().count() > most {
        faults.push(Fault::new(
            pointer,
            FaultCode::TooLong,
            format!("最多 {most} 字，请精简"),
            format!("At most {most} characters; please shorten it"),
        ));
        return None;
    }
    let is_offered = match kind {
        Kind::Code { .. } => kind.options().iter().any(|entry| entry.code == plain),
        Kind::Choice { choices } => choices.iter().any(|choice| choice.id == plain),
        // Retired codes are kept: a county may have been merged into another since.
        Kind::CodePath { .. } => kind
            .table()
            .is_some_and(|table| table.get(&plain).is_some()),
        _ => return Some(normal(kind, plain)),
    };
    if !is_offered {
        faults.push(unknown_code(pointer));
        return None;
    }
    Some(plain)
}

/// The text in the one way in which it is stored; what cannot be read stays as it was typed.
fn normal(kind: Kind<'_>, text: String) -> String {
    let read = match kind {
        Kind::Date | Kind::Day => dates::date(&text).map(|date| date.to_string()),
        Kind::Month => dates::month(&text).map(|month| month.strftime("%Y-%m").to_string()),
        Kind::Year => dates::year(&text).map(|year| format!("{year:04}")),
        Kind::Name => PersonName::parse(&text)
            .ok()
            .map(|name| name.as_str().to_owned()),
        Kind::Email => Email::parse(&text)
            .ok()
            .map(|email| email.as_str().to_owned()),
        Kind::IdNumber => Some(certificate_number(&text)),
        Kind::Number { .. } => number::number(&text).map(|number| number.to_string()),
        _ => None,
    };
    read.unwrap_or(text)
}

/// A number of a certificate without spaces, in plain upper-case characters.
fn certificate_number(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// A text without outer spaces, with one kind of line end and no tabs or invisible marks.
fn plain(text: &str, lines: bool) -> String {
    let text = if lines {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    let visible = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{200b}' | '\u{feff}'));
    let spaced: String = visible
        .map(|letter| if letter == '\t' { ' ' } else { letter })
        .collect();
    spaced.trim().to_owned()
}

/// Control characters and pictures break spreadsheets and prints; marks that turn the direction of writing can disguise a text.
fn may_be_written(letter: char, kind: Kind<'_>) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let nothing = u32::from(letter) & 0xfffe == 0xfffe || matches!(letter, '\u{fdd0}'..='\u{fdef}');
    let line_end = letter == '\n' && matches!(kind, Kind::LongText { .. });
    // What has a rule of its own keeps it for the draft and tells it there.
    let picture = is_emoji(letter) && !matches!(kind, Kind::Name | Kind::Email);
    line_end || !(letter.is_control() || turns || nothing || picture)
}

fn malformed(pointer: &str) -> Fault {
    Fault::new(
        pointer,
        FaultCode::Malformed,
        "格式不正确，请重新填写",
        "This is not in the expected form; please enter it again",
    )
}

fn unknown_code(pointer: &str) -> Fault {
    Fault::new(
        pointer,
        FaultCode::UnknownCode,
        "请从列表中选择",
        "Please choose from the list",
    )
}

fn unwritable(pointer: &str, found: char) -> Fault {
    if is_emoji(found) {
        return Fault::new(
            pointer,
            FaultCode::Malformed,
            "含有表情符号，打印和表格无法显示，请删去后重新填写",
            "There is an emoji, which cannot be printed; please remove it",
        );
    }
    let number = u32::from(found);
    Fault::new(
        pointer,
        FaultCode::Malformed,
        format!("含有不可见的控制字符（U+{number:04X}），请删去后重新填写"),
        format!("There is an invisible control character (U+{number:04X}); please remove it"),
    )
}
