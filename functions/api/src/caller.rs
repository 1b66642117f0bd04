//! Who calls: what is known of a request before anything is loaded.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, Method, header, request::Parts},
};
use domain::text::Language;
use store::TokenHash;

use crate::{
    language,
    problem::{Code, Problem},
};

/// The session's cookie. The prefix makes browsers refuse it unless it is secure, host-only and for the whole host.
pub const SESSION_COOKIE: &str = "__Host-session";
/// Our own header on every change: another site's page cannot send it without being allowed to, which it never is.
pub const OWN_HEADER: &str = "x-tuixuan";
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Somebody with a session cookie. Whether the session exists is known once it is loaded.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The hash under which the session is stored.
    pub token: TokenHash,
    /// The key of a POST; `None` for other methods.
    pub idempotency_key: Option<String>,
    /// The language of the answer.
    pub language: Language,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    /// # Errors
    /// `own_header_required` and `idempotency_key_required` for changes that lack them, `unauthenticated` without a
    /// cookie.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let idempotency_key = require_change_headers(&parts.method, &parts.headers)?;
        let token = cookie(&parts.headers, SESSION_COOKIE).ok_or_else(Problem::unauthenticated)?;
        Ok(Self {
            token: TokenHash::of(token),
            idempotency_key,
            language: language::current(),
        })
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        if cookie(&parts.headers, SESSION_COOKIE).is_none() {
            require_change_headers(&parts.method, &parts.headers)?;
            return Ok(None);
        }
        <Self as FromRequestParts<S>>::from_request_parts(parts, state)
            .await
            .map(Some)
    }
}

/// What every change must carry, whoever calls: our own header and, for a POST, a key; answers the key.
///
/// # Errors
/// `own_header_required`, `idempotency_key_required`.
pub fn require_change_headers(
    method: &Method,
    headers: &HeaderMap,
) -> Result<Option<String>, Problem> {
    if method.is_safe() {
        return Ok(None);
    }
    if !headers.contains_key(OWN_HEADER) {
        return Err(Problem::new(
            Code::OwnHeaderRequired,
            "请求缺少 X-Tuixuan 头，请从本系统的页面操作",
            "The header X-Tuixuan is missing; please act from this system's own pages",
        ));
    }
    if method != Method::POST {
        return Ok(None);
    }
    let key = headers
        .get(IDEMPOTENCY_KEY)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let fits = (8..=64).contains(&key.len())
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if fits {
        return Ok(Some(key.to_owned()));
    }
    Err(Problem::new(
        Code::IdempotencyKeyRequired,
        "请求缺少 Idempotency-Key 头（8 至 64 位字母、数字、连字符），重试时请使用同一个值",
        "The header Idempotency-Key is missing (8 to 64 letters, digits, hyphens); use the same one when retrying",
    ))
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = values
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn a_change_without_our_header_is_refused() {
        let problem = require_change_headers(&Method::POST, &headers(&[])).unwrap_err();
        assert_eq!(problem.code(), Code::OwnHeaderRequired);
    }

    #[test]
    fn a_post_without_a_key_is_refused_and_a_put_needs_none() {
        let own = headers(&[(OWN_HEADER, "1")]);
        let problem = require_change_headers(&Method::POST, &own).unwrap_err();
        assert_eq!(problem.code(), Code::IdempotencyKeyRequired);
        assert_eq!(require_change_headers(&Method::PUT, &own).unwrap(), None);
    }

    #[test]
    fn a_key_that_could_leave_its_storage_key_is_refused() {
        let odd = headers(&[(OWN_HEADER, "1"), (IDEMPOTENCY_KEY, "a#b#c#d#e")]);
        assert!(require_change_headers(&Method::POST, &odd).is_err());
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let several = headers(&[("cookie", "a=1; __Host-session=t0ken; b=2")]);
        assert_eq!(cookie(&several, SESSION_COOKIE), Some("t0ken"));
        assert_eq!(cookie(&several, "missing"), None);
    }
}
