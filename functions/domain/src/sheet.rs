//! Files of rows that people fill in (units, liaisons, nominees), once read: texts in rows, what a row would do, and what is
//! wrong in a cell. Reading the bytes is the work of the crate `sheet`.

use serde::Serialize;

use crate::{
    refusal::Said,
    text::{Language, half_width},
};

/// The most rows of a file.
pub const MOST_ROWS: usize = 2_000;

/// A row of a file as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub line: u32,
    /// Its cells from column A on.
    pub cells: Vec<String>,
}

impl Row {
    /// A cell's text as it counts: full-width characters made plain, without blanks or marks of width zero around it.
    pub fn text(&self, column: usize) -> String {
        let text = self.cells.get(column).map_or("", String::as_str);
        let unseen =
            |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}');
        half_width(text).trim_matches(unseen).to_owned()
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// What is to become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Something that is not there yet.
    New,
    /// Something that will be changed.
    Changed,
    /// Something that is so already.
    Unchanged,
    /// Something in it cannot be.
    Error,
}

/// What is wrong in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The header above it.
    pub column: String,
    /// Where it is, as spreadsheets say: `C7`.
    pub cell: String,
    /// What is wrong and what to do.
    pub says: Said,
}

impl CellFault {
    /// A fault in a cell, `place` columns right of A.
    pub fn new(header: impl Into<String>, place: usize, line: u32, says: Said) -> Self {
        Self {
            column: header.into(),
            cell: format!("{}{line}", letters(place)),
            says,
        }
    }

    /// What is wrong, in one language.
    pub fn says(&self, language: Language) -> &str {
        self.says.get(language)
    }
}

/// Whether a cell's text is a formula, which nobody can check: what it comes to is somebody else's cell.
pub fn is_formula(text: &str) -> bool {
    half_width(text.trim()).starts_with('=')
}

/// What is said of a formula.
pub fn formula() -> Said {
    Said::new(
        "这一格是公式，请复制后用“粘贴为数值”替换",
        "This is a formula; copy it and paste it as a value",
    )
}

/// A column's letters as spreadsheets count them: A, B, … Z, AA.
pub fn letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(index % 26).unwrap_or(0)));
        if index < 26 {
            return letters.into_iter().rev().collect();
        }
        index = index / 26 - 1;
    }
}

/// The row and column, both from 0, of a cell's name: `C7` is (6, 2).
pub fn place(cell: &str) -> Option<(u32, u16)> {
    let digits = cell.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, line) = cell.split_at(digits);
    let mut column: u16 = 0;
    for letter in letters.bytes() {
        let value = letter.checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u16::from(value) + 1)?;
    }
    Some((
        line.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets_there_and_back() {
        let names: Vec<_> = [0, 2, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(names, ["A", "C", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        for index in [0_u16, 2, 25, 26, 51, 52, 701, 702] {
            let cell = format!("{}9", letters(usize::from(index)));
            assert_eq!(place(&cell), Some((8, index)), "{cell}");
        }
        for none in ["", "7", "A", "A0", "a1", "AAAAA1", "A1B"] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn a_cell_is_read_without_what_nobody_sees() {
        let row = Row {
            line: 1,
            cells: vec!["\u{feff} １２\u{3000}".into()],
        };
        assert_eq!((row.text(0), row.text(9)), ("12".into(), String::new()));
        assert!(is_formula(" =A1") && is_formula("＝A1") && !is_formula("-1"));
    }
}
