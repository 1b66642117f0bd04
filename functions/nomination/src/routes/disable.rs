//! `POST …/disable`: 禁用.

use api::{
    Caller, Edge, IfMatch, Problem, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::nomination::access::set_access;

use super::answer;

/// Blocks the nominee's own access to this nomination; stops nothing else.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/disable", tag = "nomination", params(OfNomination),
    responses((status = 200, body = NominationView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 428)))]
pub(crate) async fn disable(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
) -> Result<Response, Problem> {
    let decide = |scene: &api::Scene| Ok(set_access(scene.case(), version, false)?);
    command::run(
        &edge,
        &caller,
        &Target::from(&*ids),
        decide,
        answer::nomination,
    )
    .await
}
