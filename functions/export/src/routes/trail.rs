//! `GET /api/exports/{congress}/trail.csv`

use api::{
    Caller, Edge, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{congress::convening::ADMINISTRATORS, id::UnitId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    delivery::{deliver, failed},
    roster::Format,
    trail,
};

/// Of which unit.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Choice {
    /// A unit's id; all units when it is left out.
    unit: String,
}

/// Every step of every nomination as CSV, for the congress's administrators: who did what when, from which state to which, with
/// which opinion, and the links that make a later change show. It holds no phone and no certificate number.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/trail.csv",
    params(("congress" = String, Path), Choice),
    responses((status = 200, content_type = "text/csv"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(super) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Query(choice): Query<Choice>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
    let mut units = edge.store.units(&ids.congress).await?;
    if !choice.unit.is_empty() {
        let wanted = UnitId::parse(&choice.unit).map_err(|_| Problem::not_found())?;
        units.retain(|unit| unit.id == wanted);
        if units.is_empty() {
            return Err(Problem::not_found());
        }
    }
    units.sort_by(|one, other| one.code.cmp(&other.code));
    let level = scene.congress.settings.level;
    let file = trail::file(&edge, &units, level, scene.language).await?;
    let file = file.map_err(|error| failed(&error))?;
    Ok(deliver(file, Format::Csv, "审计记录", "trail", scene.now))
}
