//! `POST …/deregister`: 注销.

use api::{
    Caller, Edge, IfMatch, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::nomination::deregister;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer;

/// Why somebody is removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deregister {
    /// The reason, kept in the trail.
    #[schema(max_length = 200)]
    reason: String,
}

/// Removes a nominee and frees the place; the trail keeps them.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/deregister", tag = "nomination", params(OfNomination),
    request_body = Deregister,
    responses((status = 200, body = NominationView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub(crate) async fn deregister(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
    Json(body): Json<Deregister>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| Ok(deregister::deregister(scene.case(), version, &body.reason)?);
    command::run(
        &edge,
        &caller,
        &Target::from(&*ids),
        decide,
        answer::nomination,
    )
    .await
}
