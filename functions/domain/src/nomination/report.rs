//! 全部上报: send everything first review approved up to the convener. Refused unless every indicator is green (rule 5).

use jiff::Timestamp;

use super::{Nomination, Standing, eligibility, state::State, together::Together};
use crate::{
    congress::Office,
    decision::{Decision, Receipt},
    indicator::{Indicator, indicators},
    message::{Message, MessageKind, Words},
    permission::{Action, Actor},
    phone::Phone,
    refusal::{Refusal, Said},
};

/// Decides on a unit's report of everything that waits. `nominations` are all of the unit's, read together with it.
///
/// # Errors
/// As [`crate::permission::require`] for [`Action::Report`]; [`Refusal::NothingToDo`] when nothing waits;
/// [`Refusal::IndicatorsRed`] with every red indicator; [`Refusal::NotEligible`] with everybody whom a condition refuses.
pub fn report(
    standing: Standing<'_>,
    nominations: &[Nomination],
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision, Refusal> {
    let together = Together::of(
        standing,
        nominations,
        State::FirstReviewApproved,
        actor,
        Action::Report,
        now,
        Said::new(
            "没有待上报的人员，请先完成初审",
            "Nobody is waiting to be reported; finish the first review first",
        ),
    )?;
    require_met(indicators(standing, nominations))?;
    let waiting = together.waiting.iter().copied();
    eligibility::require(waiting, &standing.congress.settings)?;
    let (unit, mut decision) = together.moved(State::Reported, None);
    decision.receipt = Some(Receipt::new(&unit, &decision.changed, actor, now));
    let number = decision.receipt.as_ref().map(|receipt| &*receipt.number);
    decision.messages = told(standing, decision.changed.len(), number.unwrap_or_default());
    decision.unit = Some(unit);
    Ok(decision)
}

/// Whether all of these indicators are green.
///
/// # Errors
/// [`Refusal::IndicatorsRed`] with those that are not.
pub(super) fn require_met(all: Vec<Indicator>) -> Result<(), Refusal> {
    let red: Vec<Indicator> = all
        .into_iter()
        .filter(|indicator| !indicator.met())
        .collect();
    if red.is_empty() {
        Ok(())
    } else {
        Err(Refusal::IndicatorsRed(red))
    }
}

/// The convener's administrators hear that the unit has reported, its liaisons that the report has arrived.
fn told(standing: Standing<'_>, number: usize, receipt: &str) -> Vec<Message> {
    let Standing { congress, unit } = standing;
    let words = Words {
        congress: congress.settings.title.clone(),
        unit: unit.name.clone(),
        number: number.to_string(),
        receipt: receipt.to_owned(),
        ..Words::default()
    };
    let message = |kind, phone: &Phone| Message {
        kind,
        to: phone.clone(),
        words: words.clone(),
        about: Some(unit.into()),
    };
    let administrators = congress
        .officers
        .iter()
        .filter(|officer| officer.offices.contains(&Office::Administrator));
    let administrators =
        administrators.map(|officer| message(MessageKind::UnitReported, &officer.contact.phone));
    let liaisons = unit.liaisons.iter();
    let liaisons = liaisons.map(|liaison| message(MessageKind::ReportAccepted, &liaison.phone));
    administrators.chain(liaisons).collect()
}
