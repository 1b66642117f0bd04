//! Two final reviewers must approve, where the congress says so; one rejection suffices.

use super::{Approval, Case, review::Review};
use crate::{
    audit::Deed,
    decision::Decision,
    permission::{Action, Role},
    refusal::{Refusal, Said},
};

/// Whether an approval now would be the first of the two that are needed.
///
/// # Errors
/// [`Refusal::AnotherReviewerNeeded`] when the same person gave the first.
pub(super) fn is_first(case: Case<'_>) -> Result<bool, Refusal> {
    if !case.standing.congress.settings.four_eyes {
        return Ok(false);
    }
    match &case.nomination.approval {
        None => Ok(true),
        Some(first) if first.by == case.actor.phone => {
            Err(Refusal::AnotherReviewerNeeded { since: first.at })
        }
        Some(_) => Ok(false),
    }
}

/// The first approval: the nomination goes on waiting, and says whose it has.
pub(super) fn first(case: Case<'_>, role: Role, review: &Review) -> Decision {
    let mut nomination = case.nomination.clone();
    nomination.changed_at = case.now;
    nomination.approval = Some(Approval {
        by: case.actor.phone.clone(),
        name: case.actor.name.clone(),
        at: case.now,
    });
    let mut entry = case.entry(Action::FinalReview, role, nomination.state);
    entry.action = Deed::FinalApproveFirst;
    entry.opinion = review.kept_opinion();
    Decision {
        unit: Some(case.touched_unit()),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    }
}

/// The first approval taken back.
///
/// # Errors
/// As [`Case::require_at`]; [`Refusal::NothingToDo`] when there is none.
pub(super) fn revoke_first(case: Case<'_>, version: u64) -> Result<Decision, Refusal> {
    let role = case.require_at(version, Action::RevokeFinalReview)?;
    let mut nomination = case.nomination.clone();
    if nomination.approval.take().is_none() {
        return Err(Refusal::NothingToDo(Said::new(
            "此人还没有终审结果，无需撤销",
            "Nobody has approved this nomination, so there is nothing to revoke",
        )));
    }
    nomination.changed_at = case.now;
    let entry = case.entry(Action::RevokeFinalReview, role, nomination.state);
    Ok(Decision {
        unit: Some(case.touched_unit()),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}
