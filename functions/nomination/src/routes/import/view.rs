//! What an import would do, row by row; what was done.

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    nomination::import::{Import, Plan, Planned},
    refusal::{Fault, FaultCode},
    sheet::{CellFault, Verdict},
    text::Language,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A preview.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NomineeImportPreview {
    /// Names this preview; sent back as `If-Match` to confirm it.
    digest: String,
    /// Every row that is not blank.
    rows: Vec<NomineeRowView>,
    counts: NomineeRowCounts,
    /// Whether numbers of certificates are filled in for whose entry the liaison must attest the people's consent.
    asks_consent: bool,
}

/// A row.
#[derive(Debug, Serialize, ToSchema)]
struct NomineeRowView {
    /// Its number in the file.
    line: u32,
    name: String,
    /// `new`, `changed`, `unchanged`, `error`.
    #[schema(value_type = String)]
    verdict: Verdict,
    /// How many answers it fills in.
    filled: usize,
    /// What changes, in words.
    changes: Vec<String>,
    errors: Vec<NomineeCellView>,
}

/// What is wrong in one cell.
#[derive(Debug, Serialize, ToSchema)]
struct NomineeCellView {
    /// The header above it.
    column: String,
    /// Where it is: `C7`.
    cell: String,
    /// What is wrong and what to do.
    detail: String,
}

/// How many rows of each verdict.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NomineeRowCounts {
    new: usize,
    changed: usize,
    unchanged: usize,
    error: usize,
}

/// An import that was carried out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportRecord {
    /// Its id.
    id: String,
    /// When (RFC 3339).
    at: String,
    /// By whom.
    by: String,
    /// The file's name.
    file: String,
    /// How many got places.
    placed: usize,
    /// How many forms it changed.
    changed: usize,
    /// When it was undone, if it was.
    undone_at: Option<String>,
}

impl From<&Plan> for NomineeRowCounts {
    fn from(plan: &Plan) -> Self {
        Self {
            new: plan.count(Verdict::New),
            changed: plan.count(Verdict::Changed),
            unchanged: plan.count(Verdict::Unchanged),
            error: plan.count(Verdict::Error),
        }
    }
}

impl NomineeImportPreview {
    pub(super) fn new(plan: &Plan, digest: String, asks_consent: bool, language: Language) -> Self {
        let rows = plan.rows.iter();
        Self {
            digest,
            rows: rows.map(|row| NomineeRowView::new(row, language)).collect(),
            counts: plan.into(),
            asks_consent,
        }
    }
}

impl NomineeRowView {
    fn new(row: &Planned, language: Language) -> Self {
        let cell = |fault: &CellFault| NomineeCellView {
            column: fault.column.clone(),
            cell: fault.cell.clone(),
            detail: fault.says(language).to_owned(),
        };
        let said = row.changes.iter().map(|said| said.get(language).to_owned());
        Self {
            line: row.line,
            name: row.name.clone(),
            verdict: row.verdict,
            filled: row.filled,
            changes: said.collect(),
            errors: row.faults.iter().map(cell).collect(),
        }
    }
}

impl From<&Import> for ImportRecord {
    fn from(import: &Import) -> Self {
        Self {
            id: import.id.to_string(),
            at: import.at.to_string(),
            by: import.by.clone(),
            file: import.file.clone(),
            placed: import.placed.len(),
            changed: import.changed.len(),
            undone_at: import.undone.as_ref().map(|undone| undone.at.to_string()),
        }
    }
}

/// Names a preview: the file, and what it would do to the unit as it is. The same file names another one as soon as something
/// that matters to it has changed.
pub(super) fn digest(file: &[u8], plan: &Plan) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(file);
    for row in &plan.rows {
        let Planned {
            line,
            verdict,
            filled,
            changes,
            faults,
            ..
        } = row;
        let seen = format!("\n{line} {verdict:?} {filled} {changes:?} {faults:?}");
        context.update(seen.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(context.finish())
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
