//! `POST /api/congresses/{congress}/notices`

use api::{
    Caller, Edge, Json, Problem,
    command::replay,
    path::{Ids, OfCongress},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::id::NoticeId;
use serde_json::Value;

use super::{
    view::NoticeView,
    write::{act, commit, read, scene},
};

/// Writes a notice as a draft.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/notices",
    params(("congress" = String, Path)),
    request_body(content = Object, description = "title, markdown, list {columns, categories, from, until}"),
    responses((status = 201, body = NoticeView), (status = 403, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    let scene = scene(&edge, &caller, &ids).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    let id = NoticeId::parse(&edge.new_id()).expect("a UUID is an id");
    let notice = read(request, |entry| {
        entry.draft(id, ids.congress.clone(), act(&scene))
    })?;
    commit(&edge, &caller, &scene, notice, &[], StatusCode::CREATED).await
}
