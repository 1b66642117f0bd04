//! How a notice is changed: load → decide → commit, on the version that was seen.

use api::{
    Caller, Edge, IfMatch, Problem, Scene, Target, admission,
    command::{idempotency, problem_of, replay},
    path::OfCongress,
};
use axum::{http::StatusCode, response::Response};
use domain::{
    congress::convening::ADMINISTRATORS,
    id::{CongressId, NoticeId},
    notice::{Act, Notice, NoticeEntry},
    refusal::Refusal,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use store::CommitError;
use utoipa::IntoParams;

use super::view::NoticeView;
use crate::{
    change::{body, versioned},
    entry,
};

/// `/{congress}/notices/{notice}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(in crate::routes) struct OfNotice {
    /// The congress.
    #[param(value_type = String)]
    pub(super) congress: CongressId,
    /// The notice.
    #[param(value_type = String)]
    pub(super) notice: NoticeId,
}

impl OfNotice {
    /// Of which congress.
    pub(super) fn congress(&self) -> OfCongress {
        OfCongress {
            congress: self.congress.clone(),
        }
    }
}

/// The scene of an administrator of the congress.
pub(super) async fn scene(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
) -> Result<Scene, Problem> {
    admission::scene(edge, caller, &Target::from(ids), ADMINISTRATORS).await
}

/// Who acts, now.
pub(super) fn act(scene: &Scene) -> Act {
    Act {
        at: scene.now,
        by: scene.actor.name.clone(),
    }
}

/// A notice that there is.
pub(super) async fn load(edge: &Edge, ids: &OfNotice) -> Result<Notice, Problem> {
    let found = edge.store.notice(&ids.congress, &ids.notice).await?;
    found.ok_or_else(Problem::not_found)
}

/// The notice in a body.
///
/// # Errors
/// Every fault found while reading, together with those that `decide` finds.
pub(super) fn read(
    request: Value,
    decide: impl FnOnce(NoticeEntry) -> Result<Notice, Refusal>,
) -> Result<Notice, Problem> {
    let (read, faults) = entry::notice(request);
    match decide(read) {
        Ok(notice) if faults.is_empty() => Ok(notice),
        Ok(_) => Err(Problem::invalid(faults)),
        Err(refusal) => Err(entry::together(faults, refusal)),
    }
}

/// Refuses a version that is not the one there is, with how it is now.
pub(super) fn require_version(
    notice: &Notice,
    IfMatch(expected): IfMatch,
    scene: &Scene,
) -> Result<(), Problem> {
    if expected == notice.version {
        return Ok(());
    }
    let current = notice.version;
    let now = NoticeView::new(notice, scene.now, scene.language);
    Err(Problem::from(Refusal::Stale { expected, current }).with_current(now))
}

/// Writes a notice and answers it. Its pages are due at each of `due`.
pub(super) async fn commit(
    edge: &Edge,
    caller: &Caller,
    scene: &Scene,
    after: Notice,
    due: &[Timestamp],
    status: StatusCode,
) -> Result<Response, Problem> {
    let committed = Notice {
        version: after.version + 1,
        ..after.clone()
    };
    let body = body(&NoticeView::new(&committed, scene.now, scene.language))?;
    let record = idempotency(caller, scene, status, &body);
    match edge
        .store
        .commit_notice(&after, due, record, scene.now)
        .await
    {
        Ok(()) => Ok(versioned(status, committed.version, body)),
        Err(CommitError::AlreadyDone(done)) => replay(edge, scene, &done),
        Err(error) => Err(problem_of(error)),
    }
}
