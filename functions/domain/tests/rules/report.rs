use domain::{
    category::Category,
    congress::Congress,
    decision::Decision,
    form::Form,
    message::MessageKind,
    nomination::{Case, Nomination, Standing, report::report, state::State, submit::resubmit},
    permission::Role,
    quota::Quotas,
    refusal::Refusal,
    structure::Trait,
    unit::Unit,
};

use crate::sample::{self, now, person::person};

/// A unit with two delegates' places and nothing else.
fn unit(nominations: &[Nomination], minimums: &[(Trait, u32)]) -> Unit {
    let quotas = Quotas([(Category::Delegate, sample::quota(2, minimums))].into());
    sample::counting(
        Unit {
            quotas,
            ..sample::unit(0, 2)
        },
        nominations,
    )
}

fn delegates(states: &[State]) -> Vec<Nomination> {
    let of =
        |(number, state): (usize, &State)| sample::nomination(number, Category::Delegate, *state);
    states.iter().enumerate().map(of).collect()
}

fn reported(congress: &Congress, states: &[State]) -> Result<Decision, Refusal> {
    let nominations = delegates(states);
    let unit = unit(&nominations, &[]);
    report(
        Standing {
            congress,
            unit: &unit,
        },
        &nominations,
        &sample::actor(Role::Liaison),
        now(),
    )
}

use State::{Allocated, FinalReviewRejected, FirstReviewApproved, FirstReviewPending, Reported};

#[test]
fn a_report_sends_all_that_wait_and_nobody_else_and_leaves_a_receipt() {
    let congress = sample::congress();
    let decision = reported(
        &congress,
        &[
            FirstReviewApproved,
            FirstReviewApproved,
            Allocated,
            FirstReviewPending,
        ],
    )
    .unwrap();
    assert_eq!(decision.changed.len(), 2);
    assert!(decision.changed.iter().all(|one| one.state == Reported));
    let unit = decision.unit.unwrap();
    assert_eq!(unit.counts.of(Category::Delegate, Reported), 2);
    assert_eq!(unit.counts.of(Category::Delegate, FirstReviewApproved), 0);
    let receipt = decision.receipt.unwrap();
    assert_eq!(receipt.number, "20261122-U001-2");
    assert_eq!(
        receipt.nominations,
        [sample::nomination_id(0), sample::nomination_id(1)]
    );
    let told: Vec<_> = decision
        .messages
        .iter()
        .map(|message| (message.kind, message.to.national()))
        .collect();
    assert_eq!(
        told,
        [
            (MessageKind::UnitReported, sample::ADMINISTRATOR),
            (MessageKind::ReportAccepted, sample::LIAISON)
        ]
    );
    assert_eq!(decision.messages[1].words.number, "2");
    assert_eq!(decision.messages[1].words.receipt, "20261122-U001-2");
}

#[test]
fn what_was_reported_before_counts_and_is_not_reported_again() {
    let decision = reported(&sample::congress(), &[FirstReviewApproved, Reported]).unwrap();
    assert_eq!(decision.changed.len(), 1);
}

#[test]
fn when_nobody_waits_there_is_nothing_to_report() {
    for states in [
        &[][..],
        &[Allocated, Reported],
        &[FirstReviewPending, FinalReviewRejected],
    ] {
        let Err(Refusal::NothingToDo(says)) = reported(&sample::congress(), states) else {
            panic!("not refused")
        };
        assert!(says.zh.contains("没有待上报的人员") && !says.en.is_empty());
    }
}

#[test]
fn only_a_liaison_reports_whether_anybody_waits_or_not() {
    let congress = sample::congress();
    for states in [&[][..], &[FirstReviewApproved, FirstReviewApproved]] {
        let nominations = delegates(states);
        let unit = unit(&nominations, &[]);
        for role in [Role::Administrator, Role::FinalReviewer, Role::Nominee] {
            let standing = Standing {
                congress: &congress,
                unit: &unit,
            };
            let refusal = report(standing, &nominations, &sample::actor(role), now());
            assert!(
                matches!(refusal, Err(Refusal::NotPermitted { .. })),
                "{role:?}"
            );
        }
    }
}

