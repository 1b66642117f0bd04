//! `POST /api/exports/{congress}/jobs/{export}/cancellations`

use api::{
    Caller, Edge, Problem,
    path::{Ids, OfExport},
};
use axum::{extract::State, response::Response};
use store::files::ObjectKey;

/// Cancels one of the caller's own exports: one under way stops within a second, a file that is there is removed at once.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/jobs/{export}/cancellations",
    params(OfExport),
    responses((status = 200, body = job::ExportView), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfExport>,
) -> Result<Response, Problem> {
    let (answer, before) = super::change(&edge, &caller, &ids, |export, now| {
        export.cancel(now)?;
        Ok(export.expires_at)
    })
    .await?;
    if before.file.is_some() {
        let key = ObjectKey::export(&before.congress, &before.id);
        edge.files.delete(&key).await?;
    }
    Ok(answer)
}
