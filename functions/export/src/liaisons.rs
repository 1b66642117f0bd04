//! The liaisons' table as a workbook, in the import's format: the columns of `domain::unit::liaison_table`.

use domain::unit::{Unit, liaison_table::LiaisonColumn};
use rust_xlsxwriter::{Format, Workbook};

use crate::{
    Failure,
    workbook::{Heading, header_format, set_up},
};

/// The file, a row for each liaison. Phones are masked; read back, a masked phone means the one that is stored.
pub(crate) fn file(units: &[Unit], heading: &Heading) -> Result<Vec<u8>, Failure> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(heading.sheet)?;
    let last = u16::try_from(LiaisonColumn::ALL.len() - 1)?;
    set_up(sheet, heading, last, 0)?;
    let liaisons = units
        .iter()
        .flat_map(|unit| unit.liaisons.iter().map(move |liaison| (unit, liaison)));
    let liaisons: Vec<_> = liaisons.collect();
    sheet.autofilter(0, 0, u32::try_from(liaisons.len().max(1))?, last)?;
    let (head, text) = (header_format(), Format::new().set_num_format("@"));
    for (index, column) in (0_u16..).zip(LiaisonColumn::ALL) {
        sheet.set_column_width(index, 22.0)?;
        sheet.write_string_with_format(0, index, column.header(), &head)?;
        for (row, (unit, liaison)) in (1_u32..).zip(&liaisons) {
            sheet.write_string_with_format(row, index, column.cell(unit, liaison), &text)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}
