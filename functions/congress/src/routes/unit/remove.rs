//! `DELETE /api/congresses/{congress}/units/{unit}`

use api::{
    Caller, Edge, IfMatch, Problem,
    path::{Ids, OfUnit},
};
use axum::{extract::State, http::StatusCode, response::Response};

use crate::change::{self, Change};

/// Removes a unit that never nominated anybody; where a version is given, only if it is still that one.
#[utoipa::path(
    delete,
    path = "/api/congresses/{congress}/units/{unit}",
    params(("congress" = String, Path), ("unit" = String, Path)),
    responses((status = 204), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    version: Option<IfMatch>,
) -> Result<Response, Problem> {
    change::unit(&edge, &caller, &ids, version, |scene, _| {
        scene.unit().require_removable(&scene.congress)?;
        Ok(Change {
            after: None,
            status: StatusCode::NO_CONTENT,
        })
    })
    .await
}
