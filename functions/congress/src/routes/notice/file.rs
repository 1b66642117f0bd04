//! `POST /api/congresses/{congress}/notices/{notice}/files` and `DELETE …/files/{file}`

use api::{Caller, Code, Edge, IfMatch, Problem, command::replay, json, path::Ids};
use axum::{
    extract::{Query, Request, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::{AttachmentId, CongressId, NoticeId},
    notice::NoticeFile,
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use store::files::ObjectKey;
use utoipa::IntoParams;

use super::{
    view::NoticeView,
    write::{OfNotice, act, commit, load, require_version, scene},
};

/// The largest file, in bytes: with its encoding it must fit the gateway's 6 MB.
pub(in crate::routes) const LARGEST_FILE: usize = 4 * 1024 * 1024;
const LONGEST_NAME: usize = 100;
/// What is taken: how the name ends, how the bytes begin, what it is.
const KINDS: [(&[&str], &[u8], &str); 5] = [
    (&["pdf"], b"%PDF-", "application/pdf"),
    (&["png"], b"\x89PNG\r\n", "image/png"),
    (&["jpg", "jpeg"], b"\xff\xd8\xff", "image/jpeg"),
    (
        &["docx"],
        b"PK\x03\x04",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (&["xlsx"], b"PK\x03\x04", sheet::XLSX),
];

/// Its name.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(in crate::routes) struct Named {
    /// With its ending.
    name: String,
}

/// Adds a file of at most 4 MB to a notice that is not published.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/notices/{notice}/files",
    params(OfNotice, Named, ("If-Match" = String, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = NoticeView), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 413, body = api::problem::ProblemDocument), (status = 415, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn add(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNotice>,
    Query(named): Query<Named>,
    version: IfMatch,
    request: Request,
) -> Result<Response, Problem> {
    let scene = scene(&edge, &caller, &ids.congress()).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    let notice = load(&edge, &ids).await?;
    require_version(&notice, version, &scene)?;
    let bytes = json::body(request, &edge).await?;
    let name = clean(&named.name)?;
    let file = NoticeFile {
        id: AttachmentId::parse(&edge.new_id()).expect("a UUID is an id"),
        content_type: kind(&name, &bytes)?.to_owned(),
        name,
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    };
    let (key, content_type) = (
        ObjectKey::notice_file(&ids.congress, &ids.notice, &file.id),
        file.content_type.clone(),
    );
    let after = notice.with_file(file, act(&scene))?;
    // Before the notice says that it has it: an object that nothing names does no harm.
    edge.files.put(&key, &content_type, bytes.to_vec()).await?;
    commit(&edge, &caller, &scene, after, &[], StatusCode::CREATED).await
}

/// `/{congress}/notices/{notice}/files/{file}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(in crate::routes) struct OfFile {
    /// The congress.
    #[param(value_type = String)]
    congress: CongressId,
    /// The notice.
    #[param(value_type = String)]
    notice: NoticeId,
    /// The file.
    #[param(value_type = String)]
    file: AttachmentId,
}

/// Takes a file away from a notice that was never public.
#[utoipa::path(
    delete,
    path = "/api/congresses/{congress}/notices/{notice}/files/{file}",
    params(OfFile, ("If-Match" = String, Header)),
    responses((status = 200, body = NoticeView), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn remove(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfFile>,
    version: IfMatch,
) -> Result<Response, Problem> {
    let of_notice = OfNotice {
        congress: ids.congress.clone(),
        notice: ids.notice.clone(),
    };
    let scene = scene(&edge, &caller, &of_notice.congress()).await?;
    let notice = load(&edge, &of_notice).await?;
    require_version(&notice, version, &scene)?;
    let after = notice.without_file(&ids.file, act(&scene))?;
    let answer = commit(&edge, &caller, &scene, after, &[], StatusCode::OK).await?;
    let key = ObjectKey::notice_file(&ids.congress, &ids.notice, &ids.file);
    edge.files.delete(&key).await?;
    Ok(answer)
}

/// A file's name without what no file system takes.
fn clean(name: &str) -> Result<String, Problem> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !"<>:\"|?*".contains(*letter))
        .collect();
    let kept = kept.trim().to_owned();
    if !kept.is_empty() && kept.chars().count() <= LONGEST_NAME {
        return Ok(kept);
    }
    Err(Problem::invalid(vec![Fault::new(
        "/name",
        FaultCode::TooLong,
        format!("文件名须为 1 至 {LONGEST_NAME} 字"),
        format!("A file's name has 1 to {LONGEST_NAME} characters"),
    )]))
}

fn kind(name: &str, bytes: &[u8]) -> Result<&'static str, Problem> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let found = KINDS.iter().find(|(endings, begins, _)| {
        endings.contains(&ending.as_str()) && bytes.starts_with(begins)
    });
    found.map(|(.., kind)| *kind).ok_or_else(|| {
        Problem::new(
            Code::UnsupportedMediaType,
            "附件须为 PDF、JPG、PNG、DOCX 或 XLSX，且内容与扩展名一致",
            "A file must be PDF, JPG, PNG, DOCX or XLSX, and be what its name says",
        )
    })
}
