//! 提交 in whatever state: to first review, or, after final review sent it back, straight to the convener again.

use super::{
    Case, Nomination,
    state::State,
    submit::{resubmit, submit},
};
use crate::{decision::Decision, form::Form, refusal::Refusal};

/// Decides on a submission. `nominations` are all of the unit's where [`needs_unit`] says so.
///
/// # Errors
/// As [`submit`] or [`resubmit`].
pub fn hand_in(
    case: Case<'_>,
    form: &Form,
    version: u64,
    nominations: &[Nomination],
) -> Result<Decision, Refusal> {
    if needs_unit(case.nomination) {
        resubmit(case, form, version, nominations)
    } else {
        submit(case, form, version)
    }
}

/// Whether a submission now looks at the unit's other nominations: only where the indicators are checked again.
pub fn needs_unit(nomination: &Nomination) -> bool {
    nomination.state == State::FinalReviewRejected
}
