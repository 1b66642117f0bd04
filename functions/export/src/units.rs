//! The units' table as a workbook, in the import's format: the columns of `domain::unit::table`, the header in the first row.

use domain::{
    congress::Settings,
    unit::{
        Unit,
        table::{UnitCell, UnitColumn},
    },
};
use rust_xlsxwriter::{Format, Workbook};

use crate::{
    Failure,
    workbook::{Heading, header_format, set_up},
};

/// The file. Liaisons' phones are masked; read back, a masked phone keeps the one that is stored.
pub(crate) fn file(
    units: &[Unit],
    settings: &Settings,
    heading: &Heading,
) -> Result<Vec<u8>, Failure> {
    let columns = UnitColumn::used(settings);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(heading.sheet)?;
    let last = u16::try_from(columns.len().saturating_sub(1))?;
    set_up(sheet, heading, last, 0)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, u32::try_from(units.len().max(1))?, last)?;
    let (head, text) = (header_format(), Format::new().set_num_format("@"));
    for (index, column) in (0_u16..).zip(&columns) {
        let numbers = matches!(column, UnitColumn::Places(_) | UnitColumn::Minimum(..));
        sheet.set_column_width(index, if numbers { 11.0 } else { 20.0 })?;
        sheet.write_string_with_format(0, index, column.header(settings), &head)?;
        for (row, unit) in (1_u32..).zip(units) {
            match column.cell(unit) {
                UnitCell::Text(words) => {
                    sheet.write_string_with_format(row, index, words, &text)?
                }
                UnitCell::Number(number) => sheet.write_number(row, index, number)?,
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}
