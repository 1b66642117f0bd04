//! `PUT /api/congresses/{congress}/notices/{notice}`

use api::{Caller, Edge, IfMatch, Json, Problem, path::Ids};
use axum::{extract::State, http::StatusCode, response::Response};
use serde_json::Value;

use super::{
    view::NoticeView,
    write::{OfNotice, act, commit, load, read, require_version, scene},
};

/// Changes a notice that is not published.
#[utoipa::path(
    put,
    path = "/api/congresses/{congress}/notices/{notice}",
    params(OfNotice, ("If-Match" = String, Header)),
    request_body(content = Object, description = "title, markdown, list {columns, categories, from, until}"),
    responses((status = 200, body = NoticeView), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNotice>,
    version: IfMatch,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    let scene = scene(&edge, &caller, &ids.congress()).await?;
    let notice = load(&edge, &ids).await?;
    require_version(&notice, version, &scene)?;
    let after = read(request, |entry| entry.change(&notice, act(&scene)))?;
    commit(&edge, &caller, &scene, after, &[], StatusCode::OK).await
}
