//! A file as it is sent.

use api::{Code, Problem, json};
use axum::{
    body::Bytes,
    extract::Request,
    http::{HeaderMap, header},
};
use domain::sheet::Row;

use crate::{Unreadable, read};

/// The largest file, in bytes. Two thousand rows come to some 300 KB. Routes that take files are layered with it.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;
/// What browsers call CSV and workbooks; which of them it is is seen from its first bytes.
const CONTENT_TYPES: [&str; 6] = [
    "text/csv",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.ms-excel.sheet.macroenabled.12",
    "application/octet-stream",
];

/// A file and its rows.
#[derive(Clone, Debug)]
pub struct Received {
    /// As sent.
    pub bytes: Bytes,
    /// What stands in it.
    pub rows: Vec<Row>,
}

/// The file in a request's body.
///
/// # Errors
/// `unsupported_media_type`, `body_too_large`, `invalid_input` at `/file` with what to do.
pub async fn receive<S: Send + Sync>(request: Request, state: &S) -> Result<Received, Problem> {
    require_content_type(request.headers())?;
    let bytes = json::body(request, state).await?;
    let file = bytes.clone();
    // A workbook keeps a processor busy for a while; others go on meanwhile.
    let rows = tokio::task::spawn_blocking(move || read(&file)).await;
    let rows = rows.map_err(|_| Problem::from(Unreadable::Broken))??;
    Ok(Received { bytes, rows })
}

fn require_content_type(headers: &HeaderMap) -> Result<(), Problem> {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let given = given
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if CONTENT_TYPES.contains(&given.as_str()) {
        return Ok(());
    }
    Err(Problem::new(
        Code::UnsupportedMediaType,
        "请上传 CSV 或 .xlsx 文件",
        "Please send a CSV file or an .xlsx workbook",
    ))
}
