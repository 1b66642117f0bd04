//! A file as an answer.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::window::china_date;
use jiff::Timestamp;

use crate::passage::Format;

/// What browsers call a workbook.
pub(crate) const WORKBOOK: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file to be saved, named with what it is and the day; both spellings of the name, for browsers old and new (RFC 6266).
pub(crate) fn deliver(
    bytes: Vec<u8>,
    format: Format,
    what: &str,
    plain: &str,
    now: Timestamp,
) -> Response {
    let (kind, ending) = match format {
        Format::Xlsx => (WORKBOOK, "xlsx"),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
    };
    let day = china_date(now).strftime("%Y%m%d").to_string();
    let named = format!(
        "attachment; filename=\"{plain}-{day}.{ending}\"; filename*=UTF-8''{}-{day}.{ending}",
        encoded(what)
    );
    let disposition = HeaderValue::try_from(named);
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ];
    (headers, bytes).into_response()
}

/// Everything but letters and digits as percent codes (RFC 8187).
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
