//! `GET /api/congresses/{congress}/progress`

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene, Target, admission,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    category::Category,
    congress::convening::CONVENERS,
    nomination::state::State as Stands,
    progress::{Progress, Standing},
    unit::Unit,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Where every unit is.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct ProgressView {
    /// Every unit, in the order of their codes.
    items: Vec<UnitProgress>,
    /// How many units are at each place of the journey.
    by_progress: Vec<ProgressShare>,
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
    /// How many liaisons can be told.
    liaisons: usize,
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
    /// When the stage of what is left closes for this unit.
    closes_at: Option<String>,
    /// Days until then, a begun one counted; 0 once it is closed.
    days_left: Option<i64>,
    /// Work of its own is left, and time is short.
    lags: bool,
}

/// Where every unit is in the journey, for the convener. Costs a query of the units and nothing per nominee.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/progress",
    params(("congress" = String, Path)),
    responses((status = 200, body = ProgressView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<ProgressView>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let mut units = edge.store.units(&ids.congress).await?;
    units.sort_by(|one, other| one.code.cmp(&other.code));
    let items: Vec<_> = units.iter().map(|unit| progress_of(unit, &scene)).collect();
    let share = |progress: Progress| ProgressShare {
        code: progress.code(),
        name: progress.name().get(scene.language),
        count: items
            .iter()
            .filter(|unit| unit.progress == progress.code())
            .count(),
    };
    Ok(Json(ProgressView {
        by_progress: Progress::ALL.map(share).into(),
        items,
    }))
}

fn progress_of(unit: &Unit, scene: &Scene) -> UnitProgress {
    let standing = Standing::of(unit, &scene.congress.settings.windows, scene.now);
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
        liaisons: unit.liaisons.len(),
        progress: standing.progress.code(),
        progress_name: standing.progress.name().get(scene.language),
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
        closes_at: standing.closes_at.map(|at| at.to_string()),
        days_left: standing.days_left,
        lags: standing.lags,
    }
}
