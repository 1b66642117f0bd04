//! `DELETE /api/congresses/{congress}/notices/{notice}`

use api::{Caller, Edge, IfMatch, Problem, command::problem_of, path::Ids};
use axum::{extract::State, http::StatusCode};

use super::write::{OfNotice, load, require_version, scene};

/// Deletes a draft. What was public once is kept.
#[utoipa::path(
    delete,
    path = "/api/congresses/{congress}/notices/{notice}",
    params(OfNotice, ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNotice>,
    version: IfMatch,
) -> Result<StatusCode, Problem> {
    let scene = scene(&edge, &caller, &ids.congress()).await?;
    let notice = load(&edge, &ids).await?;
    require_version(&notice, version, &scene)?;
    notice.require_never_published()?;
    let deleted = edge.store.delete_notice(&notice, None, scene.now).await;
    deleted.map_err(problem_of)?;
    Ok(StatusCode::NO_CONTENT)
}
