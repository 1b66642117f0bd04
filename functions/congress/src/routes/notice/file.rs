//! `POST /api/congresses/{congress}/notices/{notice}/files` and `DELETE …/files/{file}`

use api::{Caller, Edge, IfMatch, Problem, command::replay, json, path::Ids};
use axum::{
    extract::{Query, Request, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    id::{AttachmentId, CongressId, NoticeId},
    notice::NoticeFile,
};
use serde::Deserialize;
use store::files::ObjectKey;
use utoipa::IntoParams;

use super::{
    view::NoticeView,
    write::{OfNotice, act, commit, load, require_version, scene},
};
use crate::routes::small_file::{self, Named, SmallFile};

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
    let SmallFile {
        name,
        content_type,
        size,
    } = small_file::accept(&named.name, &bytes)?;
    let file = NoticeFile {
        id: AttachmentId::parse(&edge.new_id()).expect("a UUID is an id"),
        name,
        content_type: content_type.to_owned(),
        size,
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

/// Takes a file away from a notice that is not published now.
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
    // Where it was public, its copy is taken away by whoever takes pages away.
    let due: Vec<_> = after
        .former_files
        .first()
        .map(|_| scene.now)
        .into_iter()
        .collect();
    let answer = commit(&edge, &caller, &scene, after, &due, StatusCode::OK).await?;
    let key = ObjectKey::notice_file(&ids.congress, &ids.notice, &ids.file);
    edge.files.delete(&key).await?;
    Ok(answer)
}
