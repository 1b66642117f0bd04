//! `POST /api/congresses/{congress}/open`, `close`, `reopen`, `archive`

use api::{
    Caller, Edge, IfMatch, Problem,
    path::{Ids, OfCongress},
    view::CongressView,
};
use axum::{extract::State, response::Response};
use domain::{congress::Life, unit::invitation::invitations};

use crate::change::{self, Units};

/// Opens a draft: its units' liaisons are invited, and work begins.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/open",
    params(("congress" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn open(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    version: IfMatch,
) -> Result<Response, Problem> {
    move_to(&edge, &caller, &ids, version, Life::Draft, Life::Open).await
}

/// Closes an open congress: everything can be read and nothing changed.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/close",
    params(("congress" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn close(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    version: IfMatch,
) -> Result<Response, Problem> {
    move_to(&edge, &caller, &ids, version, Life::Open, Life::Closed).await
}

/// Opens a closed congress again.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/reopen",
    params(("congress" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn reopen(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    version: IfMatch,
) -> Result<Response, Problem> {
    move_to(&edge, &caller, &ids, version, Life::Closed, Life::Open).await
}

/// Archives a closed congress, for good.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/archive",
    params(("congress" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn archive(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    version: IfMatch,
) -> Result<Response, Problem> {
    move_to(&edge, &caller, &ids, version, Life::Closed, Life::Archived).await
}

/// Moves a congress on. Each way has its own verb, so that a second click on “open” is not a “reopen”.
async fn move_to(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    version: IfMatch,
    from: Life,
    to: Life,
) -> Result<Response, Problem> {
    let opens = from == Life::Draft;
    let units = if opens { Units::Needed } else { Units::Left };
    change::congress(edge, caller, ids, version, units, |scene, units| {
        let congress = scene.congress.clone().moved(from, to)?;
        let invited = units.iter().filter(|_| opens);
        let messages = invited
            .flat_map(|unit| invitations(None, unit, &congress))
            .collect();
        Ok((congress, messages))
    })
    .await
}
