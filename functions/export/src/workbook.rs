//! A roster as a workbook, written row by row in constant memory and ready to print.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use crate::{column::Cell, passage::Failure};

/// ISO/A4 in Excel's list of papers.
pub(crate) const A4: u8 = 9;
/// The first row says what this is and who took it; the header stands below.
const HEADER_ROW: u32 = 1;
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

/// A workbook that is being written.
pub(crate) struct RosterBook {
    workbook: Workbook,
    next: u32,
    formats: Formats,
}

struct Formats {
    text: Format,
    day: Format,
    moment: Format,
    number: Format,
}

impl RosterBook {
    /// Begins with the heading and the header. `columns` are headers and widths, `rows` how many are to follow.
    pub(crate) fn begin(
        heading: &Heading,
        columns: &[(String, f64)],
        rows: u32,
    ) -> Result<Self, Failure> {
        let mut workbook = Workbook::new();
        let sheet = workbook
            .add_worksheet_with_constant_memory()?
            .set_name(heading.sheet)?;
        let last = u16::try_from(columns.len().saturating_sub(1))?;
        set_up(sheet, heading, last, HEADER_ROW)?;
        for (index, (_, width)) in (0_u16..).zip(columns) {
            sheet.set_column_width(index, *width)?;
        }
        sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + rows.max(1), last)?;
        let title = Format::new().set_bold().set_font_size(12);
        sheet.write_string_with_format(
            0,
            0,
            format!("{}　{}", heading.title, heading.mark),
            &title,
        )?;
        let head = header_format();
        for (index, (header, _)) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(HEADER_ROW, index, header, &head)?;
        }
        Ok(Self {
            workbook,
            next: HEADER_ROW + 1,
            formats: Formats::new(),
        })
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), Failure> {
        let (row, formats) = (self.next, &self.formats);
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => sheet.write_blank(row, column, &formats.text)?,
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, text, &formats.text)?
                }
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
        }
        self.next += 1;
        Ok(())
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Failure> {
        Ok(self.workbook.save_to_buffer()?)
    }
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
