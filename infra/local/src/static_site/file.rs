//! One file of the site with its compressed forms.

use std::fs;
use std::io;
use std::path::Path;

use aws_lc_rs::digest;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::encoding::Encoding;

/// Bytes of the digest that an entity tag keeps: enough that two versions never share one.
const TAG_BYTES: usize = 12;

pub(crate) struct File {
    content_type: HeaderValue,
    plain: Form,
    compressed: Vec<(Encoding, Form)>,
}

/// The bytes of one form and the tag that names exactly these bytes.
struct Form {
    bytes: Bytes,
    tag: HeaderValue,
}

impl Form {
    fn new(bytes: Vec<u8>) -> Self {
        let digest = digest::digest(&digest::SHA256, &bytes);
        let tag = URL_SAFE_NO_PAD.encode(&digest.as_ref()[..TAG_BYTES]);
        let tag = HeaderValue::try_from(format!("\"{tag}\"")).expect("base64 fits a header");
        Self {
            bytes: bytes.into(),
            tag,
        }
    }
}

impl File {
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let mut compressed = Vec::new();
        for encoding in Encoding::ALL {
            match fs::read(encoding.path(path)) {
                Ok(bytes) => compressed.push((encoding, Form::new(bytes))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        Ok(Self {
            content_type: HeaderValue::from_static(content_type(extension.unwrap_or_default())),
            plain: Form::new(fs::read(path)?),
            compressed,
        })
    }

    /// 200 with the smallest form that the request takes, or 304 when it names that form's tag.
    pub(crate) fn answer(&self, asked: &HeaderMap) -> Response {
        let (encoding, form) = self.choose(asked);
        let known = asked
            .get_all(IF_NONE_MATCH)
            .iter()
            .any(|tags| names(tags, &form.tag));
        if known {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            response.headers_mut().insert(ETAG, form.tag.clone());
            self.add_vary(&mut response);
            return response;
        }
        let mut response = self.body(encoding, form);
        response.headers_mut().insert(ETAG, form.tag.clone());
        response
    }

    /// The same content under a status that says that the address leads nowhere.
    pub(super) fn answer_not_found(&self, asked: &HeaderMap) -> Response {
        let (encoding, form) = self.choose(asked);
        let mut response = self.body(encoding, form);
        *response.status_mut() = StatusCode::NOT_FOUND;
        response
    }

    fn choose(&self, asked: &HeaderMap) -> (Option<Encoding>, &Form) {
        self.compressed
            .iter()
            .find(|(encoding, _)| encoding.accepted(asked))
            .map_or((None, &self.plain), |(encoding, form)| {
                (Some(*encoding), form)
            })
    }

    fn body(&self, encoding: Option<Encoding>, form: &Form) -> Response {
        let mut response = form.bytes.clone().into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.content_type.clone());
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
        }
        self.add_vary(&mut response);
        response
    }

    fn add_vary(&self, response: &mut Response) {
        if !self.compressed.is_empty() {
            let vary = HeaderValue::from_static("accept-encoding");
            response.headers_mut().insert(VARY, vary);
        }
    }
}

/// Whether a list of tags names this one; weak comparison (RFC 9110, section 13.1.2).
fn names(tags: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(tags), Ok(tag)) = (tags.to_str(), tag.to_str()) else {
        return false;
    };
    tags.split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The media type of what a site may hold; anything else is offered as a download.
fn content_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
