//! `POST /api/congresses/{congress}/units/{unit}/extensions`

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfUnit},
    view::UnitView,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::window::Extension;

use crate::change::{self, Change};

/// Extends one stage for one unit, with the reason.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/units/{unit}/extensions",
    params(("congress" = String, Path), ("unit" = String, Path)),
    request_body(content = Object, description = "{stage, until, reason}"),
    responses((status = 201, body = UnitView), (status = 403, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(extension): Json<Extension>,
) -> Result<Response, Problem> {
    change::unit(&edge, &caller, &ids, None, |scene, _| {
        let unit = scene
            .unit()
            .extended(&extension, &scene.congress, scene.now)?;
        Ok(Change {
            after: Some(unit),
            status: StatusCode::CREATED,
        })
    })
    .await
}
