//! What a cell means, by the kind of its field: names become codes, ticks become answers, lines become rows. What is only
//! normalised (dates, numbers, names) is left to [`Values::with`](crate::form::values::Values::with).

use serde_json::{Map, Value};

use crate::{
    form::{
        schema::{Column, Kind},
        values::sheet,
    },
    refusal::Said,
    text::{Language, half_width},
};

const YES: [&str; 8] = ["是", "有", "√", "✓", "yes", "y", "true", "1"];
const NO: [&str; 8] = ["否", "无", "×", "✗", "no", "n", "false", "0"];

/// The answer in a cell that is not empty.
///
/// # Errors
/// What is wrong with it and what to do.
pub(super) fn answer(kind: Kind<'_>, text: &str) -> Result<Value, Said> {
    match kind {
        Kind::YesNo | Kind::Tick => yes_or_no(text),
        Kind::Code { .. } | Kind::CodePath { .. } | Kind::Choice { .. } => {
            code(kind, text).map(Value::from)
        }
        Kind::Codes { .. } | Kind::Choices { .. } => {
            let parts = text
                .split(['、', ',', '，', ';', '；', '\n'])
                .map(str::trim);
            let codes = parts
                .filter(|part| !part.is_empty())
                .map(|part| code(kind, part));
            Ok(Value::Array(
                codes
                    .map(|code| code.map(Value::from))
                    .collect::<Result<_, _>>()?,
            ))
        }
        Kind::Rows { columns, .. } => rows(columns, text),
        _ => Ok(text.into()),
    }
}

fn yes_or_no(text: &str) -> Result<Value, Said> {
    let plain = half_width(text).trim().to_lowercase();
    if YES.contains(&plain.as_str()) {
        Ok(true.into())
    } else if NO.contains(&plain.as_str()) {
        Ok(false.into())
    } else {
        Err(Said::new(
            format!("“{}”不是“是”或“否”", short(text)),
            format!("“{}” is neither “是” (yes) nor “否” (no)", short(text)),
        ))
    }
}

/// The code that a name or code means.
fn code(kind: Kind<'_>, text: &str) -> Result<String, Said> {
    let found = own_choice(kind, text).or_else(|| in_table(kind, text));
    found.ok_or_else(|| {
        let offered = match kind {
            Kind::CodePath { .. } => Vec::new(),
            _ => names_offered(kind),
        };
        let some: Vec<_> = offered.iter().take(12).map(String::as_str).collect();
        let more = if offered.len() > some.len() {
            "…"
        } else {
            ""
        };
        if some.is_empty() {
            Said::new(
                format!(
                    "没有“{}”这一项，请从模板的下拉列表中选择，写到最后一级",
                    short(text)
                ),
                format!(
                    "There is no “{}”; choose from the template's list, down to the last level",
                    short(text)
                ),
            )
        } else {
            Said::new(
                format!(
                    "没有“{}”这一项，请填写：{}{more}",
                    short(text),
                    some.join("、")
                ),
                format!(
                    "There is no “{}”; one of: {}{more}",
                    short(text),
                    some.join(", ")
                ),
            )
        }
    })
}

/// The names that may be chosen, as a template's list shows them: those of the last level with the levels above it.
pub fn names_offered(kind: Kind<'_>) -> Vec<String> {
    match kind {
        Kind::YesNo | Kind::Tick => vec!["是".to_owned(), "否".to_owned()],
        Kind::Choice { choices } | Kind::Choices { choices } => choices
            .iter()
            .map(|choice| choice.label.zh.clone())
            .collect(),
        Kind::CodePath { .. } => {
            let Some(table) = kind.table() else {
                return Vec::new();
            };
            let leaves = table
                .active()
                .filter(|entry| table.children(entry.code).next().is_none());
            leaves
                .map(|entry| sheet::path(kind, entry.code, Language::Zh))
                .collect()
        }
        _ => kind
            .options()
            .iter()
            .map(|entry| entry.name.zh.to_owned())
            .collect(),
    }
}

fn own_choice(kind: Kind<'_>, text: &str) -> Option<String> {
    let text = text.trim();
    let choices = kind.choices().iter();
    let is = |label: &str| label == text || half_width(label) == half_width(text);
    let mut found = choices.filter(|one| is(&one.label.zh) || is(&one.label.en) || one.id == text);
    found.next().map(|choice| choice.id.clone())
}

