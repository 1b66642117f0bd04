//! The index of a folder of forms: who is in it, in which file, and what to look at.

use domain::text::{Language, Text};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook};

use crate::{
    paper::{Manner, Person},
    press::PressFault,
};

/// The columns with their widths, in characters.
const COLUMNS: [(Text, f64); 7] = [
    (Text::new("序号", "No."), 6.0),
    (Text::new("选举单位", "Unit"), 28.0),
    (Text::new("姓名", "Name"), 14.0),
    (Text::new("身份", "Category"), 14.0),
    (Text::new("状态", "State"), 20.0),
    (Text::new("文件", "File"), 44.0),
    (Text::new("备注", "Notes"), 48.0),
];
/// ISO/A4 in Excel's list of papers.
const A4: u8 = 9;

/// One person.
pub(crate) struct Row {
    cells: [String; 6],
}

impl Row {
    /// Somebody whose form stands in a file.
    pub(crate) fn of(person: &Person, file: String, notes: &[String], manner: Manner<'_>) -> Self {
        let (nomination, language) = (&person.nomination, manner.language);
        let category = manner.congress.settings.category_name(nomination.category);
        Self {
            cells: [
                person.unit.name.clone(),
                nomination.name.clone(),
                category.get(language).to_owned(),
                nomination.state.name().get(language).to_owned(),
                file,
                notes.join("\n"),
            ],
        }
    }
}

/// The file's name.
pub(crate) const fn name(language: Language) -> &'static str {
    match language {
        Language::Zh => "索引.xlsx",
        Language::En => "index.xlsx",
    }
}

/// The workbook.
///
/// # Errors
/// [`PressFault::Write`].
pub(crate) fn workbook(rows: &[Row], language: Language) -> Result<Vec<u8>, PressFault> {
    let head = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0x00E8_EEF7));
    // As text, so that nothing is run.
    let text = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Hair);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(match language {
        Language::Zh => "索引",
        Language::En => "Index",
    })?;
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    for (column, (title, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, title.get(language), &head)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        sheet.write_number_with_format(line, 0, line, &text)?;
        for (column, cell) in (1_u16..).zip(&row.cells) {
            sheet.write_string_with_format(line, column, cell, &text)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}
