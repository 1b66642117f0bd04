//! `POST /api/congresses/{congress}/unit-imports` and `…/liaison-imports`

use api::{
    Caller, Code, Edge, Problem, Scene, Target, admission,
    command::{idempotency, json, problem_of, replay},
    factor,
    path::{Ids, OfCongress},
};
use axum::{
    extract::{Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use domain::{
    congress::convening::ADMINISTRATORS,
    history::{self, Deed, Entry},
    id::UnitId,
    sheet::{Row, Verdict},
    unit::{
        import::{Plan, Planned, plan, plan_liaisons},
        invitation::invitations,
    },
};
use serde::Deserialize;
use sheet::Received;
use store::{CommitError, UnitChange, unit_batches};
use utoipa::IntoParams;

use super::view::{ImportView, digest, faults, fingerprint};
use crate::change::body;

/// How often it is planned anew because somebody was faster.
const MOST_ROUNDS: usize = 20;
/// Preview or confirmation.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(in crate::routes) struct Import {
    /// Writes what the preview named by `If-Match` showed.
    confirm: bool,
    /// Writes the good rows though others have errors.
    good_rows_only: bool,
}

/// Which table is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Units with their quotas.
    Units,
    /// Liaisons of units.
    Liaisons,
}

/// Imports units from CSV or a workbook: first a preview with a verdict per row, which writes nothing; then, confirmed, the
/// same file again with the preview's digest. What cannot be one transaction is written in several; should it break off, the
/// same file finds those units unchanged and goes on with the rest.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/unit-imports",
    params(("congress" = String, Path), Import, ("If-Match" = Option<String>, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportView), (status = 412, body = api::problem::ProblemDocument), (status = 413, body = api::problem::ProblemDocument), (status = 415, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 428, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn units(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Query(import): Query<Import>,
    request: Request,
) -> Result<Response, Problem> {
    handle(&edge, &caller, &ids, Table::Units, &import, request).await
}

/// Imports liaisons in the same way: a row adds one to a unit, or corrects the name of one.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/liaison-imports",
    params(("congress" = String, Path), Import, ("If-Match" = Option<String>, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportView), (status = 412, body = api::problem::ProblemDocument), (status = 413, body = api::problem::ProblemDocument), (status = 415, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 428, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn liaisons(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Query(import): Query<Import>,
    request: Request,
) -> Result<Response, Problem> {
    handle(&edge, &caller, &ids, Table::Liaisons, &import, request).await
}

async fn handle(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    table: Table,
    import: &Import,
    request: Request,
) -> Result<Response, Problem> {
    let scene = admission::scene(edge, caller, &Target::from(ids), ADMINISTRATORS).await?;
    if let Some(done) = &scene.done {
        return replay(edge, &scene, done);
    }
    let seen = preview_seen(request.headers());
    let Received { bytes, rows } = sheet::receive(request, edge).await?;
    let run = Run {
        edge,
        caller,
        scene: &scene,
        table,
        rows: &rows,
    };
    let plan = run.plan().await?;
    let named = digest(&bytes, &plan);
    let view = |written| ImportView::new(&plan, named.clone(), written, scene.language);
    if !import.confirm {
        return Ok(json(StatusCode::OK, body(&view(false))?));
    }
    factor::require_fresh(&scene.session, scene.now)?;
    let seen = seen.ok_or_else(|| {
        Problem::new(
            Code::VersionRequired,
            "请先预览，核对无误后再确认导入",
            "Look at the preview first; confirm with its digest in If-Match",
        )
    })?;
    if seen != named {
        return Err(changed_meanwhile().with_current(view(false)));
    }
    if plan.count(Verdict::Error) > 0 && !import.good_rows_only {
        return Err(Problem::invalid(faults(&plan)));
    }
    run.write(&plan, &view(true)).await
}

fn preview_seen(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::IF_MATCH)?.to_str().ok()?;
    Some(value.trim_matches('"').to_owned())
}

fn changed_meanwhile() -> Problem {
    Problem::new(
        Code::StaleVersion,
        "预览之后文件或单位信息有变化，尚未写入的部分已停止，请核对新的预览后再确认",
        "The file or the units changed after the preview; writing stopped. Please check the new preview",
    )
}

/// An import under way.
pub(super) struct Run<'a> {
    pub(super) edge: &'a Edge,
    pub(super) caller: &'a Caller,
    pub(super) scene: &'a Scene,
    pub(super) table: Table,
    pub(super) rows: &'a [Row],
}

impl Run<'_> {
    /// What the file would do to the congress as it is.
    pub(super) async fn plan(&self) -> Result<Plan, Problem> {
        let congress = &self.scene.congress;
        let units = self.edge.store.units(&congress.id).await?;
        let new_id = || UnitId::parse(&self.edge.new_id()).expect("a UUID is an id");
        Ok(match self.table {
            Table::Units => plan(self.rows, congress, &units, new_id)?,
            Table::Liaisons => plan_liaisons(self.rows, congress, &units)?,
        })
    }

    /// Writes what a plan says, in as few transactions as it fits; the last one remembers the answer.
    async fn write(&self, plan: &Plan, view: &ImportView) -> Result<Response, Problem> {
        let body = body(view)?;
        let record = idempotency(self.caller, self.scene, StatusCode::OK, &body);
        let mut left: Vec<Planned> = plan
            .rows
            .iter()
            .filter(|row| row.writes())
            .cloned()
            .collect();
        for _ in 0..MOST_ROUNDS + left.len() {
            let changes: Vec<_> = left.iter().map(change).collect();
            let Some(batch) = unit_batches(&changes).first().copied() else {
                return Ok(json(StatusCode::OK, body));
            };
            let last = record.clone().filter(|_| batch.len() == changes.len());
            match self.commit(batch, last).await {
                Ok(()) => drop(left.drain(..batch.len())),
                Err(CommitError::Conflict) => left = self.again(&left).await?,
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
        let congress = &self.scene.congress;
        let invited = batch
            .iter()
            .filter_map(|one| Some((one.before.as_ref(), one.after.as_ref()?)));
        let messages: Vec<_> = invited
            .flat_map(|(before, after)| invitations(before, after, congress))
            .collect();
        let changes = batch
            .iter()
            .flat_map(|one| history::of_unit(one.before.as_ref(), one.after.as_ref()));
        let (actor, now) = (&self.scene.actor, self.scene.now);
        let entry = Entry::new(&congress.id, actor, Deed::Imported, changes.collect(), now);
        self.edge
            .store
            .change_units(batch, &entry, &messages, record, || self.edge.new_id())
            .await
    }

    /// The rows that are left, on the units as they are now. Somebody nominated meanwhile: then they mean the same as before.
    ///
    /// # Errors
    /// `stale_version` when one of them means something else.
    async fn again(&self, left: &[Planned]) -> Result<Vec<Planned>, Problem> {
        let plan = self.plan().await?;
        let now_meant = |row: &Planned| {
            let now = plan.rows.iter().find(|now| now.line == row.line);
            now.filter(|now| fingerprint(now) == fingerprint(row))
                .cloned()
        };
        let again: Option<Vec<_>> = left.iter().map(now_meant).collect();
        again.ok_or_else(changed_meanwhile)
    }
}

fn change(row: &Planned) -> UnitChange {
    UnitChange {
        before: row.before.clone(),
        after: row.after.clone(),
    }
}
