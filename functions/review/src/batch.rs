//! Many decisions in one request, each with its own result. Rows of one unit share transactions as long as nothing is the matter with them.

use std::collections::{BTreeMap, BTreeSet};

use api::{
    Caller, Edge, Problem, Scene, Target,
    command::{self, Besides},
    path::{OfNomination, OfUnit},
    problem::ProblemDocument,
    view::NominationView,
};
use axum::http::StatusCode;
use domain::{
    decision::Decision,
    form::Form,
    id::{CongressId, NominationId, UnitId},
    refusal::{Fault, FaultCode, Refusal},
};
use serde::Serialize;
use serde_json::value::RawValue;
use store::Wanted;
use tokio::task::JoinSet;
use utoipa::ToSchema;

/// The most rows of one request.
pub(crate) const MOST_ROWS: usize = 100;
/// How many rows of a unit share a transaction: each is up to five of its hundred writes, the unit itself three.
const TOGETHER: usize = 18;
/// How many units' rows are worked on at the same time.
const AT_ONCE: usize = 4;

/// What became of each row, in the order in which they were sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Results {
    #[schema(value_type = Vec<RowResult>)]
    results: Vec<Box<RawValue>>,
}

/// What became of one row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowResult {
    /// The nomination's id.
    nomination: String,
    /// Whether it was done.
    done: bool,
    /// Why not; `current` is the nomination as it is now where somebody was faster.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemDocument>,
    /// The nomination as it is now, where it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    nomination_view: Option<NominationView>,
}

/// One row: a nomination and what is to be done to it.
pub(crate) struct Row<T> {
    /// The unit that nominated.
    pub(crate) unit: UnitId,
    /// The nomination.
    pub(crate) nomination: NominationId,
    /// What.
    pub(crate) what: T,
}

/// The rows of a request, checked as a whole.
///
/// # Errors
/// `invalid_input` for none or too many rows and for a nomination that stands there twice, with pointers below `/{list}`.
pub(crate) fn check<T>(rows: &[Row<T>], list: &str) -> Result<(), Problem> {
    let mut faults = Vec::new();
    if rows.is_empty() || rows.len() > MOST_ROWS {
        faults.push(Fault::new(
            format!("/{list}"),
            FaultCode::OutOfRange,
            format!("一次可操作 1 至 {MOST_ROWS} 人"),
            format!("1 to {MOST_ROWS} people at a time"),
        ));
    }
    let mut seen = BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        if !seen.insert(&row.nomination) {
            faults.push(Fault::new(
                format!("/{list}/{index}/nomination"),
                FaultCode::Repeated,
                "同一人员出现了两次，请去掉一个",
                "This nomination stands here twice; remove one",
            ));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::invalid(faults))
    }
}

/// What is done to each row.
pub(crate) struct Deed<T> {
    /// Whether the rule looks at the form.
    pub(crate) with_form: bool,
    /// The rule.
    pub(crate) decide: fn(&Scene, &T) -> Result<Decision, Refusal>,
}

impl<T> Clone for Deed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Deed<T> {}

/// Carries all rows out and answers what became of each.
///
/// # Errors
/// None for a single row. `unauthenticated` when nobody is signed in: that is so for all of them.
pub(crate) async fn run<T: Clone + Send + Sync + 'static>(
    edge: &Edge,
    caller: &Caller,
    congress: &CongressId,
    rows: Vec<Row<T>>,
    deed: Deed<T>,
) -> Result<Results, Problem> {
    let mut by_unit: BTreeMap<UnitId, Vec<(usize, Row<T>)>> = BTreeMap::new();
    for (index, row) in rows.into_iter().enumerate() {
        by_unit
            .entry(row.unit.clone())
            .or_default()
            .push((index, row));
    }
    let mut waiting = by_unit.into_values();
    let mut running = JoinSet::new();
    let mut done: BTreeMap<usize, Box<RawValue>> = BTreeMap::new();
    loop {
        while running.len() < AT_ONCE
            && let Some(of_unit) = waiting.next()
        {
            let (edge, caller, congress) = (edge.clone(), caller.clone(), congress.clone());
            let work = one_unit(edge, caller, congress, of_unit, deed);
            running.spawn(api::language::scope(api::language::current(), work));
        }
        match running.join_next().await {
            Some(Ok(results)) => done.extend(results?),
            Some(Err(error)) => std::panic::resume_unwind(error.into_panic()),
            None => break,
        }
    }
    Ok(Results {
        results: done.into_values().collect(),
    })
}

async fn one_unit<T>(
    edge: Edge,
    caller: Caller,
    congress: CongressId,
    rows: Vec<(usize, Row<T>)>,
    deed: Deed<T>,
) -> Result<Vec<(usize, Box<RawValue>)>, Problem> {
    let mut results = Vec::with_capacity(rows.len());
    for some in rows.chunks(TOGETHER) {
        let alone: Vec<&Row<T>> = some.iter().map(|(_, row)| row).collect();
        let mut done = together(&edge, &caller, &congress, &alone, deed)
            .await
            .unwrap_or_default();
        for (index, row) in some {
            let result = match done.remove(&row.nomination) {
                Some(result) => result,
                None => one_row(&edge, &caller, &congress, row, deed).await?,
            };
            results.push((*index, result));
        }
    }
    Ok(results)
}

