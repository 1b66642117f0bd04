//! The embedded object storage: S3's protocol over files in the data directory, on the site's own
//! origin so that the content security policy needs no exception.

use std::fs;
use std::path::Path;

use aws_sdk_s3::config::{
    BehaviorVersion, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use axum::Router;
use axum::error_handling::HandleError;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::any_service;
use http::header::HOST;
use http::{HeaderValue, Method, StatusCode};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};

use crate::fault::Fault;
use crate::secrets::ObjectCredentials;

/// The folder of all objects in the data directory.
pub const DIRECTORY: &str = "objects";

const PART: &str = "文件存储 (the object storage)";

/// The largest key S3 knows, in bytes.
const KEY_BYTES: usize = 1024;

/// The object storage with its buckets.
pub struct ObjectStorage {
    service: S3Service,
}

impl ObjectStorage {
    /// Opens the storage of a data directory, making its buckets when there are none.
    ///
    /// # Errors
    ///
    /// [`Fault::Unusable`] or [`Fault::Part`] when its folder cannot be used.
    pub fn open(
        data_dir: &Path,
        buckets: &[&str],
        with: &ObjectCredentials,
    ) -> Result<Self, Fault> {
        let root = data_dir.join(DIRECTORY);
        for bucket in buckets {
            fs::create_dir_all(root.join(bucket)).map_err(Fault::unusable(&root))?;
        }
        let files = s3s_fs::FileSystem::new(&root)
            .map_err(|error| Fault::part(PART)(&format_args!("{error:?}")))?;
        let mut builder = S3ServiceBuilder::new(files);
        // With this set, a request without a right signature is refused.
        let auth = SimpleAuth::from_single(&*with.access_key, &*with.secret_key);
        builder.set_auth(auth);
        Ok(Self {
            service: builder.build(),
        })
    }

    /// The buckets under their prefixes. `authority` is the host and port that signatures are made for;
    /// a browser may have come by another name of this machine.
    pub fn router(self, prefixes: &[&str], authority: &HeaderValue) -> Router {
        let service = HandleError::new(self.service, |error: s3s::HttpError| async move {
            tracing::error!(?error, "object storage");
            StatusCode::INTERNAL_SERVER_ERROR
        });
        let bucket = |prefix: &&str| {
            let of_bucket = (format!("{prefix}/"), authority.clone());
            Router::new()
                .route(&format!("{prefix}/{{*key}}"), any_service(service.clone()))
                .layer(from_fn_with_state(of_bucket, guard))
        };
        let buckets = prefixes.iter().map(bucket);
        buckets.fold(Router::new(), Router::merge)
    }
}

/// A client of the object storage at an origin such as `http://localhost:8080`.
pub fn client(origin: &str, with: &ObjectCredentials) -> aws_sdk_s3::Client {
    let credentials = Credentials::new(&with.access_key, &with.secret_key, None, None, "local");
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url(origin)
        .force_path_style(true)
        // Else a presigned address asks the browser for a checksum that nobody told it of.
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
        .credentials_provider(credentials)
        .build();
    aws_sdk_s3::Client::from_conf(config)
}

/// Lets through only reading, writing, copying and removing single objects under keys that we would make, and uploads of one
/// in parts: the file system behind would follow `../` out of the bucket.
async fn guard(
    State((prefix, authority)): State<(String, HeaderValue)>,
    mut request: Request,
    next: Next,
) -> Response {
    let method = request.method();
    let single = [Method::GET, Method::HEAD, Method::PUT, Method::DELETE].contains(method);
    let in_parts = method == Method::POST && request.uri().query().is_some_and(is_about_parts);
    let copied = request.headers().get("x-amz-copy-source");
    let copies_ours = copied.is_none_or(|from| {
        let from = from.to_str().ok();
        let key = from.and_then(|from| from.strip_prefix(prefix.trim_start_matches('/')));
        *method == Method::PUT && key.is_some_and(is_key)
    });
    if !(single || in_parts) || !copies_ours {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path();
    if !path.strip_prefix(&prefix).is_some_and(is_key) {
        return (StatusCode::BAD_REQUEST, "InvalidKey").into_response();
    }
    request.headers_mut().insert(HOST, authority);
    next.run(request).await
}

/// Whether a query begins or ends an upload in parts.
fn is_about_parts(query: &str) -> bool {
    query.split('&').any(|pair| {
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        ["uploads", "uploadId"].contains(&name)
    })
}

/// Letters, digits, `-`, `_` and single dots, in segments: what our ids and names of files are made
/// of. Nothing percent-encoded, so there is no second reading of it.
fn is_key(key: &str) -> bool {
    key.len() <= KEY_BYTES
        && key.split('/').all(|segment| {
            !segment.is_empty()
                && !segment.starts_with('.')
                && !segment.contains("..")
                && segment
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        })
}

#[cfg(test)]
mod tests {
    use super::is_key;

    #[test]
    fn keys_are_ids_and_names_and_never_lead_elsewhere() {
        assert!(is_key("0198f2c0/0198f2c1/photo.jpg"));
        for key in [
            "",
            "/",
            "a//b",
            "a/",
            "..",
            "../keys/root",
            "a/../../b",
            ".hidden",
            "a/.b",
            "a..b",
            "%2e%2e/b",
            "a\\b",
            "a b",
            "证件",
        ] {
            assert!(!is_key(key), "{key}");
        }
        assert!(!is_key(&"a".repeat(1025)));
    }
}
