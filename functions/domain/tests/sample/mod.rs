//! Made-up people, units and congresses.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub(crate) mod person;
pub(crate) mod questions;
pub(crate) mod valid_values;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    category::Category,
    congress::{CategoryRule, Congress, Level, Life, Met, Office, Officer, Settings},
    form::schema::Schema,
    id::{CongressId, NominationId, UnitId},
    nomination::{Consent, Nomination, consent::VERSION, state::State},
    permission::{Actor, Role},
    phone::Phone,
    quota::{Quota, Quotas},
    structure::Trait,
    unit::{Contact, Counts, Unit, UnitKind},
    window::{Stage, Window, Windows},
};
use jiff::{Timestamp, civil::date};

pub(crate) const REVIEWER: &str = "19900009001";
pub(crate) const ADMINISTRATOR: &str = "19900009002";
pub(crate) const LIAISON: &str = "19900009003";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// While every window of [`congress`] is open.
pub(crate) fn now() -> Timestamp {
    at("2026-11-22T02:00:00Z")
}

pub(crate) fn phone(text: &str) -> Phone {
    Phone::parse(text).expect("a phone")
}

fn contact(name: &str, number: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        phone: phone(number),
    }
}

/// The form of a congress that changes nothing.
pub(crate) fn built_in() -> Schema<'static> {
    Schema::built_in(Level::City)
}

/// An open congress of a city that uses every category and trait.
pub(crate) fn congress() -> Congress {
    let window = Window {
        opens_at: at("2026-11-01T00:00:00Z"),
        closes_at: at("2026-12-31T00:00:00Z"),
    };
    let officer = |name, number, office| Officer {
        contact: contact(name, number),
        offices: BTreeSet::from([office]),
    };
    Congress {
        id: CongressId::parse("congress-1").expect("an id"),
        version: 1,
        convener: "示例市科学技术协会".to_owned(),
        life: Life::Open,
        settings: Settings {
            categories: Category::ALL
                .map(|category| (category, CategoryRule::default()))
                .into(),
            traits: Trait::ALL.into(),
            windows: Windows(Stage::ALL.map(|stage| (stage, window)).into()),
            ..Settings::new(
                "示例市科学技术协会第九次代表大会",
                Level::City,
                date(2026, 11, 30),
            )
        },
        officers: vec![
            officer("管理员", ADMINISTRATOR, Office::Administrator),
            officer("终审员", REVIEWER, Office::FinalReviewer),
        ],
    }
}

/// A congress in which categories are met by anything up to their quota.
pub(crate) fn lenient_congress() -> Congress {
    let mut congress = congress();
    for rule in congress.settings.categories.values_mut() {
        rule.met = Met::UpTo;
    }
    congress
}

/// Places of a category with minimums.
pub(crate) fn quota(places: u32, minimums: &[(Trait, u32)]) -> Quota {
    Quota {
        places,
        minimums: minimums.iter().copied().collect(),
    }
}

/// A unit with these places for committee members and delegates, two for every other category.
pub(crate) fn unit(members: u32, delegates: u32) -> Unit {
    let mut quotas: BTreeMap<Category, Quota> = Category::ALL
        .map(|category| (category, quota(2, &[])))
        .into();
    quotas.insert(Category::CommitteeMember, quota(members, &[]));
    quotas.insert(Category::Delegate, quota(delegates, &[]));
    Unit {
        id: UnitId::parse("unit-1").expect("an id"),
        congress: congress().id,
        version: 1,
        code: "U001".to_owned(),
        name: "示例市物理学会".to_owned(),
        kind: UnitKind::LearnedSociety,
        liaisons: vec![contact("联络员", LIAISON)],
        quotas: Quotas(quotas),
        counts: Counts::default(),
        materials: domain::material::Filed::default(),
        extensions: Vec::new(),
        last_activity_at: None,
    }
}

/// The nomination of the person with this number, in a category and state; facts are known once it was submitted.
pub(crate) fn nomination(number: usize, category: Category, state: State) -> Nomination {
    let person = person::person(number);
    let values = person.values();
    let submitted = !matches!(state, State::Allocated);
    Nomination {
        id: nomination_id(number),
        congress: congress().id,
        unit: unit(0, 0).id,
        version: 1,
        category,
        state,
        enabled: true,
        name: person.name.clone(),
        phone: person.phone(),
        facts: domain::form::facts::facts(&values).filter(|_| submitted),
        certificate: domain::form::facts::certificate(&values).filter(|_| submitted),
        allocated_at: now(),
        submitted_at: submitted.then(now),
        submissions: u32::from(submitted),
        changed_at: now(),
        reminded_at: None,
        photo: true,
        attachments: 0,
        materials: domain::material::Filed::default(),
        original_received: false,
        last_step: None,
        approval: None,
        trail: None,
        exceptions: Vec::new(),
        consent: Some(Consent {
            by: Role::Nominee,
            version: VERSION.to_owned(),
            at: now(),
            withdrawn: false,
        }),
    }
}

pub(crate) fn nomination_id(number: usize) -> NominationId {
    NominationId::parse(&format!("nomination-{number}")).expect("an id")
}

/// The unit with the counts of these nominations.
pub(crate) fn counting(mut unit: Unit, nominations: &[Nomination]) -> Unit {
    unit.counts = Counts::default();
    for nomination in nominations {
        unit.counts.enter(nomination.category, nomination.state);
    }
    unit
}

/// Somebody who has exactly this role.
pub(crate) fn actor(role: Role) -> Actor {
    let number = match role {
        Role::Administrator => ADMINISTRATOR,
        Role::FinalReviewer => REVIEWER,
        Role::Liaison => LIAISON,
        Role::Nominee => "19900000000",
    };
    Actor {
        phone: phone(number),
        name: role.name().zh.to_owned(),
        roles: vec![role],
    }
}
