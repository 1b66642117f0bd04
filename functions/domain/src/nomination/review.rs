//! 初审 and 终审: approve or reject with an opinion; revoke.

use super::{Case, eligibility, four_eyes, state::State, submit::take_facts, undo::held_by};
use crate::{
    audit::{Deed, Remark},
    decision::Decision,
    form::{self, Form},
    message::{Message, MessageKind, Noted, Words},
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
    window::{Stage, china_date, china_minute},
};

/// The longest opinion and remark, in characters.
pub const LONGEST_OPINION: usize = 2_000;
/// The longest remark at a field, in characters.
pub const LONGEST_REMARK: usize = 200;

/// 通过 or 驳回.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 通过.
    Approve,
    /// 驳回.
    Reject,
}

/// A reviewer's decision as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The version of the summary the reviewer saw.
    pub version: u64,
    /// The outcome.
    pub outcome: Outcome,
    /// The opinion (意见); a rejection needs one.
    pub opinion: String,
    /// Remarks at single fields, with a rejection only.
    pub remarks: Vec<Remark>,
}

impl Review {
    /// The opinion as the trail keeps it.
    pub(super) fn kept_opinion(&self) -> Option<String> {
        Some(self.opinion.trim().to_owned()).filter(|opinion| !opinion.is_empty())
    }
}

/// First review, by the unit.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Stale`]; [`Refusal::Invalid`] for a rejection without opinion, one too long, or
/// a remark at a field that does not exist; [`Refusal::NotEligible`] when somebody is approved whom a condition refuses.
pub fn first_review(case: Case<'_>, review: &Review) -> Result<Decision, Refusal> {
    let (to, deed) = match review.outcome {
        Outcome::Approve => (State::FirstReviewApproved, Deed::FirstApprove),
        Outcome::Reject => (State::FirstReviewRejected, Deed::FirstReject),
    };
    let decision = decide(case, review, Action::FirstReview, to, deed)?;
    if review.outcome == Outcome::Approve {
        eligibility::require([case.nomination], &case.standing.congress.settings)?;
    }
    Ok(decision)
}

/// Final review, by the convener. Where four eyes must see it, the first of two approvals leaves the nomination where it is.
///
/// # Errors
/// As [`first_review`]; [`Refusal::AnotherReviewerNeeded`] for the second approval by the same person.
pub fn final_review(case: Case<'_>, review: &Review) -> Result<Decision, Refusal> {
    let (to, deed) = match review.outcome {
        Outcome::Approve => (State::FinalReviewApproved, Deed::FinalApprove),
        Outcome::Reject => (State::FinalReviewRejected, Deed::FinalReject),
    };
    decide(case, review, Action::FinalReview, to, deed)
}

/// 撤销 of a first review: back to the queue it was decided in.
///
/// After a rejection the nominee may have begun to correct the form. What goes back under review is the form as it is now, so
/// it must be complete, and the summary follows it.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Stale`]; [`Refusal::BeingCorrected`].
pub fn revoke_first_review(case: Case<'_>, version: u64, form: &Form) -> Result<Decision, Refusal> {
    let action = Action::RevokeFirstReview;
    let mut decision = revoke(case, version, action, State::FirstReviewPending)?;
    if case.nomination.state == State::FirstReviewRejected {
        back_under_review(case, form, &mut decision)?;
    }
    Ok(decision)
}

/// What was sent back goes under review again as it is now, whatever the nominee has corrected meanwhile.
pub(super) fn back_under_review(
    case: Case<'_>,
    form: &Form,
    decision: &mut Decision,
) -> Result<(), Refusal> {
    if !form::check::complete(&form.values, &case.schema(), china_date(case.now)).is_empty() {
        return Err(Refusal::BeingCorrected);
    }
    let mut nomination = decision.changed.remove(0);
    take_facts(&mut nomination, case, form, decision);
    decision.changed.push(nomination);
    decision.audit[0].changes = form.changed_since_submission();
    // Written again: a draft that was saved meanwhile is then a conflict and not slipped under review.
    decision.form = Some(form.submitted());
    Ok(())
}

/// 撤销 of a final approval: back to the convener's queue, and both reviewers must see it again where two must. Of the first
/// of two approvals: it waits as before it.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Stale`]; [`Refusal::NothingToDo`] when nobody has approved.
pub fn revoke_final_review(case: Case<'_>, version: u64) -> Result<Decision, Refusal> {
    if case.nomination.state == State::Reported {
        return four_eyes::revoke_first(case, version);
    }
    revoke(case, version, Action::RevokeFinalReview, State::Reported)
}