#[test]
fn a_report_with_a_red_indicator_names_each_and_moves_nobody() {
    for states in [
        &[FirstReviewApproved][..],
        &[FirstReviewApproved, FinalReviewRejected],
        &[FirstReviewApproved, FirstReviewPending],
    ] {
        let Err(Refusal::IndicatorsRed(red)) = reported(&sample::congress(), states) else {
            panic!("not refused")
        };
        assert_eq!(
            red.iter()
                .map(|one| (one.shows(), one.missing().zh))
                .collect::<Vec<_>>(),
            [("1(2)".to_owned(), "代表名额还差 1 名".to_owned())]
        );
    }
    assert!(reported(&sample::lenient_congress(), &[FirstReviewApproved]).is_ok());
}

fn again(
    number: usize,
    states: &[State],
    form: &Form,
    minimums: &[(Trait, u32)],
) -> Result<Decision, Refusal> {
    let nominations = delegates(states);
    let (congress, unit) = (sample::congress(), unit(&nominations, minimums));
    let case = Case {
        standing: Standing {
            congress: &congress,
            unit: &unit,
        },
        nomination: &nominations[number],
        actor: &sample::actor(Role::Liaison),
        now: now(),
    };
    resubmit(case, form, 1, &nominations)
}

#[test]
fn what_final_review_sent_back_is_corrected_by_the_unit_and_goes_straight_back() {
    let decision = again(
        0,
        &[FinalReviewRejected, Reported],
        &person(0).form(true),
        &[],
    )
    .unwrap();
    assert_eq!(
        (decision.changed[0].state, decision.changed[0].submissions),
        (Reported, 2)
    );
    let nominee = again(0, &[Reported, Reported], &person(0).form(true), &[]);
    assert!(matches!(nominee, Err(Refusal::WrongState { .. })));
    let incomplete = again(
        0,
        &[FinalReviewRejected, Reported],
        &person(0).form(false),
        &[],
    );
    assert!(matches!(incomplete, Err(Refusal::Invalid(_))));
    let stale = again(
        0,
        &[FinalReviewRejected, Reported],
        &Form {
            version: 2,
            ..person(0).form(true)
        },
        &[],
    );
    assert_eq!(
        stale,
        Err(Refusal::Stale {
            expected: 1,
            current: 2
        })
    );
}

#[test]
fn two_that_were_sent_back_can_be_submitted_one_after_the_other() {
    let both = [FinalReviewRejected, FinalReviewRejected];
    assert!(again(0, &both, &person(0).form(true), &[]).is_ok());
    assert!(
        again(
            1,
            &[Reported, FinalReviewRejected],
            &person(1).form(true),
            &[]
        )
        .is_ok()
    );
}

#[test]
fn the_indicators_are_checked_again_with_what_was_corrected() {
    let states = [Reported, FinalReviewRejected];
    let one_woman = [(Trait::Female, 1)];
    assert!(
        again(1, &states, &person(1).form(true), &one_woman).is_ok(),
        "person 1 is a woman"
    );
    let corrected_to_a_man = Form {
        values: person(32).values(),
        ..person(1).form(true)
    };
    let Err(Refusal::IndicatorsRed(red)) = again(1, &states, &corrected_to_a_man, &one_woman)
    else {
        panic!("not refused")
    };
    assert_eq!(red[0].missing().zh, "代表中女性还差 1 名");
    let one_gone = again(
        0,
        &[FinalReviewRejected, Allocated],
        &person(0).form(true),
        &[],
    );
    assert!(
        matches!(one_gone, Err(Refusal::IndicatorsRed(_))),
        "a place is not filled"
    );
}
