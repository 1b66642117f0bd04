//! 退回上报: everything of a unit that waits for final review goes back to it, to be reported anew as a whole. What final review
//! has decided already stays decided.

use jiff::Timestamp;

use super::{Nomination, Standing, review::LONGEST_OPINION, state::State, together::Together};
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
    let together = Together::of(
        standing,
        nominations,
        State::Reported,
        actor,
        Action::ReturnReport,
        now,
        Said::new(
            "该单位没有等待终审的人员，无需退回",
            "Nobody of this unit waits for final review, so there is nothing to return",
        ),
    )?;
    let reason = reason_of(reason)?;
    let (mut unit, mut decision) = together.moved(State::FirstReviewApproved, Some(&reason));
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
