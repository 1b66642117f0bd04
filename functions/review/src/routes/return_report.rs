//! `POST /{congress}/units/{unit}/returns`: 退回上报.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfUnit},
};
use axum::{extract::State, response::Response};
use domain::nomination::return_report;
use serde::Deserialize;
use utoipa::ToSchema;

use super::report::{Reported, answer};

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReturnReport {
    /// The unit's liaisons read it.
    #[serde(default)]
    #[schema(max_length = 2000)]
    reason: String,
}

/// Sends everything of a unit that waits for final review back to it, all or none; what was decided stays decided.
#[utoipa::path(post, path = "/{congress}/units/{unit}/returns", tag = "review", params(OfUnit),
    request_body = ReturnReport,
    responses((status = 201, body = Reported), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn return_report(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(body): Json<ReturnReport>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| {
        Ok(return_report::return_report(
            scene.standing(),
            &scene.nominations,
            &scene.actor,
            &body.reason,
            scene.now,
        )?)
    };
    let target = Target::from(&*ids).with_siblings();
    command::run(&edge, &caller, &target, decide, answer).await
}
