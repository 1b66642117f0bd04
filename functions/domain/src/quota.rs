//! Places and structural minimums of a unit: what may be saved and what may be allocated.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    congress::Settings,
    refusal::{Fault, FaultCode},
    structure::Trait,
    unit::Counts,
};

/// The largest number of places a unit can have in one category.
pub const MOST_PLACES: u32 = 9_999;

/// A category's places and, of those, how many at least must be held by people with a trait.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// The upper limit of allocated (not deregistered) nominees.
    pub places: u32,
    /// Minimums above zero; only for committee members and delegates.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub minimums: BTreeMap<Trait, u32>,
}

/// A unit's quotas: one for each category it has any in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quotas(pub BTreeMap<Category, Quota>);

impl Quotas {
    /// Places of a category, 0 where it has none.
    pub fn places(&self, category: Category) -> u32 {
        self.0.get(&category).map_or(0, |quota| quota.places)
    }

    /// The minimum of a trait within a category, 0 where there is none.
    pub fn minimum(&self, category: Category, wanted: Trait) -> u32 {
        let quota = self.0.get(&category);
        quota
            .and_then(|quota| quota.minimums.get(&wanted))
            .copied()
            .unwrap_or(0)
    }

    /// Whether these quotas may be saved for a unit that has `counts` allocated.
    ///
    /// # Errors
    /// Every fault, with pointers below `/quotas`: a minimum above its quota, minimums for a category that has
    /// none, committee places above delegate places (each takes one of them, rule 2), and quotas below what is
    /// allocated, with the numbers.
    pub fn check(&self, counts: &Counts, settings: &Settings) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        for (category, quota) in &self.0 {
            check_one(*category, quota, settings, &mut faults);
        }
        let (members, delegates) = (
            self.places(Category::CommitteeMember),
            self.places(Category::Delegate),
        );
        if members > delegates {
            faults.push(Fault::new(
                "/quotas/committee_member/places",
                FaultCode::OutOfRange,
                format!("委员占用代表名额，委员名额（{members}）不能多于代表名额（{delegates}）"),
                format!("Committee members take delegates' places: {members} is more than the {delegates} delegate places"),
            ));
        }
        for category in Category::ALL {
            let (places, held) = (self.places(category), counts.held(category));
            let name = settings.category_name(category);
            if places < held {
                faults.push(Fault::new(
                    format!("/quotas/{}/places", category.code()),
                    FaultCode::QuotaBelowAllocated,
                    format!("{}已占用 {held} 个名额，不能改为 {places}", name.zh),
                    format!(
                        "{}: {held} places are taken, so {places} is too few",
                        name.en
                    ),
                ));
            }
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }

    /// The categories in which `counts` is above the quota: empty when one more allocation is still right.
    ///
    /// A committee member is counted among the delegates too (rule 2).
    pub fn exceeded_by(&self, counts: &Counts) -> Vec<Category> {
        let over = |category: &Category| counts.held(*category) > self.places(*category);
        Category::ALL.into_iter().filter(over).collect()
    }
}

