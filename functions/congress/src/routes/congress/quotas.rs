//! `POST /api/congresses/{congress}/quotas`

use api::{
    Caller, Code, Edge, Json, Problem, Scene, Target, admission,
    command::{idempotency, json, problem_of, replay},
    path::{Ids, OfCongress},
    problem::FaultView,
};
use axum::{
    extract::{self, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    category::Category,
    congress::convening::ADMINISTRATORS,
    history::{self, Deed, Entry},
    nomination::{Nomination, state::State},
    refusal::Fault,
    unit::{
        Unit,
        matrix::{Cell, Plan, breaks, plan},
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{CommitError, Consistency, UnitChange, unit_batches};
use utoipa::{IntoParams, ToSchema};

use crate::{change::body, entry};

/// How often it is planned anew because somebody was faster.
const MOST_ROUNDS: usize = 20;

/// For so many units each is asked for its own nominations; for more the congress is read in one pass.
const FEW_UNITS: usize = 8;

/// A look ahead or the change itself.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(in crate::routes) struct Which {
    /// Writes; otherwise it is only said what it would come to.
    confirm: bool,
}

/// What a change of quotas comes to.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct QuotaChange {
    /// Whether it was written.
    written: bool,
    /// How many units change.
    units: usize,
    /// What keeps it from being saved, and cells that somebody else changed meanwhile; pointers below `/units/{id}`.
    errors: Vec<FaultView>,
    /// Indicators that are met and would not be any more.
    breaks: Vec<BreakView>,
    /// Places of every category together, against what is planned.
    totals: Vec<TotalView>,
}

/// What would break in a unit.
#[derive(Debug, Serialize, ToSchema)]
struct BreakView {
    id: String,
    code: String,
    name: String,
    says: String,
}

/// One category's places together.
#[derive(Debug, Serialize, ToSchema)]
struct TotalView {
    category: &'static str,
    total: u64,
    planned: Option<u32>,
}

/// Changes cells of the quotas of many units at once. Without `confirm` nothing is written and the answer says what it would come
/// to. A cell that somebody else changed meanwhile is told and nothing is written. What cannot be one transaction is written in
/// several; should it break off, the same request finds the cells already written unchanged and goes on.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/quotas",
    params(("congress" = String, Path), Which),
    request_body(content = Object, description = "{cells: [{unit, category, trait, from, to}]}"),
    responses((status = 200, body = QuotaChange), (status = 403, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    extract::State(edge): extract::State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Query(which): Query<Which>,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    let (cells, faults) = entry::cells(request);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let matrix = Matrix {
        edge: &edge,
        scene: &scene,
        cells: &cells,
    };
    let units = edge.store.units(&ids.congress).await?;
    let plan = plan(&cells, &scene.congress, &units)?;
    if which.confirm {
        require_whole(&plan)?;
        return matrix.write(&caller, plan, &units).await;
    }
    let view = matrix.view(&plan, &units, false).await?;
    Ok(json(StatusCode::OK, body(&view)?))
}

/// Whether all of it can be saved.
///
/// # Errors
/// `stale_version` with every cell that somebody else changed, `invalid_input` with every fault.
fn require_whole(plan: &Plan) -> Result<(), Problem> {
    if !plan.stale.is_empty() {
        let problem = Problem::new(
            Code::StaleVersion,
            "有的格子刚刚被他人修改，没有保存任何内容，请核对标出的格子",
            "Somebody has just changed some of these cells; nothing was saved. Please check those marked",
        );
        return Err(problem.with_faults(plan.stale.clone()));
    }
    if plan.faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::invalid(plan.faults.clone()))
    }
}

struct Matrix<'a> {
    edge: &'a Edge,
    scene: &'a Scene,
    cells: &'a [Cell],
}

