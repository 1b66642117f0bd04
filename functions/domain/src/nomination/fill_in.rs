//! 填写: save what was typed. A draft may be incomplete; a form under review must stay complete.

use serde_json::{Map, Value};

use super::{Case, consent, state::State, submit::take_facts};
use crate::{
    decision::Decision,
    form::{self, Form},
    permission::Action,
    refusal::Refusal,
    window::china_date,
};

/// Decides on saving changed fields: field id → value, `null` to empty it. Fields left out stay as they are, so a masked
/// value is never sent back.
///
/// Only the form changes, except under first review, where the liaison completes the data: there the summary follows
/// and the trail names the fields.
///
/// # Errors
/// As [`Case::require`] for [`Action::FillIn`]; [`Refusal::Stale`] when the form is not at `version`;
/// [`Refusal::ConsentRequired`] for a certificate's number without consent;
/// [`Refusal::Invalid`] for fields or values that cannot be, pointers below `/changes`, or below `/values` for a form
/// under review that would no longer be complete.
pub fn fill_in(
    case: Case<'_>,
    before: &Form,
    version: u64,
    changes: &Map<String, Value>,
) -> Result<Decision, Refusal> {
    let role = case.require(Action::FillIn)?;
    if version != before.version {
        return Err(Refusal::Stale {
            expected: version,
            current: before.version,
        });
    }
    consent::require_for(case.nomination, role, changes)?;
    let mut form = before
        .with(&case.schema(), changes, &case.actor.name, case.now)
        .map_err(Refusal::Invalid)?;
    let mut decision = Decision::default();
    if case.nomination.state == State::FirstReviewPending {
        let faults = form::check::complete(&form.values, &case.schema(), china_date(case.now));
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let mut nomination = case.nomination.clone();
        nomination.changed_at = case.now;
        take_facts(&mut nomination, case, &form, &mut decision);
        let mut entry = case.entry(Action::FillIn, role, nomination.state);
        entry.changes = form.changed_since_submission();
        form = form.submitted();
        decision.unit = Some(case.touched_unit());
        decision.changed.push(nomination);
        decision.audit.push(entry);
    }
    decision.form = Some(form);
    Ok(decision)
}
