//! Answers as the cells of a table that can be read back: as people read them ([`Values::display`]), but for rows, which stand one
//! a line with their parts separated by ` | `, so that what was one cell and what was two can be told apart.

use serde_json::Value;

use super::{Values, words};
use crate::{
    form::schema::{Column, Field, Kind},
    text::Language,
};

/// What separates the parts of a row.
const SEPARATOR: &str = " | ";

impl Values {
    /// The answer to a field as a cell; empty when there is none or the field does not appear. With `mask`, a sensitive answer
    /// is masked.
    pub fn cell(&self, field: &Field<'_>, language: Language, mask: bool) -> String {
        let Kind::Rows { columns, .. } = field.kind else {
            return self.display(field, language, mask);
        };
        if !field.appears(self) {
            return String::new();
        }
        let rows = self.list(field.id).iter();
        let lines: Vec<_> = rows.map(|row| line(columns, row, language)).collect();
        lines.join("\n")
    }
}

/// Whether rows begin with from and to, which are written as one part.
pub fn has_period(columns: &[Column]) -> bool {
    matches!(columns, [from, to, ..] if from.kind == Kind::Month && to.kind == Kind::Month)
}

fn line(columns: &'static [Column], row: &Value, language: Language) -> String {
    let part = |column: &Column| {
        let value = row.get(column.id);
        value.map_or_else(String::new, |value| words(column.kind, value, language))
    };
    let mut parts = Vec::new();
    let mut rest = columns;
    if has_period(columns) {
        let (from, to) = (part(&columns[0]), part(&columns[1]));
        parts.push(match (from.is_empty(), to.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("{from}至今"),
            _ => format!("{from}—{to}"),
        });
        rest = &columns[2..];
    }
    parts.extend(rest.iter().map(part));
    while parts.len() > 1 && parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts
        .iter()
        .map(|part| escaped(part))
        .collect::<Vec<_>>()
        .join(SEPARATOR)
}

fn escaped(part: &str) -> String {
    part.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('｜', "\\｜")
}

/// The parts of a line, as [`Values::cell`] wrote it or somebody typed it: `|` in either width, `\|` for one that is text.
pub fn parts(line: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => part.extend(letters.next()),
            '|' | '｜' => parts.push(std::mem::take(&mut part)),
            letter => part.push(letter),
        }
    }
    parts.push(part);
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// A code of a table with levels as a template's list shows it: the names of all its levels.
pub fn path(kind: Kind<'_>, code: &str, language: Language) -> String {
    words(kind, &code.into(), language)
}

#[cfg(test)]
mod tests {
    use super::{escaped, parts};

    #[test]
    fn a_part_comes_back_whatever_stands_in_it() {
        for text in ["某大学", "a|b", "a\\b", "a\\|b", "", "\\", "｜"] {
            let line = format!("{} | {}", escaped(text), "x");
            assert_eq!(parts(&line), [text, "x"], "{line}");
        }
    }
}