fn decide(
    case: Case<'_>,
    review: &Review,
    action: Action,
    to: State,
    deed: Deed,
) -> Result<Decision, Refusal> {
    let role = case.require_at(review.version, action)?;
    let faults = faults_of(case, review);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    if deed == Deed::FinalApprove && four_eyes::is_first(case)? {
        return Ok(four_eyes::first(case, role, review));
    }
    let (unit, mut nomination, mut entry) = case.moved(action, role, to);
    entry.action = deed;
    nomination
        .last_step
        .iter_mut()
        .for_each(|step| step.deed = deed);
    entry.opinion = review.kept_opinion();
    entry.remarks.clone_from(&review.remarks);
    Ok(Decision {
        held: Some(held_by(&nomination, &entry)),
        unit: Some(unit),
        changed: vec![nomination],
        audit: vec![entry],
        messages: messages(case, review, deed),
        ..Decision::default()
    })
}
fn revoke(case: Case<'_>, version: u64, action: Action, to: State) -> Result<Decision, Refusal> {
    let role = case.require_at(version, action)?;
    let (unit, nomination, entry) = case.moved(action, role, to);
    Ok(Decision {
        unit: Some(unit),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}

fn faults_of(case: Case<'_>, review: &Review) -> Vec<Fault> {
    let mut faults = Vec::new();
    let schema = case.schema();
    let opinion = review.opinion.trim();
    if review.outcome == Outcome::Reject && opinion.is_empty() {
        faults.push(Fault::required(
            "/opinion",
            "驳回意见",
            "an opinion: say what must be corrected",
        ));
    }
    if opinion.chars().count() > LONGEST_OPINION {
        faults.push(Fault::new(
            "/opinion",
            FaultCode::TooLong,
            format!("意见最多 {LONGEST_OPINION} 字"),
            format!("An opinion has at most {LONGEST_OPINION} characters"),
        ));
    }
    for (index, remark) in review.remarks.iter().enumerate() {
        let pointer = format!("/remarks/{index}");
        if schema.field(&remark.field).is_none() {
            faults.push(Fault::new(
                pointer,
                FaultCode::UnknownField,
                format!("登记表没有“{}”这一项", remark.field),
                format!("The form has no field “{}”", remark.field),
            ));
        } else if review.outcome == Outcome::Approve {
            faults.push(Fault::new(
                pointer,
                FaultCode::NotUsed,
                "通过时不能批注，请改为驳回或删去批注",
                "Remarks go with a rejection; reject or remove them",
            ));
        } else if remark.text.trim().is_empty() || remark.text.chars().count() > LONGEST_REMARK {
            faults.push(Fault::new(
                pointer,
                FaultCode::OutOfRange,
                format!("批注须为 1 至 {LONGEST_REMARK} 字"),
                format!("A remark has 1 to {LONGEST_REMARK} characters"),
            ));
        }
    }
    faults
}

fn messages(case: Case<'_>, review: &Review, deed: Deed) -> Vec<Message> {
    let (congress, unit) = (case.standing.congress, case.standing.unit);
    let closes = congress
        .settings
        .windows
        .effective(Stage::Nominating, &unit.extensions);
    let words = Words {
        congress: congress.settings.title.clone(),
        unit: unit.name.clone(),
        person: case.nomination.name.clone(),
        until: closes
            .map(|window| china_minute(window.closes_at))
            .unwrap_or_default(),
        quote: review.opinion.trim().to_owned(),
        remarks: review
            .remarks
            .iter()
            .map(|remark| Noted::new(remark, congress.settings.level))
            .collect(),
        ..Words::default()
    };
    let to = |kind, phone: &crate::phone::Phone| Message {
        kind,
        to: phone.clone(),
        words: words.clone(),
        about: Some(case.nomination.into()),
    };
    match deed {
        Deed::FirstApprove => vec![to(MessageKind::Approved, &case.nomination.phone)],
        Deed::FirstReject => vec![to(MessageKind::SentBack, &case.nomination.phone)],
        Deed::FinalApprove => vec![to(MessageKind::FinallyApproved, &case.nomination.phone)],
        Deed::FinalReject => {
            let liaisons = unit.liaisons.iter();
            let to_unit = liaisons.map(|liaison| to(MessageKind::FinallySentBack, &liaison.phone));
            let to_nominee = to(MessageKind::FinallyRejected, &case.nomination.phone);
            std::iter::once(to_nominee).chain(to_unit).collect()
        }
        _ => Vec::new(),
    }
}