/// Some rows of a unit in one transaction. Answers nothing of a row that needs a second look, or of any of them when the transaction
/// was refused: each of those is carried out by itself then, which finds out what is the matter with it.
async fn together<T>(
    edge: &Edge,
    caller: &Caller,
    congress: &CongressId,
    rows: &[&Row<T>],
    deed: Deed<T>,
) -> Option<BTreeMap<NominationId, Box<RawValue>>> {
    let (first, _) = rows.split_first().filter(|(_, more)| !more.is_empty())?;
    let unit = &first.unit;
    let target = Target::from(&OfUnit {
        congress: congress.clone(),
        unit: unit.clone(),
    });
    let scene = Scene::load(edge, caller, &target).await.ok()?;
    if scene.done.is_some() || scene.reporting {
        return None;
    }
    let ids: Vec<NominationId> = rows.iter().map(|row| row.nomination.clone()).collect();
    let wanted = Wanted {
        congress: Some(congress),
        nominations: ids.iter().map(|id| (unit.clone(), id.clone())).collect(),
        ..Wanted::default()
    };
    let forms = async {
        if deed.with_form {
            edge.store.forms(&ids).await
        } else {
            Ok(Vec::new())
        }
    };
    let (loaded, forms) = tokio::try_join!(edge.store.load(&wanted), forms).ok()?;
    let mut decided = Vec::new();
    let mut after = scene.unit().clone();
    for row in rows {
        let found = loaded.nominations.iter();
        let Some(nomination) = found.clone().find(|one| one.id == row.nomination) else {
            continue;
        };
        let form = forms.iter().find(|form| form.nomination == row.nomination);
        let form = deed
            .with_form
            .then(|| form.cloned().unwrap_or_else(|| Form::of(nomination)));
        let scene = scene.at(&after, nomination.clone(), form);
        let Ok(decision) = (deed.decide)(&scene, &row.what) else {
            continue;
        };
        let (status, result) = done(&scene, &decision.committed());
        let (status, body) = command::body(status, &result).ok()?;
        after.clone_from(decision.unit.as_ref()?);
        decided.push((row, decision, status, body));
    }
    let callers: Vec<Caller> = decided
        .iter()
        .map(|(row, ..)| caller_of(caller, &row.nomination))
        .collect();
    let mut commands = Vec::new();
    let mut answers = BTreeMap::new();
    for ((row, decision, status, body), caller) in decided.into_iter().zip(&callers) {
        let record = command::idempotency(caller, &scene, status, &body);
        commands.push((decision, record));
        answers.insert(row.nomination.clone(), RawValue::from_string(body).ok()?);
    }
    let (store, now) = (&edge.store, scene.now);
    let committed = store.commit_together(&commands, now, || edge.new_id());
    committed.await.ok().map(|()| answers)
}

/// The caller with a row's own idempotency key.
fn caller_of(caller: &Caller, nomination: &NominationId) -> Caller {
    let key = caller.idempotency_key.as_deref().unwrap_or_default();
    Caller {
        idempotency_key: Some(format!("{key}-{nomination}")),
        ..caller.clone()
    }
}

async fn one_row<T>(
    edge: &Edge,
    caller: &Caller,
    congress: &CongressId,
    row: &Row<T>,
    deed: Deed<T>,
) -> Result<Box<RawValue>, Problem> {
    let target = Target::from(&OfNomination {
        congress: congress.clone(),
        unit: row.unit.clone(),
        nomination: row.nomination.clone(),
    });
    let target = if deed.with_form {
        target.with_form()
    } else {
        target
    };
    let caller = caller_of(caller, &row.nomination);
    let decide = |scene: &Scene| (deed.decide)(scene, &row.what).map_err(Problem::from);
    let ran = command::run_besides(edge, &caller, &target, &Besides::Nothing, decide, done).await;
    let body = match ran {
        Ok(answered) => answered.body,
        Err(problem) if problem.code() == api::Code::Unauthenticated => return Err(problem),
        Err(problem) => command::body(StatusCode::OK, &refused(row, problem))?.1,
    };
    RawValue::from_string(body).map_err(|_| Problem::not_found())
}

fn done(scene: &Scene, decision: &Decision) -> (StatusCode, RowResult) {
    let before = scene.nomination();
    let after = decision.nomination(&before.id).unwrap_or(before);
    let unit = decision.unit.as_ref().unwrap_or(scene.unit());
    let result = RowResult {
        nomination: before.id.to_string(),
        done: true,
        problem: None,
        nomination_view: Some(NominationView::in_scene(after, unit, scene)),
    };
    (StatusCode::OK, result)
}

fn refused<T>(row: &Row<T>, problem: Problem) -> RowResult {
    RowResult {
        nomination: row.nomination.to_string(),
        done: false,
        problem: Some(problem.speak(api::language::current())),
        nomination_view: None,
    }
}
