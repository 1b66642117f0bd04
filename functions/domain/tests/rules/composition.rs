//! Composition targets: shown against what is, counted over those whose form is known.

use std::collections::BTreeMap;

use domain::{
    category::Category,
    composition::target::targets,
    congress::{Settings, Target},
    nomination::{Nomination, state::State},
    structure::Trait,
    text::Language,
};

use crate::sample::{congress, nomination};

fn settings(wanted: Trait, percent: u8, among: Option<Category>) -> Settings {
    Settings {
        targets: BTreeMap::from([(wanted, Target { percent, among })]),
        ..congress().settings
    }
}

/// Women and others, numbers odd and even: delegates, a guest, somebody who has not submitted, somebody gone.
fn people() -> Vec<Nomination> {
    vec![
        nomination(1, Category::Delegate, State::Reported),
        nomination(2, Category::CommitteeMember, State::FirstReviewPending),
        nomination(4, Category::Delegate, State::FirstReviewApproved),
        nomination(3, Category::Guest, State::Reported),
        nomination(5, Category::Delegate, State::Allocated),
        nomination(7, Category::Delegate, State::Deregistered),
    ]
}

#[test]
fn a_share_is_of_those_who_hold_a_place_and_are_known_and_is_rounded_down() {
    let settings = settings(Trait::Female, 50, None);
    let shares = targets(&people(), &settings, Language::Zh);
    let all = &shares[0];
    assert_eq!((all.count, all.known, all.unknown), (2, 4, 1));
    assert_eq!((all.tenths, all.met), (500, true));
}

#[test]
fn among_delegates_committee_members_count_and_guests_do_not() {
    let settings = settings(Trait::Female, 34, Some(Category::Delegate));
    let shares = targets(&people(), &settings, Language::Zh);
    let delegates = &shares[0];
    assert_eq!((delegates.count, delegates.known), (1, 3));
    // A third is 33.3 %, not 34: rounding never lifts a share over its target.
    assert_eq!((delegates.tenths, delegates.met), (333, false));
}

#[test]
fn nothing_known_is_not_met_and_a_target_needs_no_minimum_of_its_trait() {
    let mut settings = settings(Trait::Female, 1, None);
    settings.traits.clear();
    assert!(!targets(&[], &settings, Language::En)[0].met);
    assert_eq!(targets(&people(), &settings, Language::En)[0].count, 2);
}

#[test]
fn a_share_of_none_or_of_more_than_all_and_of_a_category_not_used_are_refused_at_their_fields() {
    let mut settings = settings(Trait::Female, 0, Some(Category::Guest));
    settings.categories.remove(&Category::Guest);
    let pointers: Vec<_> = settings
        .faults()
        .into_iter()
        .map(|fault| fault.pointer)
        .collect();
    assert_eq!(
        pointers,
        ["/targets/female/percent", "/targets/female/among"]
    );
}
