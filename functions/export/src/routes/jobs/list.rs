//! `GET /api/exports/{congress}/jobs`

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use job::ExportView;
use serde::Serialize;
use utoipa::ToSchema;

/// One's exports.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Exports {
    /// The newest first; those that have expired are gone.
    items: Vec<ExportView>,
}

/// The caller's own exports of a congress that were made as jobs, with how far they are.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/jobs",
    params(("congress" = String, Path)),
    responses((status = 200, body = Exports), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Exports>, Problem> {
    let scene = super::part_of(&edge, &caller, &ids.congress).await?;
    let exports = edge
        .store
        .exports_of(&scene.session.phone, &ids.congress)
        .await?;
    let shown = exports
        .iter()
        .filter(|export| export.expires_at > scene.now || export.stands.is_open());
    let view = |export| ExportView::of(export, scene.language, scene.now);
    Ok(Json(Exports {
        items: shown.map(view).collect(),
    }))
}
