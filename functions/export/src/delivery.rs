//! A file as an answer.

use std::{
    fs::File,
    io::{Read, Seek},
};

use api::{Code, Problem};
use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::window::china_date;
use jiff::Timestamp;
use job::NotMade;

use crate::{Failure, roster::Format};

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
    let (kind, ending) = kind(format);
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

/// A format's media type and the ending of its names.
pub(crate) const fn kind(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Xlsx => (WORKBOOK, "xlsx"),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
    }
}

/// A file could not be written.
pub(crate) fn failed(error: &Failure) -> Problem {
    tracing::error!(%error, "an export could not be written");
    Problem::new(
        Code::Internal,
        "文件生成失败，请稍后重试",
        "The file could not be made; please try again",
    )
}

/// A roster that was written to disk, as an answer.
pub(crate) fn deliver_file(
    mut file: File,
    format: Format,
    (what, plain): (&str, &str),
    now: Timestamp,
) -> Result<Response, Problem> {
    let mut bytes = Vec::new();
    let read = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
    read.map_err(|error| failed(&error.into()))?;
    Ok(deliver(bytes, format, what, plain, now))
}

/// What was to be sent at once could not be made.
pub(crate) fn unmade(NotMade(says): NotMade) -> Problem {
    Problem::new(Code::Internal, says.zh, says.en)
}

/// Everything but letters and digits as percent codes (RFC 8187).
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
