//! What an import would do, row by row.

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    refusal::{Fault, FaultCode},
    sheet::{CellFault, Verdict},
    text::Language,
    unit::import::{Plan, Planned},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A preview, or what was done.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct ImportView {
    /// Names this preview; sent back as `If-Match` to confirm it.
    pub(super) digest: String,
    /// Whether it has been written.
    pub(super) written: bool,
    /// Every row that is not blank.
    rows: Vec<RowView>,
    counts: Counts,
}

/// A row.
#[derive(Debug, Serialize, ToSchema)]
struct RowView {
    /// Its number in the file.
    line: u32,
    code: String,
    name: String,
    /// `new`, `changed`, `unchanged`, `error`.
    #[schema(value_type = String)]
    verdict: Verdict,
    /// What changes, in words.
    changes: Vec<String>,
    errors: Vec<CellView>,
}

/// What is wrong in one cell.
#[derive(Debug, Serialize, ToSchema)]
struct CellView {
    /// The header above it.
    column: String,
    /// Where it is: `C7`.
    cell: String,
    /// What is wrong and what to do.
    detail: String,
}

/// How many rows of each verdict.
#[derive(Debug, Serialize, ToSchema)]
struct Counts {
    new: usize,
    changed: usize,
    unchanged: usize,
    error: usize,
}

impl ImportView {
    pub(super) fn new(plan: &Plan, digest: String, written: bool, language: Language) -> Self {
        Self {
            digest,
            written,
            rows: plan
                .rows
                .iter()
                .map(|row| RowView::new(row, language))
                .collect(),
            counts: Counts {
                new: plan.count(Verdict::New),
                changed: plan.count(Verdict::Changed),
                unchanged: plan.count(Verdict::Unchanged),
                error: plan.count(Verdict::Error),
            },
        }
    }
}

impl RowView {
    fn new(row: &Planned, language: Language) -> Self {
        let cell = |fault: &CellFault| CellView {
            column: fault.column.clone(),
            cell: fault.cell.clone(),
            detail: fault.says.get(language).to_owned(),
        };
        Self {
            line: row.line,
            code: row.code.clone(),
            name: row.name.clone(),
            verdict: row.verdict,
            changes: row
                .changes
                .iter()
                .map(|said| said.get(language).to_owned())
                .collect(),
            errors: row.faults.iter().map(cell).collect(),
        }
    }
}

/// Names a preview: the file, and what it would do to the congress as it is. The same file names another one as soon as
/// something that matters to it has changed.
pub(super) fn digest(file: &[u8], plan: &Plan) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(file);
    for row in &plan.rows {
        context.update(fingerprint(row).as_bytes());
    }
    URL_SAFE_NO_PAD.encode(context.finish())
}

/// What a row would do.
pub(super) fn fingerprint(row: &Planned) -> String {
    let changes: Vec<_> = row.changes.iter().map(|said| said.zh.as_str()).collect();
    let faults: Vec<_> = row
        .faults
        .iter()
        .map(|fault| format!("{} {}", fault.cell, fault.says.zh))
        .collect();
    format!(
        "\n{} {} {:?} {changes:?} {faults:?}",
        row.line, row.code, row.verdict
    )
}

/// Every fault of a plan with a pointer into its rows, for a problem.
pub(super) fn faults(plan: &Plan) -> Vec<Fault> {
    let rows = plan.rows.iter().enumerate();
    rows.flat_map(|(index, row)| {
        row.faults.iter().map(move |fault| Fault {
            pointer: format!("/rows/{index}/{}", fault.cell),
            code: FaultCode::Malformed,
            says: fault.says.clone(),
        })
    })
    .collect()
}
