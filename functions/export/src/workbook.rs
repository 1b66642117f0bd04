//! A roster as a workbook, written row by row in constant memory and ready to print.

use std::{fs::File, io::BufWriter};

use job::NotMade;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::{Failure, column::Cell};

/// ISO/A4 in Excel's list of papers.
pub(crate) const A4: u8 = 9;
/// The first row says what this is and who took it; the header stands below.
const HEADER_ROW: u32 = 1;
/// What Excel takes as a sheet's name.
const LONGEST_NAME: usize = 31;
/// What Excel takes in a footer.
const LONGEST_FOOTER: usize = 200;

/// What stands above a table and on every printed page.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// Of the sheet.
    pub(crate) sheet: &'static str,
    /// What this is.
    pub(crate) title: String,
    /// Who took it, when, with which numbers.
    pub(crate) mark: String,
    /// `第 1 页，共 3 页`, in Excel's codes.
    pub(crate) pages: &'static str,
}

/// A workbook that is being written, each of its sheets row by row.
pub(crate) struct RosterBook {
    heading: Heading,
    /// Headers and widths.
    columns: Vec<(String, f64)>,
    workbook: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
}

/// A sheet of it.
struct Sheet {
    /// As it was asked for.
    given: String,
    /// As Excel takes it.
    name: String,
    order: usize,
    /// The next row.
    next: u32,
}

struct Formats {
    text: Format,
    day: Format,
    moment: Format,
    number: Format,
}

impl RosterBook {
    /// An empty one.
    pub(crate) fn new(heading: Heading, columns: Vec<(String, f64)>) -> Self {
        Self {
            heading,
            columns,
            workbook: Workbook::new(),
            sheets: Vec::new(),
            formats: Formats::new(),
        }
    }

    /// Adds a row to a sheet, which begins with its first: the only one, or one by its place among the others and its name.
    /// Sheets of the same place stand as they began.
    pub(crate) fn row(
        &mut self,
        sheet: Option<&(usize, String)>,
        cells: &[Cell],
    ) -> Result<(), Failure> {
        let name = sheet.map_or(self.heading.sheet, |(_, name)| name);
        let place = match self.sheets.iter().rposition(|one| one.given == name) {
            Some(place) => place,
            None => self.begin(sheet)?,
        };
        let row = self.sheets[place].next;
        self.sheets[place].next += 1;
        let sheet = self.workbook.worksheet_from_index(place)?;
        for (column, cell) in (0_u16..).zip(cells) {
            write(sheet, (row, column), cell, &self.formats)?;
        }
        Ok(())
    }

    /// Begins a sheet with the heading and the header; answers where it stands.
    fn begin(&mut self, sheet: Option<&(usize, String)>) -> Result<usize, Failure> {
        let (order, given) = match sheet {
            Some((order, name)) => (*order, name.clone()),
            None => (0, self.heading.sheet.to_owned()),
        };
        let name = self.free_name(&given);
        let new = self.workbook.add_worksheet_with_constant_memory()?;
        let new = new.set_name(&name)?;
        let last = u16::try_from(self.columns.len().saturating_sub(1))?;
        set_up(new, &self.heading, last, HEADER_ROW)?;
        for (index, (_, width)) in (0_u16..).zip(&self.columns) {
            new.set_column_width(index, *width)?;
        }
        let title = Format::new().set_bold().set_font_size(12);
        let part = sheet.map_or(String::new(), |_| format!("（{given}）"));
        let line = format!("{}{part}　{}", self.heading.title, self.heading.mark);
        new.write_string_with_format(0, 0, line, &title)?;
        let head = header_format();
        for (index, (header, _)) in (0_u16..).zip(&self.columns) {
            new.write_string_with_format(HEADER_ROW, index, header, &head)?;
        }
        self.sheets.push(Sheet {
            given,
            name,
            order,
            next: HEADER_ROW + 1,
        });
        Ok(self.sheets.len() - 1)
    }

