//! `PUT /api/congresses/{congress}/units/{unit}`

use api::{
    Caller, Edge, IfMatch, Json, Problem,
    path::{Ids, OfUnit},
    view::UnitView,
};
use axum::{extract::State, http::StatusCode, response::Response};
use serde_json::Value;

use crate::{
    change::{self, Change},
    entry,
};

/// Changes a unit: code, name, kind, liaisons, quotas. A liaison's phone given masked, as it was read, keeps the stored one.
#[utoipa::path(
    put,
    path = "/api/congresses/{congress}/units/{unit}",
    params(("congress" = String, Path), ("unit" = String, Path), ("If-Match" = String, Header)),
    request_body(content = Object, description = "UnitInput"),
    responses((status = 200, body = UnitView), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    version: IfMatch,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    change::unit(&edge, &caller, &ids, Some(version), |scene, units| {
        let (entered, faults) = entry::unit(request.clone());
        match entered.change(scene.unit(), &scene.congress, units) {
            Ok(unit) if faults.is_empty() => Ok(Change {
                after: Some(unit),
                status: StatusCode::OK,
            }),
            Ok(_) => Err(Problem::invalid(faults)),
            Err(refusal) => Err(entry::together(faults, refusal)),
        }
    })
    .await
}
