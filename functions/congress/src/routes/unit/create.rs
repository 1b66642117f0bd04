//! `POST /api/congresses/{congress}/units`

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    command::{idempotency, problem_of, replay},
    factor,
    path::{Ids, OfCongress},
    view::UnitView,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    congress::convening::ADMINISTRATORS,
    history::{self, Deed, Entry},
    id::UnitId,
    unit::{Unit, invitation::invitations},
};
use serde_json::Value;
use store::{CommitError, UnitChange};

use crate::{
    change::{body, versioned},
    entry,
};

/// How often it is decided anew because somebody took the code.
const MOST_ROUNDS: usize = 3;

/// Invites a unit.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/units",
    params(("congress" = String, Path)),
    request_body(content = Object, description = "UnitInput"),
    responses((status = 201, body = UnitView), (status = 403, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    let (entered, faults) = entry::unit(request);
    let id = UnitId::parse(&edge.new_id()).expect("a UUID is an id");
    for _ in 0..MOST_ROUNDS {
        let scene = admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
        if let Some(done) = &scene.done {
            return replay(&edge, &scene, done);
        }
        let units = edge.store.units(&ids.congress).await?;
        let unit = match entered.found(id.clone(), &scene.congress, &units) {
            Ok(unit) if faults.is_empty() => unit,
            Ok(_) => return Err(Problem::invalid(faults)),
            Err(refusal) => return Err(entry::together(faults, refusal)),
        };
        if !unit.liaisons.is_empty() {
            factor::require_fresh(&scene.session, scene.now)?;
        }
        let committed = Unit {
            version: 1,
            ..unit.clone()
        };
        let body = body(&UnitView::new(&committed, &scene.congress))?;
        let status = StatusCode::CREATED;
        let messages = invitations(None, &unit, &scene.congress);
        let changes = history::of_unit(None, Some(&unit));
        let actor = &scene.actor;
        let entry = Entry::new(&ids.congress, actor, Deed::UnitAdded, changes, scene.now);
        let change = [UnitChange {
            before: None,
            after: Some(unit),
        }];
        let record = idempotency(&caller, &scene, status, &body);
        let commit = edge
            .store
            .change_units(&change, &entry, &messages, record, || edge.new_id());
        match commit.await {
            Ok(()) => return Ok(versioned(status, committed.version, body)),
            Err(CommitError::Conflict) => {}
            Err(CommitError::AlreadyDone(done)) => return replay(&edge, &scene, &done),
            Err(error) => return Err(problem_of(error)),
        }
    }
    Err(problem_of(CommitError::Conflict))
}
