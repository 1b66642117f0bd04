//! 撤回: whoever has just decided takes the decision back, as if by a slip of the hand. It is a revocation by the same
//! person within seconds, and the decision's messages, which were held back for so long, are not sent. Both stand in the
//! trail: a decision that was taken back was taken all the same.

use jiff::{SignedDuration, Timestamp};

use super::{
    Case, Nomination,
    last_step::LastStep,
    review::back_under_review,
    state::{State, TRANSITIONS},
};
use crate::{
    audit::AuditEntry,
    decision::{Decision, Held},
    form::Form,
    permission::{Action, Actor},
    refusal::Refusal,
};

/// For how long pages offer it.
pub const OFFERED: SignedDuration = SignedDuration::from_secs(10);
/// For how long it is accepted, and for how long messages wait: what was pressed in the last second is still on its way.
pub const ACCEPTED: SignedDuration = SignedDuration::from_secs(15);

/// Decides on taking back what the actor has just decided.
///
/// # Errors
/// As [`Case::require`] for [`Action::Undo`]; [`Refusal::Stale`]; [`Refusal::TooLateToUndo`] when somebody else decided or it was
/// too long ago; [`Refusal::BeingCorrected`] when what was sent back is being edited already.
pub fn undo(case: Case<'_>, version: u64, form: &Form) -> Result<Decision, Refusal> {
    let role = case.require_at(version, Action::Undo)?;
    let step = case.nomination.last_step.as_ref();
    let step = step.filter(|step| is_of(step, case.actor, case.now));
    let step = step.ok_or(Refusal::TooLateToUndo)?;
    let from = case.nomination.state;
    let way = TRANSITIONS
        .iter()
        .find(|way| way.from == from && way.by == Action::Undo);
    let to = way.map_or(from, |way| way.to);
    let (unit, nomination, entry) = case.moved(Action::Undo, role, to);
    let mut decision = Decision {
        unit: Some(unit),
        changed: vec![nomination],
        audit: vec![entry],
        withdrawn: Some(held(case.nomination, step.sequence, step.at)),
        ..Decision::default()
    };
    if matches!(
        from,
        State::FirstReviewRejected | State::FinalReviewRejected
    ) {
        // What was sent back may be edited at once: an undo restores what was decided on, or nothing.
        if !form.changed_since_submission().is_empty() {
            return Err(Refusal::BeingCorrected);
        }
        back_under_review(case, form, &mut decision)?;
    }
    Ok(decision)
}

/// Whether this person has just decided on it.
pub fn is_open(nomination: &Nomination, actor: &Actor, now: Timestamp) -> bool {
    let step = nomination.last_step.as_ref();
    step.is_some_and(|step| is_of(step, actor, now))
}

fn is_of(step: &LastStep, actor: &Actor, now: Timestamp) -> bool {
    step.deed.is_decision() && step.by == actor.phone && now < step.at + ACCEPTED
}

/// Under which the messages of a decision wait.
pub(super) fn held_by(nomination: &Nomination, entry: &AuditEntry) -> Held {
    held(nomination, entry.sequence, entry.at)
}

fn held(nomination: &Nomination, sequence: u64, at: Timestamp) -> Held {
    Held {
        due_at: at + ACCEPTED,
        id: format!("{}-{sequence}", nomination.id),
    }
}
