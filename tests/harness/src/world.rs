//! A congress with units and nominees, put into the tables by the store's own commits.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    category::Category,
    congress::{CategoryRule, Congress, Level, Life, Met, Office, Officer, Settings, Support},
    id::{CongressId, UnitId},
    phone::Phone,
    quota::{Quota, Quotas},
    structure::Trait,
    unit::{Contact, Counts, Unit, UnitKind},
    window::{Stage, Window, Windows},
};
use jiff::{Timestamp, civil::date};
use store::UnitChange;

use crate::{Harness, person};

/// An open congress with two units and somebody in every part.
#[derive(Clone, Debug)]
pub struct World {
    /// The congress.
    pub congress: CongressId,
    /// The unit under test: two committee members among six delegates, at least one woman; everybody else one place.
    pub unit: UnitId,
    /// Another unit of the congress.
    pub other_unit: UnitId,
    /// Administrator only.
    pub administrator: Phone,
    /// Final reviewer only.
    pub reviewer: Phone,
    /// A liaison of the unit.
    pub liaison: Phone,
    /// A second liaison of the unit.
    pub colleague: Phone,
    /// A liaison of the other unit.
    pub other_liaison: Phone,
    /// Somebody who has no part in anything.
    pub stranger: Phone,
}

/// Settings whose windows are all open at [`crate::START`] for thirty days.
pub fn settings() -> Settings {
    let window = Window {
        opens_at: crate::START,
        closes_at: days_after(30),
    };
    Settings {
        venue: "示例市会议中心".to_owned(),
        starts_on: Some(date(2027, 1, 10)),
        ends_on: Some(date(2027, 1, 12)),
        categories: Category::ALL
            .map(|category| {
                let rule = CategoryRule {
                    met: Met::UpTo,
                    ..CategoryRule::default()
                };
                (category, rule)
            })
            .into(),
        traits: Trait::ALL.into(),
        windows: Windows(Stage::ALL.map(|stage| (stage, window)).into()),
        support: Support {
            name: "支持热线".to_owned(),
            phone: "010-00000000".to_owned(),
        },
        ..Settings::new(
            "示例市科学技术协会第九次代表大会",
            Level::City,
            date(2026, 11, 30),
        )
    }
}

/// The quotas of [`World::unit`].
pub fn quotas() -> Quotas {
    let places = |places| Quota {
        places,
        minimums: BTreeMap::new(),
    };
    let mut quotas: BTreeMap<Category, Quota> =
        Category::ALL.map(|category| (category, places(1))).into();
    quotas.insert(Category::CommitteeMember, places(2));
    let minimums = BTreeMap::from([(Trait::Female, 1)]);
    quotas.insert(
        Category::Delegate,
        Quota {
            places: 6,
            minimums,
        },
    );
    Quotas(quotas)
}

fn days_after(days: i64) -> Timestamp {
    crate::START + jiff::SignedDuration::from_hours(24 * days)
}

impl Harness {
    /// One more unit like the one under test, empty.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn another_unit(&self, world: &World) -> UnitId {
        let id = UnitId::parse(&self.id()).expect("a new id is one");
        let like = self.unit(&world.congress, &world.unit).await;
        let unit = Unit {
            id: id.clone(),
            version: 0,
            code: id.as_str().chars().rev().take(12).collect(),
            counts: Counts::default(),
            materials: domain::material::Filed::default(),
            ..like
        };
        let changes = [UnitChange {
            before: None,
            after: Some(unit),
        }];
        let store = self.store();
        let committed = store.commit_units(&changes, &[], None, self.now(), || self.id());
        committed.await.expect("the store takes a new unit");
        id
    }

    /// A [`World`] as it is at the beginning.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn world(&self) -> World {
        self.world_with(settings(), quotas()).await
    }

    /// The same with settings and quotas of the test's own.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn world_with(&self, settings: Settings, quotas: Quotas) -> World {
        let world = World {
            congress: CongressId::parse(&self.id()).expect("a new id is one"),
            unit: UnitId::parse(&self.id()).expect("a new id is one"),
            other_unit: UnitId::parse(&self.id()).expect("a new id is one"),
            administrator: person::phone(1),
            reviewer: person::phone(2),
            liaison: person::phone(3),
            colleague: person::phone(4),
            other_liaison: person::phone(5),
            stranger: person::phone(6),
        };
        self.add_congress(&congress(&world, settings)).await;
        let liaisons = [("徐怡", &world.liaison), ("林同", &world.colleague)];
        let unit = unit(
            &world.congress,
            &world.unit,
            "U001",
            &liaisons,
            quotas.clone(),
        );
        self.add_unit(unit).await;
        let others = [("曹雨", &world.other_liaison)];
        self.add_unit(unit_of(&world, &others, quotas)).await;
        world
    }

    /// Puts a congress into the tables.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn add_congress(&self, congress: &Congress) {
        let committed = self
            .store()
            .commit_congress(None, congress, None, self.now())
            .await;
        committed.expect("the store takes a new congress");
    }

    /// Puts a unit into the tables.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn add_unit(&self, unit: Unit) {
        let change = [UnitChange {
            before: None,
            after: Some(unit),
        }];
        let committed = self
            .store()
            .commit_units(&change, &[], None, self.now(), || self.id())
            .await;
        committed.expect("the store takes a new unit");
    }
}

fn congress(world: &World, settings: Settings) -> Congress {
    let officer = |name: &str, phone: &Phone, office| Officer {
        contact: Contact {
            name: name.to_owned(),
            phone: phone.clone(),
        },
        offices: BTreeSet::from([office]),
    };
    Congress {
        id: world.congress.clone(),
        version: 0,
        convener: "示例市科学技术协会".to_owned(),
        life: Life::Open,
        settings,
        officers: vec![
            officer("高管", &world.administrator, Office::Administrator),
            officer("钟审", &world.reviewer, Office::FinalReviewer),
        ],
    }
}

fn unit_of(world: &World, liaisons: &[(&str, &Phone)], quotas: Quotas) -> Unit {
    unit(&world.congress, &world.other_unit, "U002", liaisons, quotas)
}

/// A unit without nominations.
pub fn unit(
    congress: &CongressId,
    id: &UnitId,
    code: &str,
    liaisons: &[(&str, &Phone)],
    quotas: Quotas,
) -> Unit {
    let liaison = |(name, phone): &(&str, &Phone)| Contact {
        name: (*name).to_owned(),
        phone: (*phone).clone(),
    };
    Unit {
        id: id.clone(),
        congress: congress.clone(),
        version: 0,
        code: code.to_owned(),
        name: format!("示例市第{code}学会"),
        kind: UnitKind::LearnedSociety,
        liaisons: liaisons.iter().map(liaison).collect(),
        quotas,
        counts: Counts::default(),
        materials: domain::material::Filed::default(),
        extensions: Vec::new(),
        last_activity_at: None,
    }
}
