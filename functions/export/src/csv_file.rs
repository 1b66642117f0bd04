//! A roster as CSV: UTF-8 with a byte-order mark, without which Excel in Chinese reads it as GB18030.

use std::io::Write;

use crate::{Failure, column::Cell};

/// A CSV that is being written.
pub(crate) struct CsvFile<W: Write>(csv::Writer<W>);

impl<W: Write> CsvFile<W> {
    /// Begins with the header.
    pub(crate) fn begin(mut to: W, headers: &[String]) -> Result<Self, Failure> {
        to.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(to);
        writer.write_record(headers)?;
        Ok(Self(writer))
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), Failure> {
        Ok(self.0.write_record(cells.iter().map(text))?)
    }

    /// What it was written to.
    pub(crate) fn finish(self) -> Result<W, Failure> {
        Ok(self.0.into_inner().map_err(|error| error.to_string())?)
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Number(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one (OWASP, CSV injection).
pub(crate) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_would_begin_a_formula_gets_an_apostrophe_and_nothing_else_does() {
        for bad in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(harmless(bad), format!("'{bad}"));
        }
        for good in ["张三", "a=b", "阿依古丽·买买提", "'x", ""] {
            assert_eq!(harmless(good), good);
        }
    }

    #[test]
    fn a_file_has_its_mark_its_header_and_quotes_what_needs_it() {
        let mut file = CsvFile::begin(Vec::new(), &["姓名".to_owned(), "出生日期".to_owned()])
            .expect("a header");
        let cells = [
            Cell::Text("甲,\"乙\"".to_owned()),
            Cell::Day(date(1975, 3, 8)),
        ];
        file.row(&cells).expect("a row");
        let text = String::from_utf8(file.finish().expect("a file")).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}姓名,出生日期\r\n\"甲,\"\"乙\"\"\",1975-03-08\r\n"
        );
    }
}
