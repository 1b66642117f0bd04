//! `PUT /api/congresses/{congress}/officers`

use api::{
    Caller, Edge, IfMatch, Json, Problem, factor,
    path::{Ids, OfCongress},
    view::CongressView,
};
use axum::{extract::State, response::Response};
use serde_json::Value;

use crate::{
    change::{self, Units},
    entry,
};

/// Names the administrators and final reviewers. A phone given masked, as it was read, keeps the stored one; whoever is left
/// out loses their part at once. Asks for a fresh second factor.
#[utoipa::path(
    put,
    path = "/api/congresses/{congress}/officers",
    params(("congress" = String, Path), ("If-Match" = String, Header)),
    request_body(content = Object, description = "{officers: [{name, phone, roles}]}"),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    version: IfMatch,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    change::congress(&edge, &caller, &ids, version, Units::Left, |scene, _| {
        factor::require_fresh(&scene.session, scene.now)?;
        let congress = entry::officers(request.clone(), &scene.congress)?;
        Ok((congress, Vec::new()))
    })
    .await
}
