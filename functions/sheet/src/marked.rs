//! The workbook in which what is wrong is marked, to be put right in place and sent again.

use api::{Code, Problem};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    sheet::{CellFault, Row, place},
    text::{Language, Text},
};
use rust_xlsxwriter::{Color, Format, Note, Url, Workbook, XlsxError};

/// What workbooks are called.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows as they were read, each faulty cell filled and with a note that says why; a second sheet lists all of them, each
/// leading to its cell. Every cell is a text at its old place, so that nothing runs and the file can be sent again.
///
/// # Errors
/// What the writer refuses.
pub fn marked(
    rows: &[Row],
    faults: &[CellFault],
    language: Language,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let text = Format::new().set_num_format("@");
    let wrong = Format::new()
        .set_num_format("@")
        .set_background_color(Color::RGB(0x00FF_C7CE))
        .set_font_color(Color::RGB(0x009C_0006));
    let sheet = workbook.add_worksheet().set_name("导入数据")?;
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for column in 0..u16::try_from(widest).unwrap_or(u16::MAX) {
        sheet.set_column_width(column, 16.0)?;
        sheet.set_column_format(column, &text)?;
    }
    for row in rows {
        for (column, cell) in (0_u16..).zip(&row.cells) {
            sheet.write_string_with_format(row.line.saturating_sub(1), column, cell, &text)?;
        }
    }
    let cell_of = |line: u32, column: u16| {
        let row = rows.iter().find(|row| row.line == line + 1);
        row.and_then(|row| row.cells.get(usize::from(column)))
            .map_or("", String::as_str)
    };
    for (cell, says) in by_cell(faults, language) {
        let Some((line, column)) = place(&cell) else {
            continue;
        };
        sheet.write_string_with_format(line, column, cell_of(line, column), &wrong)?;
        let note = Note::new(says).set_width(260).add_author_prefix(false);
        sheet.insert_note(line, column, &note)?;
    }
    list(&mut workbook, faults, language)?;
    workbook.save_to_buffer()
}

/// What is wrong in each cell, all of it in one note.
fn by_cell(faults: &[CellFault], language: Language) -> Vec<(String, String)> {
    let mut cells: Vec<(String, String)> = Vec::new();
    for fault in faults {
        let says = fault.says(language);
        match cells.iter_mut().find(|(cell, _)| *cell == fault.cell) {
            Some((_, all)) => *all = format!("{all}\n{says}"),
            None => cells.push((fault.cell.clone(), says.to_owned())),
        }
    }
    cells
}

fn list(
    workbook: &mut Workbook,
    faults: &[CellFault],
    language: Language,
) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF7));
    let wrap = Format::new().set_text_wrap();
    let sheet = workbook.add_worksheet().set_name("问题清单")?;
    let headers = [
        Text::new("单元格", "Cell"),
        Text::new("列", "Column"),
        Text::new("问题与改法", "What is wrong and what to do"),
    ];
    for ((column, header), width) in (0_u16..).zip(headers).zip([10.0, 24.0, 80.0]) {
        sheet.write_string_with_format(0, column, header.get(language), &head)?;
        sheet.set_column_width(column, width)?;
    }
    for (line, fault) in (1_u32..).zip(faults) {
        let there = Url::new(format!("internal:'导入数据'!{}", fault.cell)).set_text(&fault.cell);
        sheet.write_url(line, 0, there)?;
        sheet.write_string(line, 1, &fault.column)?;
        sheet.write_string_with_format(line, 2, fault.says(language), &wrap)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A workbook as an answer under a plain name, or a problem that says it could not be made.
///
/// # Errors
/// `internal`, logged here.
pub fn workbook(bytes: Result<Vec<u8>, XlsxError>, name: &str) -> Result<Response, Problem> {
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a workbook could not be written");
        Problem::new(
            Code::Internal,
            "文件生成失败，请稍后重试",
            "The file could not be made; please try again",
        )
    };
    let bytes = bytes.map_err(|error| failed(&error))?;
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}.xlsx\""))
        .map_err(|error| failed(&error))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
