//! `PUT /api/congresses/{congress}`

use api::{
    Caller, Edge, IfMatch, Json, Problem,
    path::{Ids, OfCongress},
    view::CongressView,
};
use axum::{extract::State, response::Response};
use serde_json::Value;

use crate::{
    change::{self, Units},
    entry,
};

/// Changes everything the convener sets. A category in which somebody holds a place stays.
#[utoipa::path(
    put,
    path = "/api/congresses/{congress}",
    params(("congress" = String, Path), ("If-Match" = String, Header)),
    request_body(content = Object, description = "CongressSettings"),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    version: IfMatch,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    change::congress(
        &edge,
        &caller,
        &ids,
        version,
        Units::Needed,
        |scene, units| {
            let (settings, faults) = entry::settings(request.clone());
            let changed = settings
                .require_fits(units)
                .and_then(|()| scene.congress.clone().with_settings(settings));
            match changed {
                Ok(congress) if faults.is_empty() => Ok((congress, Vec::new())),
                Ok(_) => Err(Problem::invalid(faults)),
                Err(refusal) => Err(entry::together(faults, refusal)),
            }
        },
    )
    .await
}
