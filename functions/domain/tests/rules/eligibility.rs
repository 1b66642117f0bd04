//! Conditions of a congress: warnings, refusals and the exceptions that are claimed.

use std::collections::BTreeSet;

use domain::{
    category::Category,
    congress::{Condition, Congress, Requirement, Severity},
    nomination::{
        Case, Exception, Nomination, Standing,
        eligibility::{claim, unmet_by},
        review::{Outcome, Review, first_review},
        state::State,
    },
    permission::Role,
    refusal::{FaultCode, Refusal},
    structure::Trait,
};
use jiff::civil::date;

use crate::sample::{self, actor, congress, now};

fn condition(requires: Requirement, severity: Severity) -> Condition {
    Condition {
        id: "c1".to_owned(),
        categories: BTreeSet::from([Category::Delegate]),
        requires,
        severity,
        exceptions: vec!["院士、专家".to_owned()],
    }
}

fn asking(requires: Requirement, severity: Severity) -> Congress {
    let mut congress = congress();
    congress.settings.conditions = vec![condition(requires, severity)];
    congress
}

/// Born in 1960, no trait: somebody whom most conditions leave out.
fn old(state: State) -> Nomination {
    sample::nomination(0, Category::Delegate, state)
}

fn approve(congress: &Congress, nomination: &Nomination) -> Result<(), Refusal> {
    let unit = sample::counting(sample::unit(1, 2), std::slice::from_ref(nomination));
    let standing = Standing {
        congress,
        unit: &unit,
    };
    let case = Case {
        standing,
        nomination,
        actor: &actor(Role::Liaison),
        now: now(),
    };
    let review = Review {
        version: nomination.version,
        outcome: Outcome::Approve,
        opinion: String::new(),
        remarks: Vec::new(),
    };
    first_review(case, &review).map(drop)
}

#[test]
fn each_kind_of_condition_asks_what_it_says() {
    use Requirement::{BornNotAfter, BornNotBefore, TitleRank};
    let nomination = old(State::FirstReviewPending);
    let facts = nomination.facts.clone().unwrap();
    for (requires, met) in [
        (BornNotBefore(date(1960, 3, 8)), true),
        (BornNotBefore(date(1960, 3, 9)), false),
        (BornNotAfter(date(1960, 3, 8)), true),
        (BornNotAfter(date(1960, 3, 7)), false),
        (Requirement::Trait(Trait::Female), false),
        (TitleRank(facts.title_rank.clone()), true),
    ] {
        let congress = asking(requires.clone(), Severity::Refusal);
        assert_eq!(
            unmet_by(&nomination, &congress.settings).is_empty(),
            met,
            "{requires:?}"
        );
    }
    let ranked = |has: &str, wanted: &str| {
        let mut facts = facts.clone();
        facts.title_rank = has.to_owned();
        condition(TitleRank(wanted.to_owned()), Severity::Refusal).met(&facts, &congress().settings)
    };
    assert!(ranked("1", "2") && ranked("2", "2"));
    assert!(!ranked("3", "2") && !ranked("9", "4"));
}

#[test]
fn a_refusal_stops_the_approval_until_an_exception_is_claimed_and_a_warning_stops_nobody() {
    let requires = Requirement::BornNotBefore(date(1966, 1, 1));
    let mut nomination = old(State::FirstReviewPending);
    let refusing = asking(requires.clone(), Severity::Refusal);
    let Err(Refusal::NotEligible(faults)) = approve(&refusing, &nomination) else {
        panic!("it must be refused");
    };
    assert_eq!(faults[0].code, FaultCode::NotEligible);
    assert!(
        faults[0]
            .says
            .zh
            .contains("须为 1966-01-01 及以后出生；如属院士、专家，请先申明例外理由"),
        "{:?}",
        faults[0].says
    );
    assert_eq!(
        approve(&asking(requires, Severity::Warning), &nomination),
        Ok(())
    );
    nomination.exceptions = vec![Exception {
        condition: "c1".to_owned(),
        reason: "院士、专家".to_owned(),
    }];
    assert_eq!(approve(&refusing, &nomination), Ok(()));
    // A reason that the condition no longer names is worth nothing.
    nomination.exceptions[0].reason = "其他".to_owned();
    assert!(approve(&refusing, &nomination).is_err());
}

#[test]
fn a_condition_of_another_category_asks_nothing_and_of_an_unknown_person_nothing_is_known() {
    let congress = asking(Requirement::Trait(Trait::Female), Severity::Refusal);
    let guest = Nomination {
        category: Category::Guest,
        ..old(State::FirstReviewPending)
    };
    assert!(unmet_by(&guest, &congress.settings).is_empty());
    assert!(unmet_by(&old(State::Allocated), &congress.settings).is_empty());
}

#[test]
fn a_claim_is_kept_recorded_and_taken_back_and_only_a_named_reason_counts() {
    let congress = asking(Requirement::Trait(Trait::Female), Severity::Refusal);
    let nomination = old(State::FirstReviewPending);
    let unit = sample::counting(sample::unit(1, 2), std::slice::from_ref(&nomination));
    let case = |nomination| {
        let standing = Standing {
            congress: &congress,
            unit: &unit,
        };
        Case {
            standing,
            nomination,
            actor: Box::leak(Box::new(actor(Role::Liaison))),
            now: now(),
        }
    };
    let claimed = claim(case(&nomination), 1, "c1", Some("院士、专家")).unwrap();
    assert_eq!(claimed.changed[0].exceptions.len(), 1);
    assert_eq!(
        claimed.audit[0].opinion.as_deref(),
        Some("须为女性：院士、专家")
    );
    let back = claim(case(&claimed.changed[0]), 1, "c1", None).unwrap();
    assert_eq!(back.changed[0].exceptions, []);
    for (condition, reason) in [("c2", None), ("c1", Some("其他"))] {
        let refused = claim(case(&nomination), 1, condition, reason);
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    }
    assert!(matches!(
        claim(case(&nomination), 9, "c1", None),
        Err(Refusal::Stale { .. })
    ));
}
