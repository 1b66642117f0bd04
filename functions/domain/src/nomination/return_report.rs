//! 退回上报: everything of a unit that waits for final review goes back to it, to be reported anew as a whole. What final review
//! has decided already stays decided.

use jiff::Timestamp;

use super::{Case, Nomination, Standing, review::LONGEST_OPINION, state::State};
use crate::{
    decision::{Decision, Receipt},
    message::{Message, MessageKind, Words},
    permission::{Action, Actor},
    refusal::{Refusal, Said},
    unit::{Unit, text_within},
    window::{Extension, Stage, china_minute},
};

/// Decides on the return of a unit's report with a reason. They are then as before the report (待上报): the unit revokes,
/// corrects and reports again, for which its first review stays open until final review closes. `nominations` are all of the
/// unit's, read together with it.
///
/// # Errors
/// As [`crate::permission::require`] for [`Action::ReturnReport`]; [`Refusal::NothingToDo`] when nothing of the unit waits;
/// [`Refusal::Invalid`] at `/reason`.
pub fn return_report(
    standing: Standing<'_>,
    nominations: &[Nomination],
    actor: &Actor,
    reason: &str,
    now: Timestamp,
) -> Result<Decision, Refusal> {
    let waiting: Vec<_> = nominations
        .iter()
        .filter(|one| one.state == State::Reported)
        .collect();
    let Some(first) = waiting.first() else {
        let roles = Action::ReturnReport.permission().roles;
        if !actor.roles.iter().any(|role| roles.contains(role)) {
            return Err(Refusal::NotPermitted {
                action: Action::ReturnReport,
                roles,
            });
        }
        return Err(Refusal::NothingToDo(Said::new(
            "该单位没有等待终审的人员，无需退回",
            "Nobody of this unit waits for final review, so there is nothing to return",
        )));
    };
    let role = Case {
        standing,
        nomination: first,
        actor,
        now,
    }
    .require(Action::ReturnReport)?;
    let reason = reason_of(reason)?;
    let mut unit = standing.unit.clone();
    let mut decision = Decision::default();
    for nomination in waiting {
        let standing = Standing {
            unit: &unit,
            ..standing
        };
        let case = Case {
            standing,
            nomination,
            actor,
            now,
        };
        let (after, returned, mut entry) =
            case.moved(Action::ReturnReport, role, State::FirstReviewApproved);
        entry.opinion = Some(reason.clone());
        decision.changed.push(returned);
        decision.audit.push(entry);
        unit = after;
    }
    keep_open(standing, &mut unit, &reason);
    decision.receipt = Some(Receipt {
        returned: Some(reason.clone()),
        ..Receipt::new(&unit, &decision.changed, actor, now)
    });
    let standing = Standing {
        unit: &unit,
        ..standing
    };
    decision.messages = told(standing, decision.changed.len(), &reason);
    decision.unit = Some(unit);
    Ok(decision)
}

fn reason_of(text: &str) -> Result<String, Refusal> {
    let mut faults = Vec::new();
    text_within(
        "/reason",
        "退回原因",
        "the reason",
        text,
        LONGEST_OPINION,
        &mut faults,
    );
    if faults.is_empty() {
        Ok(text.trim().to_owned())
    } else {
        Err(Refusal::Invalid(faults))
    }
}

/// What comes back must be able to go up again: the unit's first review is extended to the end of final review.
fn keep_open(standing: Standing<'_>, unit: &mut Unit, reason: &str) {
    let windows = &standing.congress.settings.windows;
    let end = |stage| windows.effective(stage, &unit.extensions);
    let (Some(first), Some(last)) = (end(Stage::FirstReview), end(Stage::FinalReview)) else {
        return;
    };
    if last.closes_at > first.closes_at {
        unit.extensions.push(Extension {
            stage: Stage::FirstReview,
            until: last.closes_at,
            reason: reason.to_owned(),
        });
    }
}

fn told(standing: Standing<'_>, number: usize, reason: &str) -> Vec<Message> {
    let Standing { congress, unit } = standing;
    let closes = congress
        .settings
        .windows
        .effective(Stage::FirstReview, &unit.extensions);
    let words = Words {
        congress: congress.settings.title.clone(),
        unit: unit.name.clone(),
        number: number.to_string(),
        until: closes
            .map(|window| china_minute(window.closes_at))
            .unwrap_or_default(),
        quote: reason.to_owned(),
        ..Words::default()
    };
    let liaisons = unit.liaisons.iter();
    let message = liaisons.map(|liaison| Message {
        kind: MessageKind::ReportReturned,
        to: liaison.phone.clone(),
        words: words.clone(),
        about: Some(unit.into()),
    });
    message.collect()
}
