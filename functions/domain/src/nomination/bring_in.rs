//! 从往届登记表带入: the nominee takes answers of their form at another congress into this one.
//!
//! The form was given for another purpose, so it is used here only with the person's consent (PIPL, Article 14): each time,
//! to words whose version stands in the trail. What is taken over is what they chose, and nothing else of the other congress
//! can be read here, its name included.

use super::{Case, consent};
use crate::{
    decision::Decision,
    form::{Form, changes::Change, former::Former, schema},
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
};

/// The version of the words that are agreed to (`site/messages/*/form.ftl`, `former-consent`).
pub const VERSION: &str = "2026-11";

/// What somebody takes over.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// The fields, by id.
    pub fields: &'a [String],
    /// Whether the photo too; only where the former form has one.
    pub photo: bool,
    /// The version of the words that were agreed to.
    pub consent: &'a str,
}

/// Decides on taking answers over. They stand in place of those that are there.
///
/// # Errors
/// As [`Case::require`] for [`Action::BringIn`]; [`Refusal::Stale`] when the form is not at `version`; [`Refusal::Invalid`] with
/// pointers `/consent` when the words have changed, `/fields` when nothing is taken, `/fields/{index}` for what cannot be; [`Refusal::ConsentRequired`] for the certificate's number and the photo without the
/// consent to them.
pub fn bring_in(
    case: Case<'_>,
    before: &Form,
    version: u64,
    former: &Former,
    taken: Taken<'_>,
) -> Result<Decision, Refusal> {
    let role = case.require(Action::BringIn)?;
    if version != before.version {
        return Err(Refusal::Stale {
            expected: version,
            current: before.version,
        });
    }
    let faults = faults(former, taken);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    // The number and the photo wait for the consent of their own here too.
    let number = taken.fields.iter().position(|id| id == schema::ID_NUMBER);
    if let Some(index) = number {
        consent::require(case.nomination, role, &format!("/fields/{index}"))?;
    }
    if taken.photo {
        consent::require(case.nomination, role, "/photo")?;
    }
    let mut nomination = case.nomination.clone();
    nomination.photo |= taken.photo;
    nomination.changed_at = case.now;
    let mut entry = case.entry(Action::BringIn, role, nomination.state);
    entry.opinion = Some(VERSION.to_owned());
    if taken.photo {
        entry.changes = vec![Change::photo()];
    }
    Ok(Decision {
        form: Some(before.brought(taken.fields, &former.values, &case.actor.name, case.now)),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}

fn faults(former: &Former, taken: Taken<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if taken.consent != VERSION {
        faults.push(Fault::new(
            "/consent",
            FaultCode::OutOfRange,
            "同意书内容已更新，请刷新页面，重新阅读后再确认",
            "The words have changed; please reload the page, read them and confirm again",
        ));
    }
    if taken.fields.is_empty() && !taken.photo {
        faults.push(Fault::new(
            "/fields",
            FaultCode::Required,
            "请至少选择一项带入",
            "Please choose at least one answer to take over",
        ));
    }
    let missing = taken.fields.iter().enumerate();
    let missing = missing.filter(|(_, id)| former.values.get(id).is_none());
    faults.extend(missing.map(|(index, id)| {
        Fault::new(
            format!("/fields/{index}"),
            FaultCode::UnknownField,
            format!("往届登记表中没有可带入的“{id}”，请刷新页面"),
            format!("The former form has no “{id}” to take over; please reload the page"),
        )
    }));
    faults
}
