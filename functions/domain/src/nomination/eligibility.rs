//! Eligibility: which of the congress's conditions somebody does not meet, and the exceptions claimed (domain.md, “Setting up a
//! congress”).

use serde::{Deserialize, Serialize};

use super::{Case, Nomination};
use crate::{
    category::Category,
    congress::{Condition, Settings, Severity},
    decision::Decision,
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
    structure::Facts,
};

/// A condition's exception that was claimed for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The condition's id.
    pub condition: String,
    /// One of the reasons that the condition names.
    pub reason: String,
}

/// A condition that somebody does not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmet<'a> {
    /// The condition.
    pub condition: &'a Condition,
    /// The reason claimed, as long as the condition still names it.
    pub claimed: Option<&'a str>,
}

impl Unmet<'_> {
    /// Whether it stops the nomination.
    pub fn refuses(&self) -> bool {
        self.claimed.is_none() && self.condition.severity == Severity::Refusal
    }

    /// The fault it is, at the place of the form's field.
    fn fault(&self, pointer: String, settings: &Settings, whose: &str) -> Fault {
        let says = self.condition.says(settings);
        let reasons = &self.condition.exceptions;
        let (zh, en) = if reasons.is_empty() {
            (String::new(), String::new())
        } else {
            (
                format!("；如属{}，请先申明例外理由", reasons.join("、")),
                format!(
                    "; if an exception applies ({}), claim it first",
                    reasons.join(", ")
                ),
            )
        };
        Fault::new(
            pointer,
            FaultCode::NotEligible,
            format!("{whose}{}{zh}", says.zh),
            format!("{whose}{}{en}", says.en),
        )
    }
}

/// The conditions for a category that these facts do not meet.
pub fn unmet<'a>(
    category: Category,
    facts: &Facts,
    exceptions: &'a [Exception],
    settings: &'a Settings,
) -> Vec<Unmet<'a>> {
    let asked = settings
        .conditions
        .iter()
        .filter(|one| one.categories.contains(&category));
    asked
        .filter(|condition| !condition.met(facts, settings))
        .map(|condition| Unmet {
            condition,
            claimed: claimed(condition, exceptions),
        })
        .collect()
}

/// The reason claimed from a condition, as long as the condition names it.
pub fn claimed<'a>(condition: &Condition, exceptions: &'a [Exception]) -> Option<&'a str> {
    let claimed = exceptions
        .iter()
        .find(|one| one.condition == condition.id)?;
    let named = condition.exceptions.contains(&claimed.reason);
    named.then_some(claimed.reason.as_str())
}

/// The conditions that a nomination does not meet; none while nothing is known of the nominee.
pub fn unmet_by<'a>(nomination: &'a Nomination, settings: &'a Settings) -> Vec<Unmet<'a>> {
    let facts = nomination.facts.as_ref();
    let unmet =
        facts.map(|facts| unmet(nomination.category, facts, &nomination.exceptions, settings));
    unmet.unwrap_or_default()
}

/// What stops a form with these facts from being submitted, pointers below `/values`.
pub(super) fn faults_of_form(case: Case<'_>, facts: &Facts) -> Vec<Fault> {
    let settings = &case.standing.congress.settings;
    let unmet = unmet(
        case.nomination.category,
        facts,
        &case.nomination.exceptions,
        settings,
    );
    let stopping = unmet.iter().filter(|one| one.refuses());
    stopping
        .map(|one| one.fault(format!("/values/{}", one.condition.field()), settings, ""))
        .collect()
}

/// Whether all of these may be approved or reported; pointers are `/nominations/{id}`.
///
/// # Errors
/// [`Refusal::NotEligible`] with everybody who does not meet a condition that refuses, and which.
pub(super) fn require<'a>(
    nominations: impl IntoIterator<Item = &'a Nomination>,
    settings: &Settings,
) -> Result<(), Refusal> {
    let faults = nominations.into_iter().flat_map(|one| {
        let unmet = unmet_by(one, settings);
        let stopping = unmet.into_iter().filter(Unmet::refuses);
        let faults = stopping.map(|unmet| {
            let pointer = format!("/nominations/{}", one.id);
            unmet.fault(pointer, settings, &format!("{}：", one.name))
        });
        faults.collect::<Vec<_>>()
    });
    let faults: Vec<Fault> = faults.collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NotEligible(faults))
    }
}

/// Decides on claiming an exception from a condition, or on taking the claim back without a `reason`.
///
/// # Errors
/// As [`Case::require_at`] for [`Action::ClaimException`]; [`Refusal::Invalid`] for a condition or reason that the congress
/// does not name.
pub fn claim(
    case: Case<'_>,
    version: u64,
    condition: &str,
    reason: Option<&str>,
) -> Result<Decision, Refusal> {
    let action = Action::ClaimException;
    let role = case.require_at(version, action)?;
    let settings = &case.standing.congress.settings;
    let found = settings.conditions.iter().find(|one| one.id == condition);
    let found = found.ok_or_else(|| unknown("/condition"))?;
    if reason.is_some_and(|reason| !found.exceptions.iter().any(|one| one == reason)) {
        return Err(unknown("/reason"));
    }
    let mut nomination = case.nomination.clone();
    nomination
        .exceptions
        .retain(|one| one.condition != condition);
    nomination.exceptions.extend(reason.map(|reason| Exception {
        condition: condition.to_owned(),
        reason: reason.to_owned(),
    }));
    nomination.changed_at = case.now;
    let mut entry = case.entry(action, role, nomination.state);
    let says = found.says(settings);
    entry.opinion = Some(match reason {
        Some(reason) => format!("{}：{reason}", says.zh),
        None => format!("{}：撤回例外申明", says.zh),
    });
    Ok(Decision {
        unit: Some(case.touched_unit()),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}

fn unknown(pointer: &str) -> Refusal {
    Refusal::Invalid(vec![Fault::new(
        pointer,
        FaultCode::UnknownCode,
        "没有这个选项，请重新选择",
        "There is no such choice; choose again",
    )])
}
