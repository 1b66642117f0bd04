//! 注销: remove a nominee and free the place. The trail keeps them.

use super::{Case, state::State};
use crate::{
    decision::{Claim, Decision, Person},
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
};

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 200;

/// Decides on a deregistration; the same person can be nominated again afterwards, by whomever.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Stale`]; [`Refusal::Invalid`] without a reason or with one too long.
pub fn deregister(case: Case<'_>, version: u64, reason: &str) -> Result<Decision, Refusal> {
    let role = case.require_at(version, Action::Deregister)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::Invalid(vec![Fault::required(
            "/reason",
            "注销原因",
            "the reason",
        )]));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Refusal::Invalid(vec![Fault::new(
            "/reason",
            FaultCode::TooLong,
            format!("注销原因最多 {LONGEST_REASON} 字"),
            format!("A reason has at most {LONGEST_REASON} characters"),
        )]));
    }
    let (unit, mut nomination, mut entry) =
        case.moved(Action::Deregister, role, State::Deregistered);
    entry.opinion = Some(reason.to_owned());
    let claim = |person| Claim {
        person,
        congress: nomination.congress.clone(),
        unit: nomination.unit.clone(),
        nomination: nomination.id.clone(),
        pointer: String::new(),
    };
    let mut releases = vec![claim(Person::Phone(nomination.phone.clone()))];
    releases.extend(
        nomination
            .certificate
            .clone()
            .map(|certificate| claim(Person::Certificate(certificate))),
    );
    nomination.certificate = None;
    Ok(Decision {
        unit: Some(unit),
        signed_out: Some(case.nomination.into()),
        changed: vec![nomination],
        releases,
        audit: vec![entry],
        ..Decision::default()
    })
}
