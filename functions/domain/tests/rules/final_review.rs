//! Final review by two, and the return of a whole report.

use domain::{
    audit::Deed,
    category::Category,
    decision::Decision,
    message::MessageKind,
    nomination::{
        Case, Nomination, Standing,
        report::report,
        return_report::return_report,
        review::{self, Outcome, Review},
        state::State,
    },
    permission::{Action, Actor, Role, possible},
    refusal::Refusal,
    unit::Unit,
    window::{Stage, Window},
};

use crate::sample::{self, now};

fn reviewer(number: &str) -> Actor {
    Actor {
        phone: sample::phone(number),
        name: format!("终审员{number}"),
        roles: vec![Role::FinalReviewer],
    }
}

fn judged(one: &Nomination, outcome: Outcome) -> Review {
    Review {
        version: one.version,
        outcome,
        opinion: "意见".into(),
        remarks: Vec::new(),
    }
}

/// What a final reviewer decides on this nomination of a congress where two must approve, or need not.
fn decide(
    four_eyes: bool,
    one: &Nomination,
    actor: &Actor,
    outcome: Outcome,
) -> Result<Decision, Refusal> {
    on(four_eyes, one, actor, |case| {
        review::final_review(case, &judged(one, outcome))
    })
}

fn on<T>(four_eyes: bool, one: &Nomination, actor: &Actor, what: impl FnOnce(Case<'_>) -> T) -> T {
    let mut congress = sample::congress();
    congress.settings.four_eyes = four_eyes;
    let unit = sample::counting(sample::unit(0, 2), std::slice::from_ref(one));
    what(Case {
        standing: Standing {
            congress: &congress,
            unit: &unit,
        },
        nomination: one,
        actor,
        now: now(),
    })
}

fn reported() -> Nomination {
    sample::nomination(0, Category::Delegate, State::Reported)
}

fn after(decision: Decision) -> Nomination {
    decision.committed().changed.remove(0)
}

#[test]
fn where_two_must_approve_the_first_leaves_it_waiting_and_says_whose_it_has() {
    let (one, other) = (reviewer("19900009011"), reviewer("19900009012"));
    let first = decide(true, &reported(), &one, Outcome::Approve).unwrap();
    assert_eq!(first.audit[0].action, Deed::FinalApproveFirst);
    assert_eq!(first.audit[0].opinion.as_deref(), Some("意见"));
    assert_eq!(first.messages, [], "nobody is told before it is final");
    let waiting = after(first);
    assert_eq!(waiting.state, State::Reported);
    assert_eq!(waiting.approval.as_ref().unwrap().name, one.name);
    let twice = decide(true, &waiting, &one, Outcome::Approve);
    assert_eq!(twice, Err(Refusal::AnotherReviewerNeeded { since: now() }));
    let second = decide(true, &waiting, &other, Outcome::Approve).unwrap();
    assert_eq!(second.audit[0].action, Deed::FinalApprove);
    assert_eq!(second.messages[0].kind, MessageKind::FinallyApproved);
    let approved = after(second);
    assert_eq!(
        (approved.state, approved.approval),
        (State::FinalReviewApproved, None)
    );
}

#[test]
fn one_rejection_suffices_whoever_approved_before() {
    let one = reviewer("19900009011");
    let waiting = after(decide(true, &reported(), &one, Outcome::Approve).unwrap());
    for actor in [&one, &reviewer("19900009012")] {
        let rejected = after(decide(true, &waiting, actor, Outcome::Reject).unwrap());
        assert_eq!(
            (rejected.state, rejected.approval),
            (State::FinalReviewRejected, None)
        );
    }
}

#[test]
fn the_first_approval_can_be_taken_back_and_what_nobody_approved_cannot() {
    let (one, other) = (reviewer("19900009011"), reviewer("19900009012"));
    let offers = |nomination: &Nomination| {
        on(true, nomination, &other, |case| {
            let Standing { congress, unit } = case.standing;
            possible(&other, nomination, unit, congress, now())
        })
    };
    let before = reported();
    let nothing = on(true, &before, &other, |case| {
        review::revoke_final_review(case, before.version)
    });
    assert!(matches!(nothing, Err(Refusal::NothingToDo(_))));
    assert!(!offers(&before).contains(&Action::RevokeFinalReview));
    let waiting = after(decide(true, &before, &one, Outcome::Approve).unwrap());
    assert!(offers(&waiting).contains(&Action::RevokeFinalReview));
    let revoked = on(true, &waiting, &other, |case| {
        review::revoke_final_review(case, waiting.version)
    });
    let revoked = after(revoked.unwrap());
    assert_eq!((revoked.state, &revoked.approval), (State::Reported, &None));
    let again = after(decide(true, &revoked, &one, Outcome::Approve).unwrap());
    assert_eq!(again.state, State::Reported, "it begins anew");
}

#[test]
fn where_one_suffices_or_the_rule_was_lifted_one_approval_is_final() {
    let one = reviewer("19900009011");
    let approved = after(decide(false, &reported(), &one, Outcome::Approve).unwrap());
    assert_eq!(approved.state, State::FinalReviewApproved);
    let waiting = after(decide(true, &reported(), &one, Outcome::Approve).unwrap());
    let approved = after(decide(false, &waiting, &one, Outcome::Approve).unwrap());
    assert_eq!(approved.state, State::FinalReviewApproved);
}

fn unit_of(nominations: &[Nomination]) -> Unit {
    sample::counting(sample::unit(0, 4), nominations)
}

fn returned(nominations: &[Nomination], actor: &Actor, reason: &str) -> Result<Decision, Refusal> {
    let mut congress = sample::congress();
    let windows = &mut congress.settings.windows.0;
    let ended = Window {
        opens_at: sample::at("2026-11-01T00:00:00Z"),
        closes_at: sample::at("2026-11-20T00:00:00Z"),
    };
    windows.insert(Stage::FirstReview, ended);
    windows.remove(&Stage::Nominating);
    let unit = unit_of(nominations);
    let standing = Standing {
        congress: &congress,
        unit: &unit,
    };
    let decision = return_report(standing, nominations, actor, reason, now())?;
    let after = decision.unit.as_ref().unwrap();
    congress
        .settings
        .windows
        .require(Stage::FirstReview, &after.extensions, now())
        .expect("what came back can be reported again");
    Ok(decision)
}

#[test]
fn a_returned_report_comes_back_whole_and_what_was_decided_stays() {
    use State::{FinalReviewApproved, FirstReviewApproved, Reported};
    let of =
        |(number, state): (usize, &State)| sample::nomination(number, Category::Delegate, *state);
    let states = [
        Reported,
        FinalReviewApproved,
        Reported,
        State::FinalReviewRejected,
    ];
    let nominations: Vec<_> = states.iter().enumerate().map(of).collect();
    let actor = reviewer("19900009011");
    let decision = returned(&nominations, &actor, " 名单与会议记录不符 ").unwrap();
    let changed: Vec<_> = decision
        .changed
        .iter()
        .map(|one| (one.id.clone(), one.state))
        .collect();
    assert_eq!(
        changed,
        [0, 2].map(|number| (sample::nomination_id(number), FirstReviewApproved))
    );
    for entry in &decision.audit {
        assert_eq!(entry.action, Deed::Other(Action::ReturnReport));
        assert_eq!(entry.opinion.as_deref(), Some("名单与会议记录不符"));
    }
    let unit = decision.unit.as_ref().unwrap();
    assert_eq!(unit.counts.in_state(FirstReviewApproved), 2);
    assert_eq!(unit.counts.in_state(FinalReviewApproved), 1);
    let receipt = decision.receipt.as_ref().unwrap();
    assert_eq!(receipt.returned.as_deref(), Some("名单与会议记录不符"));
    assert_eq!(receipt.nominations.len(), 2);
    let message = &decision.messages[0];
    assert_eq!(
        (message.kind, message.to.national(), &*message.words.quote),
        (
            MessageKind::ReportReturned,
            sample::LIAISON,
            "名单与会议记录不符"
        )
    );
    assert_eq!(message.words.number, "2");
}

#[test]
fn a_return_needs_a_reason_a_reviewer_and_somebody_who_waits() {
    let waiting = [reported()];
    let actor = reviewer("19900009011");
    for reason in [" ", &"长".repeat(2001)] {
        let Err(Refusal::Invalid(faults)) = returned(&waiting, &actor, reason) else {
            panic!("not refused")
        };
        assert_eq!(faults[0].pointer, "/reason");
    }
    for role in [Role::Administrator, Role::Liaison, Role::Nominee] {
        for nominations in [&waiting[..], &[]] {
            let refused = returned(nominations, &sample::actor(role), "原因");
            assert!(
                matches!(refused, Err(Refusal::NotPermitted { .. })),
                "{role:?}"
            );
        }
    }
    let nobody = returned(&[], &actor, "原因");
    assert!(matches!(nobody, Err(Refusal::NothingToDo(_))));
}

#[test]
fn what_came_back_is_reported_again_with_its_indicators_checked_again() {
    let waiting = [reported()];
    let returned = returned(&waiting, &reviewer("19900009011"), "原因").unwrap();
    let after = returned.committed();
    let (congress, mut unit) = (sample::congress(), after.unit.unwrap());
    unit.quotas
        .0
        .insert(Category::Delegate, sample::quota(1, &[]));
    for category in Category::ALL {
        if category != Category::Delegate {
            unit.quotas.0.insert(category, sample::quota(0, &[]));
        }
    }
    let again = |unit: &Unit| {
        let standing = Standing {
            congress: &congress,
            unit,
        };
        report(
            standing,
            &after.changed,
            &sample::actor(Role::Liaison),
            now(),
        )
    };
    assert_eq!(again(&unit).unwrap().changed[0].state, State::Reported);
    unit.quotas
        .0
        .insert(Category::Delegate, sample::quota(2, &[]));
    assert!(matches!(again(&unit), Err(Refusal::IndicatorsRed(_))));
}
