//! `GET /api/congresses/{congress}/units`

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    path::{Ids, OfCongress},
    view::UnitView,
};
use axum::extract::{Query, State};
use domain::congress::convening::CONVENERS;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which units.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(in crate::routes) struct Which {
    /// Part of the name, or the code.
    name: String,
}

/// The units of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Units {
    /// In the order of their codes.
    items: Vec<UnitView>,
    /// How many.
    total: usize,
}

/// All units with quotas and counts, for the convener.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/units",
    params(("congress" = String, Path), Which),
    responses((status = 200, body = Units), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Query(which): Query<Which>,
) -> Result<Json<Units>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let mut units = edge.store.units(&ids.congress).await?;
    let wanted = which.name.trim();
    units.retain(|unit| unit.name.contains(wanted) || unit.code == wanted);
    units.sort_by(|one, other| one.code.cmp(&other.code));
    let items: Vec<_> = units
        .iter()
        .map(|unit| UnitView::new(unit, &scene.congress))
        .collect();
    Ok(Json(Units {
        total: items.len(),
        items,
    }))
}
