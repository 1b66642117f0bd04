//! A file as an answer, with what to tell of it.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::window::china_date;
use jiff::Timestamp;

use crate::forms::Printed;

/// Notes on papers as a JSON list of `[name, note]`, percent-encoded: a PDF has no place for them that is not printed.
pub(crate) const NOTES: HeaderName = HeaderName::from_static("x-print-notes");
/// Headers have limits; whoever has more to look at finds all of it in the index.
const MOST_NOTES: usize = 20;

/// A file to be saved, named with what it is and the day; both spellings of the name, for browsers old and new (RFC 6266).
pub(crate) fn deliver(printed: Printed, what: &str, plain: &str, now: Timestamp) -> Response {
    let Printed {
        bytes,
        ending,
        content_type,
        notes,
    } = printed;
    let day = china_date(now).strftime("%Y%m%d").to_string();
    let named = format!(
        "attachment; filename=\"{plain}-{day}.{ending}\"; filename*=UTF-8''{}-{day}.{ending}",
        encoded(what)
    );
    let value = |text: String| HeaderValue::try_from(text);
    let disposition = value(named).unwrap_or(HeaderValue::from_static("attachment"));
    let shown: Vec<_> = notes.iter().take(MOST_NOTES).collect();
    let shown = serde_json::to_string(&shown).unwrap_or_default();
    let notes = value(encoded(&shown)).unwrap_or(HeaderValue::from_static("%5B%5D"));
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (NOTES, notes),
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
