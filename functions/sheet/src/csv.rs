//! CSV as offices send it.

use std::borrow::Cow;

use domain::sheet::{MOST_ROWS, Row};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{MOST_COLUMNS, Unreadable};

/// The rows of a text file; blank ones are passed over.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines {
        text: &text,
        counted: 0,
        line: 1,
    };
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::NotText)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() > MOST_ROWS + 10
            || record
                .iter()
                .skip(MOST_COLUMNS)
                .any(|cell| !cell.trim().is_empty())
        {
            return Err(Unreadable::TooMany);
        }
        let begins = record.position().map_or(0, csv::Position::byte);
        let line = lines.at(usize::try_from(begins).unwrap_or(text.len()));
        let cells = record
            .iter()
            .take(MOST_COLUMNS)
            .map(str::to_owned)
            .collect();
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

/// Counts lines as an editor does: the reader counts where it stood before it passed over blank ones.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the record that follows this byte. Asked in order.
    fn at(&mut self, byte: usize) -> u32 {
        let rest = self.text.get(byte..).unwrap_or_default();
        let begins = byte + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.counted..begins).unwrap_or_default();
        let passed = passed.bytes().filter(|byte| *byte == b'\n').count();
        self.line += u32::try_from(passed).unwrap_or(0);
        self.counted = begins;
        self.line
    }
}

/// The text: by its byte-order mark, else UTF-8 when it is valid, else GB18030 (what Excel in Chinese saves).
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..])
        }
        None => UTF_8
            .decode_without_bom_handling_and_without_replacement(bytes)
            .or_else(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes)),
    };
    // No text has a NUL, every picture and document has.
    text.filter(|text| !text.contains('\0'))
        .ok_or(Unreadable::NotText)
}

/// What separates cells: whatever the first line with any of them has most of.
fn delimiter(text: &str) -> u8 {
    let count = |line: &str, letter: u8| line.bytes().filter(|byte| *byte == letter).count();
    let candidates = [b',', b'\t', b';'];
    let line = text
        .lines()
        .find(|line| candidates.iter().any(|letter| count(line, *letter) > 1));
    let line = line.unwrap_or_default();
    // `max_by_key` takes the last of equals, so the comma stands last.
    candidates
        .into_iter()
        .rev()
        .max_by_key(|letter| count(line, *letter))
        .unwrap_or(b',')
}
