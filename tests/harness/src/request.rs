//! A request with the headers every change carries, and its answer.

use std::fmt;

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, Request, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// A request to be sent.
#[derive(Clone, Debug)]
pub struct Ask {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

/// A GET.
pub fn get(path: impl Into<String>) -> Ask {
    Ask::new(Method::GET, path)
}

/// A POST with a new idempotency key.
pub fn post(path: impl Into<String>) -> Ask {
    Ask::new(Method::POST, path).key(&uuid::Uuid::now_v7().to_string())
}

/// A PUT.
pub fn put(path: impl Into<String>) -> Ask {
    Ask::new(Method::PUT, path)
}

/// A PATCH.
pub fn patch(path: impl Into<String>) -> Ask {
    Ask::new(Method::PATCH, path)
}

/// A DELETE.
pub fn delete(path: impl Into<String>) -> Ask {
    Ask::new(Method::DELETE, path)
}

impl Ask {
    /// A request by any method; our own header stands on everything that is not a GET.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let ask = Self {
            method,
            path: path.into(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
        };
        if ask.method.is_safe() {
            ask
        } else {
            ask.header("x-tuixuan", "1")
        }
    }

    /// The same by somebody: the cookie that [`crate::Harness::sign_in`] answers.
    #[must_use]
    pub fn by(self, cookie: &str) -> Self {
        if cookie.is_empty() {
            self
        } else {
            self.header("cookie", cookie)
        }
    }

    /// The same with an idempotency key of one's own.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// The same for a version that was seen.
    #[must_use]
    pub fn at(self, version: u64) -> Self {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// The same in English.
    #[must_use]
    pub fn in_english(self) -> Self {
        self.header("accept-language", "en")
    }

    /// The same with a header.
    ///
    /// # Panics
    /// When it cannot be one.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: header::HeaderName = name.parse().expect("a header's name");
        self.headers
            .insert(name, value.parse().expect("a header's value"));
        self
    }

    /// The same without a header.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// The same with a JSON body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.bytes("application/json", body.to_string())
    }

    /// The same with any body.
    #[must_use]
    pub fn bytes(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..self.header("content-type", content_type)
        }
    }

    /// The same with these bytes, whose type the headers say already.
    #[must_use]
    pub fn with_body(self, body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    /// Sends it and waits for the whole answer.
    ///
    /// # Panics
    /// When the answer breaks off.
    pub async fn send(self, to: &Router) -> Answer {
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = self.method;
        *request.uri_mut() = self.path.parse().expect("a path is a URI");
        *request.headers_mut() = self.headers;
        let response = to
            .clone()
            .oneshot(request)
            .await
            .expect("a router cannot fail");
        let (parts, body) = response.into_parts();
        let body = body
            .collect()
            .await
            .expect("the answer does not break off")
            .to_bytes();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        }
    }
}

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// A problem's code; empty when it is no problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Status and code, for one comparison.
    pub fn refusal(&self) -> (u16, String) {
        (self.status, self.code())
    }

    /// The pointers of a problem's faults, in order.
    pub fn pointers(&self) -> Vec<String> {
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        errors
            .iter()
            .filter_map(|error| error["pointer"].as_str().map(str::to_owned))
            .collect()
    }

    /// The version in the answer's `ETag`.
    pub fn version(&self) -> Option<u64> {
        self.headers
            .get("etag")?
            .to_str()
            .ok()?
            .trim_matches('"')
            .parse()
            .ok()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}
