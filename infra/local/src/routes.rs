//! What `infra/routes.json` and `infra/headers.json` say: which prefix belongs to whom, and the
//! headers that every answer of a kind carries.

use std::collections::BTreeMap;

use axum::Router;
use axum::middleware::map_response_with_state;
use axum::response::Response;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Deserializer};

/// The routes of both deployments.
#[derive(Debug, Deserialize)]
pub struct Routes {
    /// The path prefix of each function, by its name.
    pub functions: BTreeMap<String, String>,
    /// Where stored objects are sent to and fetched from.
    pub objects: Objects,
    /// What is published while the site stays as it was built.
    pub public: Public,
    /// What the site's answers depend on.
    pub site: Site,
    /// The `Cache-Control` of each kind of answer.
    pub cache_control: CacheControl,
}

/// The object storage's place.
#[derive(Debug, Deserialize)]
pub struct Objects {
    /// The bucket's name, which is its path on one machine.
    pub bucket: String,
    /// The path prefix.
    pub prefix: String,
}

/// What everybody may read: notices, made by a worker.
#[derive(Debug, Deserialize)]
pub struct Public {
    /// The bucket's name, which is its path on one machine.
    pub bucket: String,
    /// The paths answered from it.
    pub prefixes: Vec<String>,
}

/// What the site's answers depend on.
#[derive(Debug, Deserialize)]
pub struct Site {
    /// The prefix of files whose name changes with their content.
    pub immutable: String,
    /// The page for addresses that lead nowhere, per language folder.
    pub not_found: String,
}

/// The `Cache-Control` of each kind of answer.
#[derive(Debug, Deserialize)]
pub struct CacheControl {
    /// Answers of functions.
    #[serde(deserialize_with = "header_value")]
    pub function: HeaderValue,
    /// Stored objects.
    #[serde(deserialize_with = "header_value")]
    pub object: HeaderValue,
    /// Files whose name changes with their content.
    #[serde(deserialize_with = "header_value")]
    pub immutable: HeaderValue,
    /// Everything else of the site.
    #[serde(deserialize_with = "header_value")]
    pub page: HeaderValue,
}

fn header_value<'de, D: Deserializer<'de>>(from: D) -> Result<HeaderValue, D::Error> {
    let text = String::deserialize(from)?;
    HeaderValue::try_from(text).map_err(serde::de::Error::custom)
}

impl Routes {
    /// The routes that both deployments share.
    ///
    /// # Panics
    ///
    /// Never for the file in the repository, which a test of this module reads.
    pub fn shared() -> Self {
        serde_json::from_str(include_str!("../../routes.json"))
            .expect("routes.json is checked by a test of this module")
    }
}

/// A kind of answer with its own response headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Pages and files of the site.
    Site,
    /// Answers of functions.
    Function,
    /// Stored objects.
    Object,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Function => "function",
            Self::Object => "object",
        }
    }

    /// The headers of this kind of answer, in the words of `infra/headers.json`.
    ///
    /// # Panics
    ///
    /// Never for the file in the repository, which a test of this module reads.
    pub fn headers(self) -> HeaderMap {
        let mut all: BTreeMap<String, BTreeMap<String, String>> =
            serde_json::from_str(include_str!("../../headers.json"))
                .expect("headers.json is checked by a test of this module");
        all.remove(self.name())
            .unwrap_or_default()
            .into_iter()
            .map(|(name, value)| {
                let name = HeaderName::try_from(name).expect("headers.json: a header's name");
                let value = HeaderValue::try_from(value).expect("headers.json: a header's value");
                (name, value)
            })
            .collect()
    }
}

/// The router whose every answer carries the headers of its kind, errors and unknown paths included.
pub fn with_headers(router: Router, kind: Kind, routes: &Routes) -> Router {
    let mut headers = kind.headers();
    let cache = match kind {
        Kind::Function => Some(&routes.cache_control.function),
        Kind::Object => Some(&routes.cache_control.object),
        // Differs by file, so the static site sets it itself.
        Kind::Site => None,
    };
    if let Some(cache) = cache {
        headers.insert(CACHE_CONTROL, cache.clone());
    }
    router.layer(map_response_with_state(headers, add_missing))
}

async fn add_missing(
    axum::extract::State(headers): axum::extract::State<HeaderMap>,
    mut response: Response,
) -> Response {
    for (name, value) in &headers {
        response
            .headers_mut()
            .entry(name)
            .or_insert_with(|| value.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{Kind, Routes};

    #[test]
    fn both_files_are_readable_and_no_kind_is_without_headers() {
        let routes = Routes::shared();
        assert!(routes.functions.values().all(|p| p.starts_with("/api/")));
        for kind in [Kind::Site, Kind::Function, Kind::Object] {
            let headers = kind.headers();
            assert_eq!(headers["x-content-type-options"], "nosniff", "{kind:?}");
        }
    }

    #[test]
    fn no_page_may_run_inline_or_foreign_code() {
        let headers = Kind::Site.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"));
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(!policy.contains("http"), "{policy}");
    }
}
