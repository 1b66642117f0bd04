//! 提醒: ask nominees once more to complete their form.

use jiff::{SignedDuration, Timestamp};

use super::{Case, Nomination, Standing};
use crate::{
    decision::Decision,
    message::{Message, MessageKind, Words},
    permission::{Action, Actor},
    refusal::{Fault, FaultCode, Refusal, Said},
    window::{Stage, china_minute},
};

/// How long after a reminder the next one may be sent to the same person.
pub const INTERVAL: SignedDuration = SignedDuration::from_hours(1);
/// The most people of one request: each needs two items of a transaction that holds a hundred.
pub const MOST: usize = 40;

/// Decides on reminders to those of the chosen who still have something to do and were not reminded within [`INTERVAL`];
/// the others are passed over. A nominee whose access is disabled is not asked to come.
///
/// # Errors
/// [`Refusal::Invalid`] for none or more than [`MOST`]; as [`Case::require`] for [`Action::Remind`] where it holds for all
/// of the chosen (role, congress, window); [`Refusal::NothingToDo`] when nobody is left to be reminded.
pub fn remind(
    standing: Standing<'_>,
    chosen: &[Nomination],
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision, Refusal> {
    if chosen.is_empty() || chosen.len() > MOST {
        return Err(Refusal::Invalid(vec![Fault::new(
            "/nominations",
            FaultCode::OutOfRange,
            format!("请选择 1 至 {MOST} 人"),
            format!("Choose 1 to {MOST} people"),
        )]));
    }
    let mut decision = Decision::default();
    for nomination in chosen {
        let case = Case {
            standing,
            nomination,
            actor,
            now,
        };
        let role = match case.require(Action::Remind) {
            Ok(role) => role,
            Err(Refusal::WrongState { .. }) => continue,
            Err(refusal) => return Err(refusal),
        };
        let twice = decision.changed.iter().any(|one| one.id == nomination.id);
        if twice || !nomination.enabled || !may_again(nomination, now) {
            continue;
        }
        let reminded = Nomination {
            reminded_at: Some(now),
            ..nomination.clone()
        };
        decision.changed.push(reminded);
        decision
            .audit
            .push(case.entry(Action::Remind, role, nomination.state));
        decision.messages.push(message(standing, nomination));
    }
    if decision.changed.is_empty() {
        return Err(Refusal::NothingToDo(Said::new(
            "所选人员已提交、已禁用，或一小时内已提醒过，无需再提醒",
            "Those chosen have submitted, are disabled, or were reminded within the hour",
        )));
    }
    Ok(decision)
}

fn may_again(nomination: &Nomination, now: Timestamp) -> bool {
    nomination
        .reminded_at
        .is_none_or(|last| now.duration_since(last) >= INTERVAL)
}

fn message(standing: Standing<'_>, nomination: &Nomination) -> Message {
    let Standing { congress, unit } = standing;
    let closes = congress
        .settings
        .windows
        .effective(Stage::Nominating, &unit.extensions);
    Message {
        kind: MessageKind::Reminder,
        to: nomination.phone.clone(),
        about: Some(nomination.into()),
        words: Words {
            congress: congress.settings.title.clone(),
            unit: unit.name.clone(),
            person: nomination.name.clone(),
            until: closes
                .map(|window| china_minute(window.closes_at))
                .unwrap_or_default(),
            ..Words::default()
        },
    }
}