fn check_one(category: Category, quota: &Quota, settings: &Settings, faults: &mut Vec<Fault>) {
    let name = settings.category_name(category);
    if quota.places > MOST_PLACES {
        faults.push(Fault::new(
            format!("/quotas/{}/places", category.code()),
            FaultCode::OutOfRange,
            format!("{}名额最多 {MOST_PLACES}", name.zh),
            format!("{}: at most {MOST_PLACES} places", name.en),
        ));
    }
    for (wanted, minimum) in &quota.minimums {
        let pointer = format!("/quotas/{}/minimums/{}", category.code(), wanted.code());
        let called = settings.trait_name(*wanted);
        if !category.has_minimums() && *minimum > 0 {
            faults.push(Fault::new(
                pointer,
                FaultCode::NotUsed,
                format!("{}不设结构指标", name.zh),
                format!("{} has no structural minimums", name.en),
            ));
        } else if *minimum > quota.places {
            faults.push(Fault::new(
                pointer,
                FaultCode::MinimumAboveQuota,
                format!(
                    "{}中{}不少于 {minimum} 位，多于{}名额 {}",
                    name.zh, called.zh, name.zh, quota.places
                ),
                format!(
                    "{}: a minimum of {minimum} for {} is more than its {} places",
                    name.en, called.en, quota.places
                ),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        congress::{CategoryRule, Level, OwnName},
        nomination::state::State,
    };

    fn quotas(members: u32, delegates: u32, female: u32) -> Quotas {
        Quotas(BTreeMap::from([
            (
                Category::CommitteeMember,
                Quota {
                    places: members,
                    ..Quota::default()
                },
            ),
            (
                Category::Delegate,
                Quota {
                    places: delegates,
                    minimums: BTreeMap::from([(Trait::Female, female)]),
                },
            ),
        ]))
    }

    fn settings() -> Settings {
        Settings::new("甲", Level::City, jiff::civil::date(2026, 11, 30))
    }

    fn codes(result: Result<(), Vec<Fault>>) -> Vec<(String, FaultCode)> {
        let faults = result.err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect()
    }

    #[test]
    fn a_minimum_above_its_quota_is_refused() {
        assert_eq!(
            codes(quotas(0, 2, 2).check(&Counts::default(), &settings())),
            []
        );
        let expected = (
            "/quotas/delegate/minimums/female".to_owned(),
            FaultCode::MinimumAboveQuota,
        );
        assert_eq!(
            codes(quotas(0, 2, 3).check(&Counts::default(), &settings())),
            [expected]
        );
    }

    #[test]
    fn more_committee_places_than_delegate_places_are_refused() {
        let expected = (
            "/quotas/committee_member/places".to_owned(),
            FaultCode::OutOfRange,
        );
        assert_eq!(
            codes(quotas(3, 2, 0).check(&Counts::default(), &settings())),
            [expected]
        );
    }

    #[test]
    fn a_quota_below_what_is_allocated_is_refused_with_the_numbers() {
        let mut counts = Counts::default();
        counts.enter(Category::CommitteeMember, State::Allocated);
        counts.enter(Category::Delegate, State::Reported);
        let faults = quotas(1, 1, 0).check(&counts, &settings()).unwrap_err();
        assert_eq!(faults[0].pointer, "/quotas/delegate/places");
        assert_eq!(faults[0].says.zh, "代表已占用 2 个名额，不能改为 1");
    }

    #[test]
    fn a_category_without_minimums_cannot_be_given_one() {
        let minimums = BTreeMap::from([(Trait::Female, 1)]);
        let quotas = Quotas(BTreeMap::from([(
            Category::Guest,
            Quota {
                places: 1,
                minimums,
            },
        )]));
        let expected = (
            "/quotas/guest/minimums/female".to_owned(),
            FaultCode::NotUsed,
        );
        assert_eq!(
            codes(quotas.check(&Counts::default(), &settings())),
            [expected]
        );
    }

    #[test]
    fn too_many_places_are_refused() {
        let expected = ("/quotas/delegate/places".to_owned(), FaultCode::OutOfRange);
        assert_eq!(
            codes(quotas(0, MOST_PLACES + 1, 0).check(&Counts::default(), &settings())),
            [expected]
        );
    }

    #[test]
    fn a_fault_calls_a_category_and_the_age_limit_what_the_congress_calls_them() {
        let mut settings = settings();
        settings.age_limit = 50;
        let own = OwnName {
            zh: "正式代表".to_owned(),
            en: String::new(),
        };
        let rule = CategoryRule {
            name: Some(own),
            ..CategoryRule::default()
        };
        settings.categories.insert(Category::Delegate, rule);
        let mut quotas = quotas(0, 2, 0);
        let delegates = quotas.0.entry(Category::Delegate).or_default();
        delegates.minimums = BTreeMap::from([(Trait::UnderAgeLimit, 3)]);
        let faults = quotas.check(&Counts::default(), &settings).unwrap_err();
        assert_eq!(
            faults[0].says.zh,
            "正式代表中50岁以下不少于 3 位，多于正式代表名额 2"
        );
    }
}
