//! `POST …/exceptions`: 申明例外.

use api::{
    Caller, Edge, IfMatch, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::nomination::eligibility::claim;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer;

/// Which exception.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimException {
    /// The condition's id.
    condition: String,
    /// One of the reasons that the condition names; null takes a claim back.
    reason: Option<String>,
}

/// Claims an exception from a condition of the congress, or takes the claim back; recorded in the trail.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/exceptions", tag = "nomination", params(OfNomination),
    request_body = ClaimException,
    responses((status = 200, body = NominationView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub(crate) async fn claim_exception(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
    Json(body): Json<ClaimException>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| {
        let reason = body.reason.as_deref();
        Ok(claim(scene.case(), version, &body.condition, reason)?)
    };
    command::run(
        &edge,
        &caller,
        &Target::from(&*ids),
        decide,
        answer::nomination,
    )
    .await
}
