//! The traits that structural minimums ask for (不少于 N 位), and who has them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{age, text::Text};

/// One of the five traits (domain.md, glossary).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// 基层工作者: says so on the form (是否为基层一线).
    Grassroots,
    /// 45岁以下: at most as old as the congress's age limit at its reference date.
    UnderAgeLimit,
    /// 少数民族: any ethnic group but 汉族.
    EthnicMinority,
    /// 民主党派: party codes 04 to 11 of GB/T 4762.
    DemocraticParty,
    /// 女性.
    Female,
}

impl Trait {
    /// All of them, in the order of the quota table's columns.
    pub const ALL: [Self; 5] = [
        Self::Grassroots,
        Self::UnderAgeLimit,
        Self::EthnicMinority,
        Self::DemocraticParty,
        Self::Female,
    ];

    /// The code in items, URLs and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grassroots => "grassroots",
            Self::UnderAgeLimit => "under_age_limit",
            Self::EthnicMinority => "ethnic_minority",
            Self::DemocraticParty => "democratic_party",
            Self::Female => "female",
        }
    }

    /// The trait with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wanted| wanted.code() == code)
    }

    /// What people call it; the age stands for the default limit of 45.
    pub const fn name(self) -> Text {
        match self {
            Self::Grassroots => Text::new("基层工作者", "Grass-roots workers"),
            Self::UnderAgeLimit => Text::new("45岁以下", "Aged 45 or under"),
            Self::EthnicMinority => Text::new("少数民族", "Ethnic minorities"),
            Self::DemocraticParty => Text::new("民主党派", "Democratic parties"),
            Self::Female => Text::new("女性", "Women"),
        }
    }
}

/// The facts about a nominee that lists, filters and traits need; taken from the submitted form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// GB/T 2261.1: 1 male, 2 female.
    pub sex: String,
    /// GB/T 3304, two digits.
    pub ethnic_group: String,
    /// GB/T 4762, two digits: 党派1.
    pub party: String,
    /// GB/T 4762: 党派2, for somebody who belongs to two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_party: Option<String>,
    /// Birth date.
    pub birth_date: Date,
    /// Second level of the occupation table.
    pub occupation: String,
    /// 是否为基层一线.
    pub grassroots: bool,
    /// GB/T 4658: the highest education entered.
    pub education: String,
    /// GB/T 8561: 专业技术职级.
    pub title_rank: String,
    /// Answers to the convener's own questions that stand in lists, by question id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Value>,
}

impl Facts {
    /// The traits these facts give at a congress with this reference date and age limit (years).
    ///
    /// Computed whenever asked and never stored, so that a change of the reference date needs no rewriting.
    pub fn traits(&self, reference_date: Date, age_limit: u8) -> BTreeSet<Trait> {
        let democratic = |party: &str| ("04"..="11").contains(&party);
        let mut traits = BTreeSet::new();
        if self.grassroots {
            traits.insert(Trait::Grassroots);
        }
        if age::within_limit(self.birth_date, reference_date, age_limit) {
            traits.insert(Trait::UnderAgeLimit);
        }
        if self.ethnic_group != HAN {
            traits.insert(Trait::EthnicMinority);
        }
        if democratic(&self.party) || self.second_party.as_deref().is_some_and(democratic) {
            traits.insert(Trait::DemocraticParty);
        }
        if self.sex == FEMALE {
            traits.insert(Trait::Female);
        }
        traits
    }
}

/// 汉族 in GB/T 3304.
pub const HAN: &str = "01";
/// 女 in GB/T 2261.1.
pub const FEMALE: &str = "2";

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn facts() -> Facts {
        Facts {
            sex: "1".into(),
            ethnic_group: "01".into(),
            party: "01".into(),
            second_party: None,
            birth_date: date(1960, 1, 1),
            occupation: String::new(),
            grassroots: false,
            education: String::new(),
            title_rank: String::new(),
            answers: BTreeMap::new(),
        }
    }

    fn traits_of(change: impl FnOnce(&mut Facts)) -> Vec<Trait> {
        let mut facts = facts();
        change(&mut facts);
        facts.traits(date(2026, 11, 30), 45).into_iter().collect()
    }

    #[test]
    fn each_trait_comes_from_its_own_fact() {
        assert_eq!(traits_of(|_| ()), []);
        assert_eq!(traits_of(|f| f.grassroots = true), [Trait::Grassroots]);
        assert_eq!(
            traits_of(|f| f.ethnic_group = "11".into()),
            [Trait::EthnicMinority]
        );
        assert_eq!(traits_of(|f| f.sex = "2".into()), [Trait::Female]);
    }

    #[test]
    fn democratic_parties_are_codes_04_to_11_in_either_place() {
        for (party, expected) in [
            ("03", false),
            ("04", true),
            ("11", true),
            ("12", false),
            ("13", false),
        ] {
            assert_eq!(
                traits_of(|f| f.party = party.into()).contains(&Trait::DemocraticParty),
                expected,
                "{party}"
            );
        }
        assert_eq!(
            traits_of(|f| f.second_party = Some("09".into())),
            [Trait::DemocraticParty]
        );
    }

    #[test]
    fn somebody_aged_exactly_45_is_within_the_limit() {
        assert_eq!(
            traits_of(|f| f.birth_date = date(1980, 12, 1)),
            [Trait::UnderAgeLimit]
        );
        assert_eq!(traits_of(|f| f.birth_date = date(1980, 11, 30)), []);
    }
}
