//! `POST …/original`: 登记原件收讫.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::nomination::original;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer;

/// Whether the original is there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReceiveOriginal {
    /// Whether the convener has it.
    received: bool,
}

/// Records that the convener has the signed and stamped form on paper, or takes that back. It says what is to be so, so no
/// version is asked for.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/original", tag = "nomination", params(OfNomination),
    request_body = ReceiveOriginal,
    responses((status = 200, body = NominationView), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn receive_original(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    Json(body): Json<ReceiveOriginal>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| Ok(original::receive_original(scene.case(), body.received)?);
    command::run(
        &edge,
        &caller,
        &Target::from(&*ids),
        decide,
        answer::nomination,
    )
    .await
}
