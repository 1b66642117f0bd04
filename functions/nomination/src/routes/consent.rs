//! `POST …/consent`, `DELETE …/consent`: 单独同意 to the certificate's number and the photo, and taking it back.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{decision::Decision, nomination::consent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which words were agreed to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GiveConsent {
    /// Their version, e.g. `2026-11`.
    version: String,
}

/// It stands in the trail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentRecorded {
    /// When (RFC 3339).
    at: String,
}

/// Gives consent: the nominee for themselves; a liaison attests to have it.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/consent", tag = "nomination", params(OfNomination),
    request_body = GiveConsent,
    responses((status = 201, body = ConsentRecorded), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn give_consent(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    Json(body): Json<GiveConsent>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| Ok(consent::give(scene.case(), &body.version)?);
    command::run(&edge, &caller, &Target::from(&*ids), decide, answer).await
}

/// Withdraws it.
#[utoipa::path(delete, path = "/{congress}/{unit}/{nomination}/consent", tag = "nomination", params(OfNomination),
    responses((status = 201, body = ConsentRecorded), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn withdraw_consent(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| Ok(consent::withdraw(scene.case())?);
    command::run(&edge, &caller, &Target::from(&*ids), decide, answer).await
}

fn answer(scene: &Scene, _: &Decision) -> (StatusCode, ConsentRecorded) {
    let at = scene.now.to_string();
    (StatusCode::CREATED, ConsentRecorded { at })
}
