//! The header of a file: where each column stands.

use super::column::Column;
use crate::{
    form::schema::{self, Schema},
    refusal::{Fault, FaultCode, Refusal, Said},
    sheet::Row,
};

/// Above the header there may be so many rows of title and notes.
const MOST_TITLE_ROWS: usize = 5;

/// Where each column stands.
#[derive(Debug)]
pub(super) struct Header<'a> {
    pub(super) columns: Vec<Placed<'a>>,
}

/// A column at its place.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) place: usize,
    /// As it is written in the file.
    pub(super) written: String,
    pub(super) column: Column<'a>,
}

impl<'a> Header<'a> {
    /// Finds the header among the first rows; answers it and the rows below it. Where headings stand above groups of columns
    /// (merged cells), the row below them completes the header.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with one fault that names every unknown, repeated and missing column, or says that there is no row.
    pub(super) fn find<'r>(
        rows: &'r [Row],
        schema: &Schema<'a>,
    ) -> Result<(Self, &'r [Row]), Refusal> {
        let known = |row: &Row| {
            let cells = row.cells.iter();
            cells
                .filter(|cell| Column::parse(cell, schema).is_some())
                .count()
        };
        let first = rows
            .iter()
            .take(MOST_TITLE_ROWS)
            .position(|row| known(row) >= 2);
        let first = first.unwrap_or(0);
        let Some(row) = rows.get(first) else {
            return Err(nothing());
        };
        let below = rows
            .get(first + 1)
            .filter(|below| completes(row, below, schema));
        let header = Self::read(row, below, schema)?;
        let rows = &rows[first + 1 + usize::from(below.is_some())..];
        if rows.is_empty() {
            Err(nothing())
        } else {
            Ok((header, rows))
        }
    }

    fn read(row: &Row, below: Option<&Row>, schema: &Schema<'a>) -> Result<Self, Refusal> {
        let mut columns: Vec<Placed<'a>> = Vec::new();
        let (mut unknown, mut twice) = (Vec::new(), Vec::new());
        let width = row
            .cells
            .len()
            .max(below.map_or(0, |below| below.cells.len()));
        for place in 0..width {
            let own = below
                .map(|below| below.text(place))
                .filter(|text| !text.is_empty());
            let written = own.unwrap_or_else(|| row.text(place));
            if written.is_empty() {
                continue;
            }
            match Column::parse(&written, schema) {
                None => unknown.push(written),
                Some(Column::Passed) => {}
                Some(column) if columns.iter().any(|one| one.column == column) => {
                    twice.push(written);
                }
                Some(column) => columns.push(Placed {
                    place,
                    written,
                    column,
                }),
            }
        }
        let has = |id: &str| columns.iter().any(|one| one.column.id() == id);
        let missing = if has(schema::PHONE) || has(schema::ID_NUMBER) {
            Vec::new()
        } else {
            vec!["手机 / 证件号".to_owned()]
        };
        let parts = [
            (missing, "缺少列", "Missing columns"),
            (unknown, "不认识的列", "Unknown columns"),
            (twice, "重复的列", "Columns given twice"),
        ];
        let said = parts.iter().filter(|(columns, ..)| !columns.is_empty());
        let (zh, en): (Vec<_>, Vec<_>) = said
            .map(|(columns, zh, en)| {
                (
                    format!("{zh}：{}", columns.join("、")),
                    format!("{en}: {}", columns.join(", ")),
                )
            })
            .unzip();
        if zh.is_empty() {
            return Ok(Self { columns });
        }
        Err(refused(Said::new(
            format!(
                "表头不符。{}。请按模板的表头填写，不用的列请删去",
                zh.join("；")
            ),
            format!(
                "The header is not as expected. {}. Please use the headers of the template and remove other columns",
                en.join("; ")
            ),
        )))
    }
}

/// Whether a row is the second one of a header: it holds nothing but headers, and they stand below cells that are empty or no
/// header themselves.
fn completes(row: &Row, below: &Row, schema: &Schema<'_>) -> bool {
    let mut any = false;
    let fits = (0..below.cells.len()).all(|place| {
        let text = below.text(place);
        any |= !text.is_empty();
        text.is_empty()
            || Column::parse(&text, schema).is_some()
                && Column::parse(&row.text(place), schema).is_none()
    });
    any && fits
}

fn nothing() -> Refusal {
    refused(Said::new(
        "文件中没有数据，请下载模板，从表头的下一行开始填写",
        "The file has no rows; use the template and begin in the row below the header",
    ))
}

fn refused(says: Said) -> Refusal {
    Refusal::Invalid(vec![Fault {
        pointer: "/header".to_owned(),
        code: FaultCode::Malformed,
        says,
    }])
}
