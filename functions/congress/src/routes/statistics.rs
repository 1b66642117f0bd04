//! `GET /api/congresses/{congress}/statistics`

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    category::Category,
    composition::{Composition, composition},
    congress::convening::CONVENERS,
    nomination::state::State as Stands,
    progress::Progress,
    unit::Unit,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Where every unit is, and who the nominees are.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Statistics {
    /// Every unit, in the order of their codes.
    units: Vec<UnitProgress>,
    /// How many units are at each place of the journey.
    by_progress: Vec<ProgressShare>,
    /// All nominees who hold a place.
    #[schema(value_type = Object)]
    composition: Composition,
}

/// How many units are somewhere.
#[derive(Debug, Serialize, ToSchema)]
struct ProgressShare {
    code: &'static str,
    name: &'static str,
    count: usize,
}

/// Where one unit is.
#[derive(Debug, Serialize, ToSchema)]
struct UnitProgress {
    id: String,
    code: String,
    name: String,
    kind: &'static str,
    /// Its place in the journey: `not_started`, `nominating`, `filling_in`, `reviewing`, `reported`, `completed`.
    progress: &'static str,
    progress_name: &'static str,
    /// Places of all categories; a committee member's is a delegate's too and counted once.
    places: u32,
    /// People who hold one.
    allocated: u32,
    /// People in each state.
    states: BTreeMap<&'static str, u32>,
    last_activity_at: Option<String>,
}

/// Progress of every unit and the composition of all nominees, for the convener.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/statistics",
    params(("congress" = String, Path)),
    responses((status = 200, body = Statistics), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Statistics>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let holding: Vec<_> = Stands::ALL
        .into_iter()
        .filter(|state| state.holds_place())
        .collect();
    let (mut units, nominations) = tokio::try_join!(
        edge.store.units(&ids.congress),
        edge.store.queue(&ids.congress, &holding)
    )?;
    units.sort_by(|one, other| one.code.cmp(&other.code));
    let share = |progress: Progress| ProgressShare {
        code: progress.code(),
        name: progress.name().get(scene.language),
        count: units
            .iter()
            .filter(|unit| Progress::of(unit) == progress)
            .count(),
    };
    Ok(Json(Statistics {
        by_progress: Progress::ALL.map(share).into(),
        units: units.iter().map(|unit| progress_of(unit, &scene)).collect(),
        composition: composition(&nominations, &scene.congress.settings, scene.language),
    }))
}

fn progress_of(unit: &Unit, scene: &api::Scene) -> UnitProgress {
    let progress = Progress::of(unit);
    let states = Stands::ALL
        .into_iter()
        .map(|state| (state.code(), unit.counts.in_state(state)));
    // Rule 2: a committee member takes up a delegate's place, so those places are the delegates'.
    let own_places = |category: &Category| *category != Category::CommitteeMember;
    UnitProgress {
        id: unit.id.to_string(),
        code: unit.code.clone(),
        name: unit.name.clone(),
        kind: unit.kind.code(),
        progress: progress.code(),
        progress_name: progress.name().get(scene.language),
        places: Category::ALL
            .iter()
            .filter(|one| own_places(one))
            .map(|one| unit.quotas.places(*one))
            .sum(),
        allocated: Category::ALL
            .into_iter()
            .map(|one| unit.counts.allocated(one))
            .sum(),
        states: states.filter(|(_, count)| *count > 0).collect(),
        last_activity_at: unit.last_activity_at.map(|at| at.to_string()),
    }
}
