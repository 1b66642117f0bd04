//! `GET /{congress}/queue`: nominations of all units, for the convener.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene, Target, admission,
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

/// From here on a page lies so deep that the search is cheaper than reading all rows before it.
const DEEPEST_FRONT: usize = 200;

/// Nominations of all units in the order in which they were submitted, or another one; without states named, all but the
/// deregistered. A change of the last moments may be missing.
#[utoipa::path(get, path = "/{congress}/queue", tag = "review", params(OfCongress, Filters),
    responses((status = 200, body = Page<NominationView>), (status = 401), (status = 404), (status = 422)))]
pub(crate) async fn queue(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    filter: Filter,
) -> Result<Json<Page<NominationView>>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let found = match (filter.front(), filter.unit()) {
        (Some(front), _) if front.rows <= DEEPEST_FRONT => {
            Found::front(&edge, &scene, front).await?
        }
        (_, Some(unit)) => Found::of_unit(&edge, &scene, &filter, &unit).await?,
        _ => Found::searched(&edge, &scene, &filter).await?,
    };
    Ok(Json(found.page(&scene)))
}

/// A page with what is said of the whole.
struct Found {
    rows: Vec<Nomination>,
    units: Vec<Unit>,
    total: usize,
    counts: Counts,
}

type Counts = BTreeMap<&'static str, u32>;

impl Found {
    /// A page from the front of a state's queue: the index as far as the page goes, and the board for names and numbers.
    async fn front(
        edge: &Edge,
        scene: &Scene,
        front: api::listing::Front,
    ) -> Result<Self, Problem> {
        let congress = &scene.congress.id;
        let (rows, units) = tokio::try_join!(
            edge.store
                .queue_front(congress, front.state, front.backwards, front.rows),
            edge.store.board(congress)
        )?;
        let counts = counts(&units);
        let total = counts.get(front.state.code()).copied().unwrap_or_default();
        Ok(Self {
            rows: rows.into_iter().skip(front.skip).collect(),
            units,
            total: usize::try_from(total).unwrap_or(usize::MAX),
            counts,
        })
    }

    /// A page of one unit: all of its nominations stand together.
    async fn of_unit(
        edge: &Edge,
        scene: &Scene,
        filter: &Filter,
        unit: &UnitId,
    ) -> Result<Self, Problem> {
        let congress = &scene.congress.id;
        let eventual = store::Consistency::Eventual;
        let (all, units) = tokio::try_join!(
            edge.store.nominations_of_unit_at(congress, unit, eventual),
            edge.store.board(congress)
        )?;
        let present: Vec<Nomination> = all
            .into_iter()
            .filter(|one| one.state.holds_place())
            .collect();
        let (rows, total) = filter.page(&present);
        Ok(Self {
            rows: rows.into_iter().cloned().collect(),
            counts: counts(&units),
            units,
            total,
        })
    }

    /// Any conditions and any order: everybody is looked at in the register, and the page's rows are fetched by their keys.
    async fn searched(edge: &Edge, scene: &Scene, filter: &Filter) -> Result<Self, Problem> {
        let congress = &scene.congress.id;
        let all = edge.store.register(congress).await?;
        let (places, total) = filter.turn_to(&all);
        let wanted: Vec<_> = places
            .iter()
            .map(|place| (&all[*place].unit, &all[*place].id))
            .collect();
        let (mut rows, units) = edge.store.nominations_with_units(congress, &wanted).await?;
        rows.sort_by_key(|row| wanted.iter().position(|(_, id)| **id == row.id));
        let mut counts: Counts = NominationState::ALL.map(|state| (state.code(), 0)).into();
        for one in &all {
            *counts.entry(one.state.code()).or_default() += 1;
        }
        Ok(Self {
            rows,
            units,
            total,
            counts,
        })
    }

    fn page(&self, scene: &Scene) -> Page<NominationView> {
        let units: BTreeMap<&UnitId, &Unit> =
            self.units.iter().map(|unit| (&unit.id, unit)).collect();
        let view = |one: &Nomination| {
            let unit = units.get(&one.unit)?;
            let actor = Actor::of(&scene.actor.phone, &scene.congress, Some(unit), Some(one));
            Some(NominationView::new(one, unit, scene, &actor))
        };
        Page {
            items: self.rows.iter().filter_map(view).collect(),
            total: self.total,
            counts: self.counts.clone(),
        }
    }
}

/// How many stand in each state, by what the units count.
fn counts(units: &[Unit]) -> Counts {
    let count = |state: NominationState| {
        let of_units = units.iter().map(|unit| unit.counts.in_state(state));
        (state.code(), of_units.sum())
    };
    NominationState::ALL.map(count).into()
}
