//! `POST /api/exports/{congress}/jobs/{export}/links`

use api::{
    Caller, Edge, Json, Problem, factor,
    path::{Ids, OfExport},
};
use axum::extract::State;
use domain::refusal::{Refusal, Said};
use serde::Serialize;
use store::files::ObjectKey;
use utoipa::ToSchema;

/// Where a file is fetched.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Link {
    /// The address; a download can be begun there for five minutes.
    url: String,
}

/// Where the file of one of the caller's own exports is fetched within five minutes. One with full numbers asks for a fresh second
/// factor once more.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/jobs/{export}/links",
    params(OfExport),
    responses((status = 200, body = Link), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfExport>,
) -> Result<Json<Link>, Problem> {
    let (scene, export) = super::own(&edge, &caller, &ids).await?;
    let Some(file) = &export.file else {
        return Err(Refusal::NothingToDo(Said::new(
            "文件还没有生成，或已被移除",
            "There is no file yet, or it was removed",
        ))
        .into());
    };
    if export.unmasked.is_some() {
        factor::require_fresh(&scene.session, scene.now)?;
    }
    super::require_still(&edge, &scene, &export).await?;
    let key = ObjectKey::export(&export.congress, &export.id);
    let url = edge.files.download(&key, &file.name).await?;
    Ok(Json(Link { url }))
}
