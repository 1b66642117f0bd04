//! 单独同意: the consent to what is sensitive, the number of the certificate and the photo (PIPL, Articles 28 to 30), asked
//! apart from the terms, before the form takes either.
//!
//! The nominee gives it and can withdraw it (Article 15). A liaison who fills in on somebody's behalf attests that it was
//! given; the nominee is still asked when they come themselves. Each is an entry of the trail, with the version of the words
//! as its opinion; the last one counts. What withdrawing means is said on the page: the form takes neither any more, what was
//! done before stays lawful, and the liaison removes what is there by deregistering.

use super::Case;
use crate::{
    decision::Decision,
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
};

/// The version of the words that are agreed to (`site/messages/*/form.ftl`, `consent-…`).
pub const VERSION: &str = "2026-11";

/// Decides on giving consent, by the nominee, or on attesting it, by a liaison. Nobody's view becomes stale by it.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Invalid`] at `/version` when the words have changed since they were read.
pub fn give(case: Case<'_>, version: &str) -> Result<Decision, Refusal> {
    let decision = entry(case, Action::GiveConsent)?;
    if version == VERSION {
        return Ok(decision);
    }
    Err(Refusal::Invalid(vec![Fault::new(
        "/version",
        FaultCode::OutOfRange,
        "同意书内容已更新，请刷新页面，重新阅读后再确认",
        "The words have changed; please reload the page, read them and confirm again",
    )]))
}

/// Decides on withdrawing it.
///
/// # Errors
/// As [`Case::require`].
pub fn withdraw(case: Case<'_>) -> Result<Decision, Refusal> {
    entry(case, Action::WithdrawConsent)
}

/// The nomination's version stays, so the entry's place in the trail comes from the time: microseconds, far above any version.
fn entry(case: Case<'_>, action: Action) -> Result<Decision, Refusal> {
    let role = case.require(action)?;
    let mut entry = case.entry(action, role, case.nomination.state);
    entry.sequence = u64::try_from(case.now.as_microsecond()).unwrap_or(u64::MAX);
    entry.opinion = Some(VERSION.to_owned());
    Ok(Decision {
        noted: Some(case.nomination.clone()),
        audit: vec![entry],
        ..Decision::default()
    })
}