impl Matrix<'_> {
    /// Writes a plan, in as few transactions as it fits; the last one remembers the answer.
    async fn write(
        &self,
        caller: &Caller,
        mut plan: Plan,
        units: &[Unit],
    ) -> Result<Response, Problem> {
        let body = body(&self.view(&plan, units, true).await?)?;
        let record = idempotency(caller, self.scene, StatusCode::OK, &body);
        for _ in 0..MOST_ROUNDS + plan.changed.len() {
            let changes: Vec<UnitChange> = plan.changed.iter().map(change).collect();
            let Some(batch) = unit_batches(&changes).first().copied() else {
                return Ok(json(StatusCode::OK, body));
            };
            let length = batch.len();
            let last = record.clone().filter(|_| length == changes.len());
            match self.commit(batch, last).await {
                Ok(()) => drop(plan.changed.drain(..length)),
                Err(CommitError::Conflict) => {
                    let units = self.edge.store.units(&self.scene.congress.id).await?;
                    plan = domain::unit::matrix::plan(self.cells, &self.scene.congress, &units)?;
                    require_whole(&plan)?;
                }
                Err(CommitError::AlreadyDone(done)) => return replay(self.edge, self.scene, &done),
                Err(error) => return Err(problem_of(error)),
            }
        }
        Err(problem_of(CommitError::Conflict))
    }

    async fn commit(
        &self,
        batch: &[UnitChange],
        record: Option<store::Idempotency<'_>>,
    ) -> Result<(), CommitError> {
        let pairs = batch
            .iter()
            .filter_map(|one| one.before.as_ref().zip(one.after.as_ref()));
        let changes = pairs.flat_map(|(before, after)| history::of_quotas(before, after));
        let Scene {
            congress,
            actor,
            now,
            ..
        } = self.scene;
        let entry = Entry::new(&congress.id, actor, Deed::Quotas, changes.collect(), *now);
        let ids = || self.edge.new_id();
        self.edge
            .store
            .change_units(batch, &entry, &[], record, ids)
            .await
    }

    async fn view(
        &self,
        plan: &Plan,
        units: &[Unit],
        written: bool,
    ) -> Result<QuotaChange, Problem> {
        let language = self.scene.language;
        let broken = if written {
            Vec::new()
        } else {
            self.broken(plan).await?
        };
        let faults: Vec<Fault> = plan.stale.iter().chain(&plan.faults).cloned().collect();
        Ok(QuotaChange {
            written,
            units: plan.changed.len(),
            errors: faults
                .iter()
                .map(|fault| FaultView::of(fault, language))
                .collect(),
            breaks: broken,
            totals: self.totals(plan, units),
        })
    }

    async fn broken(&self, plan: &Plan) -> Result<Vec<BreakView>, Problem> {
        // A unit in which nobody is nominated has nothing that could break, and nothing to read.
        let at_work = plan
            .changed
            .iter()
            .filter(|(before, _)| before.counts.total() > 0);
        let at_work: Vec<&(Unit, Unit)> = at_work.collect();
        let nominations = self.nominations(&at_work).await?;
        let mut broken = Vec::new();
        for (before, after) in at_work {
            let own = nominations.iter().filter(|one| one.unit == before.id);
            let own: Vec<Nomination> = own.cloned().collect();
            let says = breaks(&self.scene.congress, before, after, &own);
            broken.extend(says.into_iter().map(|says| BreakView {
                id: after.id.to_string(),
                code: after.code.clone(),
                name: after.name.clone(),
                says: says.get(self.scene.language).to_owned(),
            }));
        }
        Ok(broken)
    }

    /// Everybody who holds a place in these units: a query each for a few, the whole congress in one pass for many.
    async fn nominations(&self, units: &[&(Unit, Unit)]) -> Result<Vec<Nomination>, Problem> {
        let store = &self.edge.store;
        if units.len() > FEW_UNITS {
            let holding = State::ALL.into_iter().filter(|state| state.holds_place());
            let holding: Vec<State> = holding.collect();
            return Ok(store.queue(&self.scene.congress.id, &holding).await?);
        }
        let mut nominations = Vec::new();
        for (unit, _) in units {
            let own = store.nominations_of_unit_at(&unit.congress, &unit.id, Consistency::Eventual);
            nominations.extend(own.await?);
        }
        Ok(nominations)
    }

    fn totals(&self, plan: &Plan, units: &[Unit]) -> Vec<TotalView> {
        let after = |unit: &Unit, category| {
            let changed = plan.changed.iter().find(|(before, _)| before.id == unit.id);
            changed
                .map_or(unit, |(_, after)| after)
                .quotas
                .places(category)
        };
        let total = |category: Category| {
            units
                .iter()
                .map(|unit| u64::from(after(unit, category)))
                .sum()
        };
        let categories = self.scene.congress.settings.categories.iter();
        categories
            .map(|(category, rule)| TotalView {
                category: category.code(),
                total: total(*category),
                planned: rule.planned,
            })
            .collect()
    }
}

fn change((before, after): &(Unit, Unit)) -> UnitChange {
    UnitChange {
        before: Some(before.clone()),
        after: Some(after.clone()),
    }
}
