//! What a convening body does: units entered and extended, who is invited, congresses after earlier ones.

use std::collections::BTreeMap;

use domain::{
    category::Category,
    congress::{Congress, Life},
    id::{CongressId, UnitId},
    nomination::state::State,
    quota::{Quota, Quotas},
    refusal::{FaultCode, Refusal},
    structure::Trait,
    unit::{
        Unit, UnitKind,
        contact::ContactEntry,
        entry::{MOST_LIAISONS, UnitEntry},
        invitation::invitations,
    },
    window::{Extension, Stage},
};

use crate::sample::{self, at, congress, now};

/// A unit with two committee members' places among six delegates'.
fn unit() -> Unit {
    sample::unit(2, 6)
}

fn entry() -> UnitEntry {
    UnitEntry {
        code: "U009".into(),
        name: "示例市游艇学会".into(),
        kind: UnitKind::LearnedSociety,
        liaisons: vec![liaison(1)],
        quotas: Quotas(BTreeMap::from([(
            Category::Guest,
            Quota {
                places: 1,
                ..Quota::default()
            },
        )])),
    }
}

fn liaison(number: usize) -> ContactEntry {
    ContactEntry {
        name: "徐怡".into(),
        phone: format!("199{number:08}"),
    }
}

fn found(entry: &UnitEntry, congress: &Congress) -> Result<Unit, Refusal> {
    entry.found(UnitId::parse("u-9").unwrap(), congress, &[unit()])
}

fn pointers(result: Result<Unit, Refusal>) -> Vec<(String, FaultCode)> {
    let refusal = result.unwrap_err();
    refusal
        .faults()
        .iter()
        .map(|fault| (fault.pointer.clone(), fault.code))
        .collect()
}

#[test]
fn a_unit_is_entered_while_the_congress_is_prepared_or_open() {
    for life in Life::ALL {
        let congress = Congress { life, ..congress() };
        let editable = matches!(life, Life::Draft | Life::Open);
        assert_eq!(found(&entry(), &congress).is_ok(), editable, "{life:?}");
        assert_eq!(
            unit().require_removable(&congress).is_ok(),
            editable,
            "{life:?}"
        );
    }
}

#[test]
fn more_liaisons_than_one_item_holds_are_refused() {
    let many = UnitEntry {
        liaisons: (0..=MOST_LIAISONS).map(liaison).collect(),
        ..entry()
    };
    assert_eq!(
        pointers(found(&many, &congress())),
        [("/liaisons".to_owned(), FaultCode::TooLong)]
    );
}

#[test]
fn categories_and_traits_that_the_congress_does_not_use_have_no_places() {
    let mut congress = congress();
    congress.settings.categories.remove(&Category::Guest);
    congress.settings.traits.remove(&Trait::Female);
    let minimums = BTreeMap::from([(Trait::Female, 1)]);
    let mut asked = entry();
    asked.quotas.0.insert(
        Category::Delegate,
        Quota {
            places: 2,
            minimums,
        },
    );
    assert_eq!(
        pointers(found(&asked, &congress)),
        [
            (
                "/quotas/delegate/minimums/female".to_owned(),
                FaultCode::NotUsed
            ),
            ("/quotas/guest/places".to_owned(), FaultCode::NotUsed),
        ]
    );
}

#[test]
fn a_quota_below_what_is_allocated_has_a_refusal_of_its_own_unless_more_is_wrong() {
    let mut before = unit();
    before.counts.enter(Category::Observer, State::Allocated);
    let change = |entry: UnitEntry| entry.change(&before, &congress(), &[]).unwrap_err();
    assert!(matches!(change(entry()), Refusal::QuotaBelowAllocated(_)));
    assert!(matches!(
        change(UnitEntry {
            name: " ".into(),
            ..entry()
        }),
        Refusal::Invalid(_)
    ));
}

fn extension(stage: Stage, until: &str) -> Extension {
    Extension {
        stage,
        until: at(until),
        reason: "台风".into(),
    }
}

#[test]
fn a_stage_without_a_window_needs_no_extension_and_there_is_an_end_to_extensions() {
    let mut open = congress();
    open.settings.windows.0.clear();
    let refused = unit().extended(
        &extension(Stage::Nominating, "2027-02-01T00:00:00Z"),
        &open,
        now(),
    );
    assert_eq!(
        pointers(refused),
        [("/stage".to_owned(), FaultCode::NotUsed)]
    );
    let mut extended = unit();
    for day in 1..=20 {
        let further = extension(Stage::Nominating, &format!("2027-01-{day:02}T00:00:00Z"));
        extended = extended.extended(&further, &congress(), now()).unwrap();
    }
    let one_more = extended.extended(
        &extension(Stage::Nominating, "2027-03-01T00:00:00Z"),
        &congress(),
        now(),
    );
    assert_eq!(
        pointers(one_more),
        [("/stage".to_owned(), FaultCode::TooLong)]
    );
}

#[test]
fn an_end_that_is_past_is_refused_though_it_is_later_than_the_window() {
    let later = at("2027-05-01T00:00:00Z");
    let refused = unit().extended(
        &extension(Stage::Nominating, "2027-04-01T00:00:00Z"),
        &congress(),
        later,
    );
    assert_eq!(
        pointers(refused),
        [("/until".to_owned(), FaultCode::OutOfRange)]
    );
}

#[test]
fn only_new_liaisons_of_an_open_congress_are_invited_and_told_until_when() {
    let unit = unit();
    let all = invitations(None, &unit, &congress());
    assert_eq!(all.len(), unit.liaisons.len());
    assert_eq!(all[0].words.until, "2026-12-31 08:00");
    assert_eq!(invitations(Some(&unit), &unit, &congress()), []);
    for life in [Life::Draft, Life::Closed, Life::Archived] {
        assert_eq!(
            invitations(None, &unit, &Congress { life, ..congress() }),
            [],
            "{life:?}"
        );
    }
}

#[test]
fn the_next_terms_congress_takes_nothing_that_belongs_to_the_earlier_term() {
    let earlier = Congress {
        life: Life::Archived,
        version: 9,
        ..congress()
    };
    let id = CongressId::parse("next").unwrap();
    let next = earlier.cloned(id.clone(), " 第十次代表大会 ").unwrap();
    assert_eq!(
        (next.settings.title.as_str(), next.life, next.version),
        ("第十次代表大会", Life::Draft, 0)
    );
    assert!(next.settings.windows.0.is_empty() && next.settings.starts_on.is_none());
    assert_eq!(
        (&next.officers, next.settings.categories),
        (&earlier.officers, earlier.settings.categories)
    );
    let mut unit = unit();
    unit.counts.enter(Category::Delegate, State::Reported);
    unit.extensions
        .push(extension(Stage::Nominating, "2027-02-01T00:00:00Z"));
    let cloned = unit.cloned(UnitId::parse("u-next").unwrap(), id);
    assert_eq!(
        (
            cloned.counts.total(),
            cloned.extensions.len(),
            cloned.version
        ),
        (0, 0, 0)
    );
    assert_eq!(
        (cloned.quotas, cloned.liaisons),
        (unit.quotas, unit.liaisons)
    );
}
