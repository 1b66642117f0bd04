//! 提交: the form is complete; the nomination goes to review. After final review sent it back, the unit submits it
//! again straight to the convener.

use super::{Case, Certificate, Nomination, eligibility, report, state::State};
use crate::{
    decision::{Claim, Decision, Person},
    form::{self, Form},
    indicator::indicators_of,
    permission::{Action, Role},
    refusal::{Fault, FaultCode, Refusal},
    window::china_date,
};

/// Decides on a submission to first review, for the first time or after being sent back.
///
/// # Errors
/// As [`Case::require`] for [`Action::Submit`]; [`Refusal::Stale`] when the form is not at `version`;
/// [`Refusal::Invalid`] with every fault of the form, pointers below `/values`.
pub fn submit(case: Case<'_>, form: &Form, version: u64) -> Result<Decision, Refusal> {
    let role = case.require(Action::Submit)?;
    require_form_version(form, version)?;
    decide(case, form, Action::Submit, role, State::FirstReviewPending)
}

/// Decides on the unit's submission of what final review sent back. The indicators are checked again: with the new
/// facts, and with whoever else final review sent back counted as coming again too, or two of them could never be
/// submitted one after the other. `nominations` are all of the unit's.
///
/// # Errors
/// As [`submit`] for [`Action::Resubmit`]; [`Refusal::IndicatorsRed`].
pub fn resubmit(
    case: Case<'_>,
    form: &Form,
    version: u64,
    nominations: &[Nomination],
) -> Result<Decision, Refusal> {
    let role = case.require(Action::Resubmit)?;
    require_form_version(form, version)?;
    let decision = decide(case, form, Action::Resubmit, role, State::Reported)?;
    let after: Vec<Nomination> = nominations
        .iter()
        .map(|one| {
            decision
                .changed
                .iter()
                .find(|changed| changed.id == one.id)
                .unwrap_or(one)
                .clone()
        })
        .collect();
    let counts = |state: State| state.counts_as_submitted() || state == State::FinalReviewRejected;
    report::require_met(indicators_of(case.standing, &after, counts))?;
    Ok(decision)
}

fn require_form_version(form: &Form, expected: u64) -> Result<(), Refusal> {
    let current = form.version;
    if expected == current {
        Ok(())
    } else {
        Err(Refusal::Stale { expected, current })
    }
}

/// What keeps a form from being submitted, the photo included: every fault, pointers below `/values`.
pub fn faults(case: Case<'_>, form: &Form) -> Vec<Fault> {
    let mut faults = form::check::complete(&form.values, &case.schema(), china_date(case.now));
    if !case.nomination.photo {
        faults.push(Fault::new(
            "/values/photo",
            FaultCode::Required,
            "请上传本人证件照",
            "Please upload a portrait photo",
        ));
        form::check::in_order(&case.schema(), &mut faults);
    }
    faults
}

fn decide(
    case: Case<'_>,
    form: &Form,
    action: Action,
    role: Role,
    to: State,
) -> Result<Decision, Refusal> {
    let mut faults = faults(case, form);
    if let Some(facts) = form::facts::facts(&form.values) {
        faults.extend(eligibility::faults_of_form(case, &facts));
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let (unit, mut nomination, mut entry) = case.moved(action, role, to);
    entry.changes = form.changed_since_submission();
    nomination.submitted_at = Some(case.now);
    nomination.submissions += 1;
    let mut decision = Decision {
        unit: Some(unit),
        audit: vec![entry],
        ..Decision::default()
    };
    take_facts(&mut nomination, case, form, &mut decision);
    decision.changed.push(nomination);
    decision.form = Some(form.submitted());
    Ok(decision)
}

/// Brings the summary in line with a complete form, claiming the certificate and releasing a former one.
pub(super) fn take_facts(
    nomination: &mut Nomination,
    case: Case<'_>,
    form: &Form,
    decision: &mut Decision,
) {
    nomination.facts = form::facts::facts(&form.values);
    if let Some(facts) = &mut nomination.facts {
        facts.answers = form::facts::listed(&form.values, &case.schema());
    }
    if let Some(name) = form.values.text(form::schema::NAME) {
        name.clone_into(&mut nomination.name);
    }
    let claimed = form::facts::certificate(&form.values);
    if claimed == nomination.certificate {
        return;
    }
    let claim = |certificate: Certificate| Claim {
        person: Person::Certificate(certificate),
        congress: nomination.congress.clone(),
        unit: nomination.unit.clone(),
        nomination: nomination.id.clone(),
        pointer: "/values/id_number".to_owned(),
    };
    decision
        .releases
        .extend(nomination.certificate.clone().map(claim));
    decision.claims.extend(claimed.clone().map(claim));
    nomination.certificate = claimed;
}
