//! `GET /api/congresses/{congress}`

use api::{
    Caller, Edge, Problem, Scene, Target, admission,
    command::versioned,
    path::{Ids, OfCongress},
    view::CongressView,
};
use axum::{extract::State, response::Response};

/// A congress, for everybody who has a part in it; its officers are shown to officers only, phones masked.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}",
    params(("congress" = String, Path)),
    responses((status = 200, body = CongressView), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Response, Problem> {
    let mut scene = Scene::load_for_anyone(&edge, &caller, &Target::from(&*ids)).await?;
    let parts = admission::parts(&edge, &scene.session.phone, &ids.congress).await?;
    scene.actor.roles.extend(parts);
    if scene.actor.is_stranger() {
        return Err(Problem::not_found());
    }
    Ok(versioned(
        scene.congress.version,
        CongressView::new(&scene.congress, &scene.actor),
    ))
}
