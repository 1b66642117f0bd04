//! An electing unit (选举单位): its liaisons, its quotas and the counts of its nominations.

pub mod contact;
pub mod entry;
pub mod extend;
pub mod import;
pub mod invitation;
pub mod liaison_table;
pub mod material;
pub mod matrix;
pub mod table;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    congress::Settings,
    id::{CongressId, UnitId},
    material::Filed,
    nomination::state::State,
    phone::Phone,
    quota::Quotas,
    refusal::{Fault, FaultCode},
    text::Text,
    window::Extension,
};

/// What kind of organisation a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 学会.
    LearnedSociety,
    /// 地方科协.
    LocalAssociation,
    /// 高校科协.
    University,
    /// 企业科协.
    Enterprise,
    /// 直属单位.
    Direct,
}

impl UnitKind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::LearnedSociety,
        Self::LocalAssociation,
        Self::University,
        Self::Enterprise,
        Self::Direct,
    ];

    /// The code in items and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LearnedSociety => "learned_society",
            Self::LocalAssociation => "local_association",
            Self::University => "university",
            Self::Enterprise => "enterprise",
            Self::Direct => "direct",
        }
    }

    /// What people call it.
    pub const fn name(self) -> Text {
        match self {
            Self::LearnedSociety => Text::new("学会", "Learned society"),
            Self::LocalAssociation => Text::new("地方科协", "Local association"),
            Self::University => Text::new("高校科协", "University"),
            Self::Enterprise => Text::new("企业科协", "Enterprise"),
            Self::Direct => Text::new("直属单位", "Directly affiliated"),
        }
    }
}

/// Somebody with a name and the phone they sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Name as shown.
    pub name: String,
    /// The phone that signs in.
    pub phone: Phone,
}

/// How many nominations stand in each category and state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(BTreeMap<Category, BTreeMap<State, u32>>);

impl Counts {
    /// How many stand in a category and state.
    pub fn of(&self, category: Category, state: State) -> u32 {
        self.0
            .get(&category)
            .and_then(|states| states.get(&state))
            .copied()
            .unwrap_or(0)
    }

    /// How many of a category hold a place, in whatever state but deregistered.
    pub fn allocated(&self, category: Category) -> u32 {
        let holding = State::ALL.into_iter().filter(|state| state.holds_place());
        holding.map(|state| self.of(category, state)).sum()
    }

    /// How many places of a category are taken: committee members take delegates' places too (rule 2).
    pub fn held(&self, category: Category) -> u32 {
        category
            .held_by()
            .iter()
            .map(|holder| self.allocated(*holder))
            .sum()
    }

    /// How many stand in a state, over all categories.
    pub fn in_state(&self, state: State) -> u32 {
        Category::ALL
            .into_iter()
            .map(|category| self.of(category, state))
            .sum()
    }

    /// How many there are in all, deregistered ones included.
    pub fn total(&self) -> u32 {
        self.0.values().flat_map(BTreeMap::values).sum()
    }

    /// A nomination comes to stand in a category and state.
    pub fn enter(&mut self, category: Category, state: State) {
        *self
            .0
            .entry(category)
            .or_default()
            .entry(state)
            .or_default() += 1;
    }

    /// A nomination no longer stands in a category and state. Zeroes are not kept.
    pub fn leave(&mut self, category: Category, state: State) {
        let Some(states) = self.0.get_mut(&category) else {
            return;
        };
        if let Some(count) = states.get_mut(&state) {
            *count = count.saturating_sub(1);
        }
        states.retain(|_, count| *count > 0);
        self.0.retain(|_, states| !states.is_empty());
    }
}

/// A unit within a congress. Its `version` is raised by every change to it and to its nominations, so that
/// whoever decides on the unit's whole (allocating, reporting) decides on what is really there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The congress it belongs to.
    pub congress: CongressId,
    /// Raised by one with every change.
    pub version: u64,
    /// The convener's short code for it, e.g. `U001`; unique in the congress, the key of imports.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Who works for it, at least one to be of use.
    pub liaisons: Vec<Contact>,
    /// Its places and minimums.
    pub quotas: Quotas,
    /// Its nominations by category and state.
    pub counts: Counts,
    /// How many files it has of which material.
    pub materials: Filed,
    /// Its extensions of stages.
    pub extensions: Vec<Extension>,
    /// When something last happened in it.
    pub last_activity_at: Option<Timestamp>,
}

impl Unit {
    /// Whether somebody who signed in with this phone is a liaison of it.
    pub fn is_liaison(&self, phone: &Phone) -> bool {
        self.liaisons.iter().any(|liaison| liaison.phone == *phone)
    }

    /// Whether what a convener entered for it may be saved.
    ///
    /// # Errors
    /// Every fault with its pointer: code, name, liaisons, quotas.
    pub fn check(&self, settings: &Settings) -> Result<(), Vec<Fault>> {
        let mut faults = Vec::new();
        text_within(
            "/code",
            "单位编号",
            "the unit's code",
            &self.code,
            32,
            &mut faults,
        );
        text_within(
            "/name",
            "单位名称",
            "the unit's name",
            &self.name,
            100,
            &mut faults,
        );
        for (index, liaison) in self.liaisons.iter().enumerate() {
            let pointer = format!("/liaisons/{index}/name");
            text_within(
                &pointer,
                "联络员姓名",
                "the liaison's name",
                &liaison.name,
                50,
                &mut faults,
            );
            if self.liaisons[..index]
                .iter()
                .any(|other| other.phone == liaison.phone)
            {
                faults.push(Fault::new(
                    format!("/liaisons/{index}/phone"),
                    FaultCode::Repeated,
                    "同一手机号填写了两次，请删去一个",
                    "This phone is given twice; remove one",
                ));
            }
        }
        if let Err(of_quotas) = self.quotas.check(&self.counts, settings) {
            faults.extend(of_quotas);
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

/// Adds a fault unless a text has something in it and at most so many characters.
pub(crate) fn text_within(
    pointer: &str,
    zh_label: &str,
    en_label: &str,
    text: &str,
    most: usize,
    faults: &mut Vec<Fault>,
) {
    if text.trim().is_empty() {
        faults.push(Fault::required(pointer, zh_label, en_label));
    } else if text.chars().count() > most {
        faults.push(Fault::new(
            pointer,
            FaultCode::TooLong,
            format!("{zh_label}最多 {most} 字"),
            format!("At most {most} characters: {en_label}"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_forget_what_left_and_keep_no_zeroes() {
        let mut counts = Counts::default();
        counts.enter(Category::Delegate, State::Allocated);
        counts.leave(Category::Delegate, State::Allocated);
        assert_eq!(counts, Counts::default());
    }

    #[test]
    fn a_deregistered_nominee_holds_no_place() {
        let mut counts = Counts::default();
        counts.enter(Category::Delegate, State::Deregistered);
        counts.enter(Category::Delegate, State::FinalReviewRejected);
        assert_eq!(counts.held(Category::Delegate), 1);
    }

    #[test]
    fn a_committee_member_is_counted_among_the_delegates_places_too() {
        let mut counts = Counts::default();
        counts.enter(Category::CommitteeMember, State::Allocated);
        assert_eq!(counts.held(Category::Delegate), 1);
        assert_eq!(counts.held(Category::CommitteeMember), 1);
        counts.enter(Category::Delegate, State::Allocated);
        assert_eq!(counts.held(Category::CommitteeMember), 1);
    }
}
