//! `GET /{congress}/queue`: nominations of all units, for the convener.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    listing::{Filter, Filters, Page},
    path::{Ids, OfCongress},
    view::NominationView,
};
use axum::extract::State;
use domain::{
    congress::convening::CONVENERS,
    id::UnitId,
    nomination::{Nomination, state::State as NominationState},
    permission::Actor,
    unit::Unit,
};

/// Nominations of all units in the order in which they were submitted; without states named, all but the deregistered.
#[utoipa::path(get, path = "/{congress}/queue", tag = "review", params(OfCongress, Filters),
    responses((status = 200, body = Page<NominationView>), (status = 401), (status = 404), (status = 422)))]
pub(crate) async fn queue(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    filter: Filter,
) -> Result<Json<Page<NominationView>>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let states = if filter.states.is_empty() {
        &NominationState::ALL
    } else {
        &*filter.states
    };
    let (all, units) = tokio::try_join!(
        edge.store.queue(&ids.congress, states),
        edge.store.units(&ids.congress)
    )?;
    let units: BTreeMap<&UnitId, &Unit> = units.iter().map(|unit| (&unit.id, unit)).collect();
    let (page, total) = filter.page(&all);
    let view = |one: &&Nomination| {
        let unit = units.get(&one.unit)?;
        let actor = Actor::of(&scene.actor.phone, &scene.congress, Some(unit), Some(one));
        Some(NominationView::new(one, unit, &scene, &actor))
    };
    let count = |state: NominationState| {
        (
            state.code(),
            units.values().map(|unit| unit.counts.in_state(state)).sum(),
        )
    };
    let counts = NominationState::ALL.map(count).into();
    Ok(Json(Page {
        items: page.iter().filter_map(view).collect(),
        total,
        counts,
    }))
}
