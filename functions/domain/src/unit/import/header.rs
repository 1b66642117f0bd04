//! The header of a file: where each column stands.

use std::collections::BTreeMap;

use crate::{
    congress::Settings,
    refusal::{Fault, FaultCode, Refusal, Said},
    sheet::Row,
    unit::table::UnitColumn,
};

/// Above the header there may be so many rows of title and notes.
pub(super) const MOST_TITLE_ROWS: usize = 5;

/// Where each column stands.
pub(super) struct Header<'s> {
    pub(super) places: BTreeMap<UnitColumn, usize>,
    pub(super) settings: &'s Settings,
}

impl<'s> Header<'s> {
    /// Finds the header among the first rows; answers it and the rows below it.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with one fault that names every missing and every unknown column, or says that there is no row.
    pub(super) fn find<'a, 'b>(
        rows: &'a [&'b Row],
        settings: &'s Settings,
    ) -> Result<(Self, &'a [&'b Row]), Refusal> {
        let first = rows
            .iter()
            .take(MOST_TITLE_ROWS)
            .position(|row| known(row, settings) >= 2)
            .unwrap_or(0);
        let Some(row) = rows.get(first) else {
            return Err(nothing());
        };
        // Merged cells: the group stands above, what of it below. It counts as one row when more is understood so.
        let merged = rows.get(first + 1).map(|lower| merged(row, lower));
        let merged = merged.filter(|merged| known(merged, settings) > known(row, settings));
        let above = if merged.is_some() { 2 } else { 1 };
        let header = Self::read(merged.as_ref().unwrap_or(row), settings)?;
        let below = &rows[first + above..];
        if below.is_empty() {
            Err(nothing())
        } else {
            Ok((header, below))
        }
    }

    fn read(row: &Row, settings: &'s Settings) -> Result<Self, Refusal> {
        let mut places = BTreeMap::new();
        let (mut unknown, mut twice) = (Vec::new(), Vec::new());
        for (index, cell) in row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
        {
            match UnitColumn::parse(cell, settings) {
                None => unknown.push(cell.trim().to_owned()),
                Some(column) if places.contains_key(&column) => twice.push(cell.trim().to_owned()),
                Some(column) => {
                    places.insert(column, index);
                }
            }
        }
        let used = UnitColumn::used(settings);
        let lacking = used
            .iter()
            .filter(|column| column.required() && !places.contains_key(column));
        let missing: Vec<_> = lacking.map(|column| column.header(settings)).collect();
        let parts = [
            (missing, "缺少列", "Missing columns"),
            (unknown, "不认识的列", "Unknown columns"),
            (twice, "重复的列", "Columns given twice"),
        ];
        let said: Vec<_> = parts
            .iter()
            .filter(|(columns, ..)| !columns.is_empty())
            .map(|(columns, zh, en)| {
                (
                    format!("{zh}：{}", columns.join("、")),
                    format!("{en}: {}", columns.join(", ")),
                )
            })
            .collect();
        if said.is_empty() {
            return Ok(Self { places, settings });
        }
        let (zh, en): (Vec<_>, Vec<_>) = said.into_iter().unzip();
        Err(refused(Said::new(
            format!("表头不符。{}。请下载模板后按模板填写", zh.join("；")),
            format!(
                "The header is not as expected. {}. Please use the template",
                en.join("; ")
            ),
        )))
    }
}

/// How many columns a row names.
fn known(row: &Row, settings: &Settings) -> usize {
    let cells = row.cells.iter();
    cells
        .filter_map(|cell| UnitColumn::parse(cell, settings))
        .count()
}

/// Two rows of a header with merged cells as one. A cell merged across has its text in the first of its columns, one merged
/// downwards has it in the upper row.
fn merged(upper: &Row, lower: &Row) -> Row {
    let mut group = String::new();
    let columns = upper.cells.len().max(lower.cells.len());
    let cell = |column| {
        let (above, below) = (upper.text(column), lower.text(column));
        if !above.is_empty() || below.is_empty() {
            group.clone_from(&above);
        }
        format!("{group}{below}")
    };
    Row {
        line: lower.line,
        cells: (0..columns).map(cell).collect(),
    }
}

pub(super) fn nothing() -> Refusal {
    refused(Said::new(
        "文件中没有数据，请下载模板，从表头的下一行开始填写",
        "The file has no rows; use the template and begin in the row below the header",
    ))
}

pub(super) fn refused(says: Said) -> Refusal {
    Refusal::Invalid(vec![Fault {
        pointer: "/header".to_owned(),
        code: FaultCode::Malformed,
        says,
    }])
}
