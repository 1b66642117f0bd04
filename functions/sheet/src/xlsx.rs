//! Workbooks.

use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx};
use domain::sheet::{MOST_ROWS, Row};
use zip::ZipArchive;

use super::{MOST_COLUMNS, Unreadable};

/// What all parts of a workbook may come to when unpacked. The 2,000 rows that are taken come to some 3 MB.
const LARGEST_UNPACKED: u64 = 48 * 1024 * 1024;

/// The rows of the first visible sheet; those without any text are left out.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    measure(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let sheets = workbook.sheets_metadata();
    let first = sheets
        .iter()
        .find(|sheet| sheet.visible == SheetVisible::Visible);
    let name = first
        .or(sheets.first())
        .ok_or(Unreadable::Broken)?
        .name
        .clone();
    let mut cells = workbook
        .worksheet_cells_reader(&name)
        .map_err(|_| Unreadable::Broken)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells
        .next_cell_with_formula()
        .map_err(|_| Unreadable::Broken)?
    {
        let text = match cell.formula {
            Some(formula) => format!("={formula}"),
            None => text(&cell.value),
        };
        if text.trim().is_empty() {
            continue;
        }
        let (line, column) = (cell.pos.0 + 1, cell.pos.1 as usize);
        if rows.last().is_none_or(|row| row.line != line) {
            rows.push(Row {
                line,
                cells: Vec::new(),
            });
        }
        if column >= MOST_COLUMNS || rows.len() > MOST_ROWS + 10 {
            return Err(Unreadable::TooMany);
        }
        if let Some(row) = rows.last_mut() {
            row.cells
                .resize(row.cells.len().max(column + 1), String::new());
            row.cells[column] = text;
        }
    }
    Ok(rows)
}

/// Unpacks every part into nothing, as far as the limit: what a part says of its own size may be a lie.
fn measure(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Unreadable::Broken)?;
        let macros = part
            .name()
            .is_ok_and(|name| name.ends_with("vbaProject.bin"));
        if macros {
            return Err(Unreadable::Macros);
        }
        let mut within = part.take(LARGEST_UNPACKED - unpacked + 1);
        unpacked += io::copy(&mut within, &mut io::sink()).map_err(|_| Unreadable::Broken)?;
        if unpacked > LARGEST_UNPACKED {
            return Err(Unreadable::Bomb);
        }
    }
    Ok(())
}

/// A cell as it is read by people; whole numbers without a fraction, so that phones stay phones.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        // A day as a day: the number behind it means nothing to anybody.
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let time = match (hour, minute) {
                (0, 0) => String::new(),
                (hour, minute) => format!(" {hour:02}:{minute:02}"),
            };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
        DataRef::Empty => String::new(),
        other => Data::from(other.clone()).to_string(),
    }
}