fn in_table(kind: Kind<'_>, text: &str) -> Option<String> {
    let table = kind.table()?;
    let offered = |code: &str| match kind {
        Kind::CodePath { .. } => true,
        _ => kind.options().iter().any(|entry| entry.code == code),
    };
    let by_name = table.by_zh_name(text).map(|entry| entry.code);
    let by_name = by_name.filter(|code| offered(code));
    let plain = half_width(text);
    let plain = plain.trim();
    let by_code = || {
        table
            .get(plain)
            .map(|entry| entry.code)
            .filter(|code| offered(code))
    };
    let in_english = || {
        let named = |code: &str| {
            table
                .name(code, Language::En)
                .is_some_and(|name| name.eq_ignore_ascii_case(plain))
                || sheet::path(kind, code, Language::En).eq_ignore_ascii_case(plain)
        };
        let entries = table
            .active()
            .filter(|_| !plain.chars().any(|letter| letter >= '\u{3000}'));
        let mut codes = entries.map(|entry| entry.code).filter(|code| offered(code));
        codes.find(|code| named(code))
    };
    by_name
        .or_else(by_code)
        .or_else(in_english)
        .map(str::to_owned)
}

/// Lines of cells as [`sheet`] writes them.
fn rows(columns: &'static [Column], text: &str) -> Result<Value, Said> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows = lines
        .map(|line| row(columns, line))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Value::Array(rows))
}

fn row(columns: &'static [Column], line: &str) -> Result<Value, Said> {
    let cells = sheet::parts(line);
    let has_period = sheet::has_period(columns);
    let written = if has_period {
        columns.len() - 1
    } else {
        columns.len()
    };
    let rest = if has_period { &columns[2..] } else { columns };
    let least = columns
        .iter()
        .filter(|column| column.required)
        .count()
        .min(written);
    if cells.len() > written || cells.len() < least {
        return Err(as_lines(columns));
    }
    let mut cells = cells.into_iter();
    let mut row = Map::new();
    if has_period {
        let (from, to) = period(&cells.next().unwrap_or_default());
        row.extend(from.map(|from| (columns[0].id.to_owned(), from.into())));
        row.extend(to.map(|to| (columns[1].id.to_owned(), to.into())));
    }
    for (column, cell) in rest.iter().zip(cells) {
        if !cell.is_empty() {
            row.insert(column.id.to_owned(), answer(column.kind, &cell)?);
        }
    }
    Ok(Value::Object(row))
}

/// From and to of `2017.09—2021.07`, `2017.09至今`.
fn period(text: &str) -> (Option<String>, Option<String>) {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    for present in ["至今", "–present", "-present"] {
        if let Some(from) = text.strip_suffix(present) {
            return (given(from.trim_end_matches(['—', '-', '–'])), None);
        }
    }
    let dash = text.find(['—', '–', '~', '～', '至']).or_else(|| {
        let dashes: Vec<_> = text.match_indices('-').map(|(at, _)| at).collect();
        match dashes[..] {
            [only] if text.contains(['.', '年', '/']) || only >= 6 => Some(only),
            [_, middle, _] => Some(middle),
            _ => None,
        }
    });
    match dash {
        Some(at) => {
            let after = text[at..].trim_start_matches(['—', '–', '~', '～', '至', '-']);
            (given(&text[..at]), given(after))
        }
        None => (given(text), None),
    }
}

fn as_lines(columns: &'static [Column]) -> Said {
    let names = |language| {
        let period = match language {
            Language::Zh => "起止时间",
            Language::En => "Period",
        };
        let period = sheet::has_period(columns).then(|| period.to_owned());
        let rest = if period.is_some() {
            &columns[2..]
        } else {
            columns
        };
        let rest = rest
            .iter()
            .map(|column| column.label.get(language).to_owned());
        period
            .into_iter()
            .chain(rest)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    Said::new(
        format!("每条写一行，各项用“|”隔开：{}", names(Language::Zh)),
        format!(
            "One line each, its parts separated by “|”: {}",
            names(Language::En)
        ),
    )
}

fn short(text: &str) -> String {
    text.chars().take(20).collect()
}
