//! Request bodies: JSON of the documented shape, or a problem that says where it is not.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::IntoResponse,
};
use domain::refusal::{Fault, FaultCode};
use serde::de::DeserializeOwned;

use crate::problem::{Code, Problem};

/// The largest JSON body, in bytes. A whole form is about 4 KB, thirty rows about 3 KB.
pub const LARGEST_BODY: usize = 256 * 1024;

/// A JSON body read into `T`.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    /// # Errors
    /// `unsupported_media_type`, `body_too_large`, `malformed_request` with a pointer to the place.
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let content_type = content_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if !content_type.starts_with("application/json") {
            return Err(Problem::new(
                Code::UnsupportedMediaType,
                "请以 application/json 发送",
                "Please send application/json",
            ));
        }
        let body = body(request, state).await?;
        read(&body).map(Self)
    }
}

impl<T: serde::Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> axum::response::Response {
        axum::Json(self.0).into_response()
    }
}

/// The whole body within the router's limit.
///
/// # Errors
/// `body_too_large`, or `malformed_request` when the connection broke.
pub async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Problem::new(
                    Code::BodyTooLarge,
                    "内容过大，请减少条数或压缩文件后再发送",
                    "Too large; send fewer rows or a smaller file",
                )
            } else {
                Problem::new(
                    Code::MalformedRequest,
                    "请求不完整，请重试",
                    "The request broke off; please try again",
                )
            }
        })
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        let inner = error.into_inner();
        if inner.is_data() {
            let unknown = inner.to_string().starts_with("unknown field");
            let code = if unknown {
                FaultCode::UnknownField
            } else {
                FaultCode::Malformed
            };
            let fault = Fault::new(
                pointer,
                code,
                if unknown {
                    "没有这一项，请删去"
                } else {
                    "格式不对，请按说明填写"
                },
                if unknown {
                    "There is no such field; remove it"
                } else {
                    "Not of the documented shape"
                },
            );
            Problem::invalid(vec![fault])
        } else {
            Problem::new(
                Code::MalformedRequest,
                format!(
                    "不是有效的 JSON（第 {} 行第 {} 列）",
                    inner.line(),
                    inner.column()
                ),
                format!(
                    "Not valid JSON (line {}, column {})",
                    inner.line(),
                    inner.column()
                ),
            )
        }
    })
}

/// A path of serde as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let segment = |segment: &Segment| match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => String::new(),
    };
    path.iter().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use domain::text::Language;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rows {
        #[allow(dead_code)]
        rows: Vec<Row>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        #[allow(dead_code)]
        name: String,
    }

    fn problem(body: &str) -> crate::problem::ProblemDocument {
        read::<Rows>(body.as_bytes())
            .unwrap_err()
            .speak(Language::En)
    }

    #[test]
    fn an_unknown_field_is_named_by_its_pointer() {
        let problem = problem(r#"{"rows":[{"name":"a"},{"name":"b","nmae":"c"}]}"#);
        assert_eq!(problem.code, Code::InvalidInput);
        assert_eq!(problem.errors[0].pointer, "/rows/1/nmae");
        assert_eq!(problem.errors[0].code, "unknown_field");
    }

    #[test]
    fn a_wrong_type_is_named_by_its_pointer() {
        assert_eq!(
            problem(r#"{"rows":[{"name":7}]}"#).errors[0].pointer,
            "/rows/0/name"
        );
    }

    #[test]
    fn broken_json_says_where_it_breaks() {
        let problem = problem("{\"rows\":[\n{]}");
        assert_eq!(problem.code, Code::MalformedRequest);
        assert_eq!(problem.detail, "Not valid JSON (line 2, column 2)");
    }
}
