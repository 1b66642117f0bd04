//! `GET /api/congresses/{congress}/units/{unit}`

use api::{
    Caller, Edge, Problem, Target, admission,
    command::versioned,
    path::{Ids, OfUnit},
    view::UnitView,
};
use axum::{extract::State, response::Response};
use domain::permission::Role;

const READERS: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];

/// One unit with its indicators and early warnings, for its liaisons and the convener.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/units/{unit}",
    params(("congress" = String, Path), ("unit" = String, Path)),
    responses((status = 200, body = UnitView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Response, Problem> {
    let target = Target::from(&*ids).with_siblings();
    let scene = admission::scene(&edge, &caller, &target, READERS).await?;
    let view = UnitView::new(scene.unit(), &scene.congress);
    let view = view.with_indicators(scene.standing(), &scene.nominations, scene.language);
    Ok(versioned(scene.unit().version, view))
}