    /// A name that Excel takes and no other sheet has.
    fn free_name(&self, given: &str) -> String {
        let taken = |name: &str| {
            let mut others = self.sheets.iter();
            others.any(|other| other.name.to_lowercase() == name.to_lowercase())
        };
        let name = sheet_name(given, "");
        let numbered = (2..).map(|number| sheet_name(given, &format!("({number})")));
        let mut names = std::iter::once(name).chain(numbered);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// Writes the workbook into a file.
    ///
    /// # Errors
    /// [`NotMade`]: the disk.
    pub(crate) fn finish(mut self, file: File) -> Result<File, NotMade> {
        let ended = self.end();
        ended.map_err(|error| NotMade::internal(&error))?;
        let mut file = BufWriter::new(file);
        match self.workbook.save_to_writer(&mut file) {
            Ok(()) => {}
            Err(XlsxError::IoError(error)) => return Err(NotMade::disk(&error)),
            Err(error) => return Err(NotMade::internal(&error)),
        }
        let file = file.into_inner();
        file.map_err(|error| NotMade::disk(error.error()))
    }

    /// What is known only when all rows are there: how far the filters go, and which sheets there are.
    fn end(&mut self) -> Result<(), Failure> {
        let last = u16::try_from(self.columns.len().saturating_sub(1))?;
        for (place, sheet) in self.sheets.iter().enumerate() {
            let written = self.workbook.worksheet_from_index(place)?;
            written.autofilter(HEADER_ROW, 0, sheet.next - 1, last)?;
        }
        let order = |sheet: &Worksheet| {
            let name = sheet.name();
            let of = self.sheets.iter().find(|one| one.name == name);
            of.map_or(usize::MAX, |one| one.order)
        };
        self.workbook.worksheets_mut().sort_by_key(order);
        Ok(())
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), Failure> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &formats.text)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, &formats.text)?,
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &formats.number)?
        }
        Cell::Decimal(number) => {
            sheet.write_number_with_format(row, column, *number, &formats.number)?
        }
        Cell::Day(day) => {
            let day = excel(*day)?;
            sheet.write_datetime_with_format(row, column, day, &formats.day)?
        }
        Cell::Moment(at) => {
            let (hour, minute) = (u16::try_from(at.hour())?, u8::try_from(at.minute())?);
            let moment = excel(at.date())?.and_hms(hour, minute, 0)?;
            sheet.write_datetime_with_format(row, column, moment, &formats.moment)?
        }
    };
    Ok(())
}

/// A sheet's name as Excel takes it, with what tells it apart at its end: at most 31 units of UTF-16, none of its own signs, no
/// apostrophe at either end.
fn sheet_name(given: &str, end: &str) -> String {
    let plain = |letter: char| !letter.is_control() && !"[]:*?/\\'".contains(letter);
    let mut room = LONGEST_NAME - end.len();
    let mut name = String::new();
    for letter in given.chars().filter(|letter| plain(*letter)) {
        if letter.len_utf16() > room {
            break;
        }
        room -= letter.len_utf16();
        name.push(letter);
    }
    let name = name.trim();
    format!("{}{end}", if name.is_empty() { "-" } else { name })
}

impl Formats {
    fn new() -> Self {
        let base = || {
            Format::new()
                .set_border(FormatBorder::Hair)
                .set_align(FormatAlign::Top)
        };
        Self {
            // As text, so that nothing is rounded, run or made a date.
            text: base().set_num_format("@").set_text_wrap(),
            day: base()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            moment: base()
                .set_num_format("yyyy-mm-dd hh:mm")
                .set_align(FormatAlign::Left),
            number: base(),
        }
    }
}

/// The look of a header.
pub(crate) fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00E8_EEF7))
}

/// Makes a sheet ready to read and to print: frozen header, A4 across, the header on every page, page numbers and the mark at
/// the foot.
pub(crate) fn set_up(
    sheet: &mut Worksheet,
    heading: &Heading,
    last_column: u16,
    header_row: u32,
) -> Result<(), Failure> {
    // An ampersand begins a code there.
    let mark: String = heading
        .mark
        .replace('&', "&&")
        .chars()
        .take(LONGEST_FOOTER)
        .collect();
    sheet.set_freeze_panes(header_row + 1, 0)?;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(header_row, header_row)?;
    // A wide roster goes on over several pages side by side; a narrow one is fitted to one page's width.
    if last_column < 16 {
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.set_footer(format!("&L{mark}&R{}", heading.pages));
    Ok(())
}

fn excel(day: jiff::civil::Date) -> Result<ExcelDateTime, Failure> {
    let (month, date) = (u8::try_from(day.month())?, u8::try_from(day.day())?);
    Ok(ExcelDateTime::from_ymd(
        u16::try_from(day.year())?,
        month,
        date,
    )?)
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn a_sheet_is_named_as_excel_takes_it() {
        assert_eq!(sheet_name("U001 示例[学会]/A:B", ""), "U001 示例学会AB");
        assert_eq!(sheet_name("'x'", ""), "x");
        assert_eq!(sheet_name("[]", ""), "-");
        let long = sheet_name(&"长".repeat(40), "(12)");
        assert_eq!((long.chars().count(), long.ends_with("(12)")), (31, true));
        // Each of these is two units.
        assert_eq!(sheet_name(&"𠮷".repeat(40), "").chars().count(), 15);
    }
}
