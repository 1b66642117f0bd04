//! The ways in which a congress or a unit is changed: load → decide → commit, again when somebody was faster, once per
//! idempotency key.

use api::{
    Caller, Code, Edge, IfMatch, Problem, Scene, Target, admission,
    command::{idempotency, json, problem_of, replay},
    factor,
    path::{OfCongress, OfUnit},
    view::{CongressView, UnitView},
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    congress::{Congress, convening::ADMINISTRATORS},
    history::{self, Deed, Entry},
    message::Message,
    permission::Actor,
    refusal::Refusal,
    unit::{Unit, invitation::invitations},
};
use serde::Serialize;
use store::{CommitError, UnitChange};

/// How often a change is decided anew because somebody was faster.
const MOST_ROUNDS: usize = 8;

/// Whether a decision on a congress needs its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Units {
    Needed,
    Left,
}

/// Changes a congress as an administrator who saw it at `version`; answers how it is then. The decision answers the
/// congress and whom to tell.
///
/// # Errors
/// As [`admission::scene`]; `stale_version` with the congress as it is; what the decision answers; `busy`.
pub(crate) async fn congress(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    version: IfMatch,
    units: Units,
    decide: impl Fn(&Scene, &[Unit]) -> Result<(Congress, Vec<Message>), Problem>,
) -> Result<Response, Problem> {
    for _ in 0..MOST_ROUNDS {
        let scene = admission::scene(edge, caller, &Target::from(ids), ADMINISTRATORS).await?;
        if let Some(done) = &scene.done {
            return replay(edge, &scene, done);
        }
        if let Err(refusal) = require_version(scene.congress.version, version) {
            return Err(Problem::from(refusal)
                .with_current(CongressView::new(&scene.congress, &scene.actor)));
        }
        let units = match units {
            Units::Needed => edge.store.units(&ids.congress).await?,
            Units::Left => Vec::new(),
        };
        let (after, messages) = decide(&scene, &units)?;
        let committed = Congress {
            version: scene.congress.version + 1,
            ..after.clone()
        };
        let actor = Actor::of(&scene.session.phone, &committed, None, None);
        let body = body(&CongressView::new(&committed, &actor))?;
        let record = idempotency(caller, &scene, StatusCode::OK, &body);
        let (deed, changes) = history::of_congress(&scene.congress, &after);
        let entry = Entry::new(&ids.congress, &scene.actor, deed, changes, scene.now);
        let before = Some(&scene.congress);
        let commit = edge
            .store
            .change_congress(before, &after, &entry, &messages, record, || edge.new_id());
        match commit.await {
            Ok(()) => return Ok(versioned(StatusCode::OK, committed.version, body)),
            Err(CommitError::Conflict) => {}
            Err(CommitError::AlreadyDone(done)) => return replay(edge, &scene, &done),
            Err(error) => return Err(problem_of(error)),
        }
    }
    Err(problem_of(CommitError::Conflict))
}

/// What is to become of a unit.
pub(crate) struct Change {
    /// As it is to be; `None` removes it.
    pub(crate) after: Option<Unit>,
    /// What is answered.
    pub(crate) status: StatusCode,
}

/// Changes a unit as an administrator; answers how it is then. Liaisons who are new are invited; a change of
/// liaisons asks for a fresh second factor.
///
/// # Errors
/// As [`admission::scene`]; `fresh_factor_required`; `stale_version` with the unit as it is, where a version was given; what the decision answers; `busy`.
pub(crate) async fn unit(
    edge: &Edge,
    caller: &Caller,
    ids: &OfUnit,
    version: Option<IfMatch>,
    decide: impl Fn(&Scene, &[Unit]) -> Result<Change, Problem>,
) -> Result<Response, Problem> {
    for _ in 0..MOST_ROUNDS {
        let scene = admission::scene(edge, caller, &Target::from(ids), ADMINISTRATORS).await?;
        if let Some(done) = &scene.done {
            return replay(edge, &scene, done);
        }
        let before = scene.unit();
        if let Some(Err(refusal)) = version.map(|version| require_version(before.version, version))
        {
            return Err(Problem::from(refusal).with_current(UnitView::new(before, &scene.congress)));
        }
        let units = edge.store.units(&ids.congress).await?;
        let Change { after, status } = decide(&scene, &units)?;
        if after
            .as_ref()
            .is_some_and(|after| after.liaisons != before.liaisons)
        {
            factor::require_fresh(&scene.session, scene.now)?;
        }
        let committed = after.clone().map(|after| Unit {
            version: before.version + 1,
            ..after
        });
        let shown = committed
            .as_ref()
            .map(|unit| UnitView::new(unit, &scene.congress));
        let body = shown.as_ref().map(body).transpose()?.unwrap_or_default();
        let invited = after
            .as_ref()
            .map(|after| invitations(Some(before), after, &scene.congress));
        let deed = match &after {
            None => Deed::UnitRemoved,
            Some(after) if after.extensions != before.extensions => Deed::Extended,
            Some(_) => Deed::UnitChanged,
        };
        let changes = history::of_unit(Some(before), after.as_ref());
        let entry = Entry::new(&ids.congress, &scene.actor, deed, changes, scene.now);
        let change = [UnitChange {
            before: Some(before.clone()),
            after,
        }];
        let record = idempotency(caller, &scene, status, &body);
        let messages = invited.unwrap_or_default();
        let commit = edge
            .store
            .change_units(&change, &entry, &messages, record, || edge.new_id());
        match commit.await {
            Ok(()) => {
                return Ok(match committed {
                    Some(unit) => versioned(status, unit.version, body),
                    None => status.into_response(),
                });
            }
            Err(CommitError::Conflict) => {}
            Err(CommitError::AlreadyDone(done)) => return replay(edge, &scene, &done),
            Err(error) => return Err(problem_of(error)),
        }
    }
    Err(problem_of(CommitError::Conflict))
}

fn require_version(current: u64, IfMatch(expected): IfMatch) -> Result<(), Refusal> {
    if expected == current {
        Ok(())
    } else {
        Err(Refusal::Stale { expected, current })
    }
}

/// A view as text: what is answered now is what is answered again to the same idempotency key.
pub(crate) fn body(view: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(view).map_err(|_| {
        Problem::new(
            Code::Internal,
            "系统出错，请稍后重试",
            "Something went wrong; please try again",
        )
    })
}

/// A view with its version.
pub(crate) fn versioned(status: StatusCode, version: u64, body: String) -> Response {
    let mut response = json(status, body);
    if let Ok(tag) = HeaderValue::try_from(format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
