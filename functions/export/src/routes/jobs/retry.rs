//! `POST /api/exports/{congress}/jobs/{export}/retries`

use api::{
    Caller, Edge, Problem,
    path::{Ids, OfExport},
};
use axum::{extract::State, response::Response};

/// Tries one of the caller's own exports once more that has failed.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/jobs/{export}/retries",
    params(OfExport),
    responses((status = 200, body = job::ExportView), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfExport>,
) -> Result<Response, Problem> {
    let (answer, _) = super::change(&edge, &caller, &ids, |export, now| {
        export.retry()?;
        Ok(now)
    })
    .await?;
    Ok(answer)
}
