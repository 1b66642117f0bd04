//! `POST /api/congresses/{congress}/notices/{notice}/publication` and `…/withdrawal`

use api::{Caller, Edge, IfMatch, Problem, command::replay, path::Ids};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::nomination::state::State as Stands;

use super::{
    view::NoticeView,
    write::{OfNotice, act, commit, load, require_version, scene},
};

/// Publishes a notice: its pages are made within a second or so, those of a list when its period begins, and taken away when
/// it ends.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/notices/{notice}/publication",
    params(OfNotice, ("If-Match" = String, Header)),
    responses((status = 200, body = NoticeView), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn publish(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNotice>,
    version: IfMatch,
) -> Result<Response, Problem> {
    let scene = scene(&edge, &caller, &ids.congress()).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    let notice = load(&edge, &ids).await?;
    require_version(&notice, version, &scene)?;
    let approved = [Stands::FinalReviewApproved];
    let (nominations, units) = if notice.list.is_some() {
        tokio::try_join!(
            edge.store.queue(&ids.congress, &approved),
            edge.store.units(&ids.congress)
        )?
    } else {
        (Vec::new(), Vec::new())
    };
    let after = notice.publish(&nominations, &units, &act(&scene))?;
    let mut due = vec![scene.now];
    due.extend(after.list.iter().flat_map(|list| [list.from, list.until]));
    due.retain(|at| *at >= scene.now);
    commit(&edge, &caller, &scene, after, &due, StatusCode::OK).await
}

/// Takes a notice back: its pages go.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/notices/{notice}/withdrawal",
    params(OfNotice, ("If-Match" = String, Header)),
    responses((status = 200, body = NoticeView), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn withdraw(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNotice>,
    version: IfMatch,
) -> Result<Response, Problem> {
    let scene = scene(&edge, &caller, &ids.congress()).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    let notice = load(&edge, &ids).await?;
    require_version(&notice, version, &scene)?;
    let after = notice.withdraw(act(&scene))?;
    commit(&edge, &caller, &scene, after, &[scene.now], StatusCode::OK).await
}
