//! 材料: which files are there of those a congress asks for, and what is missing.
//!
//! Each summary and each unit counts its own files by material, changed with every file. What is missing is made of those
//! counts and the settings as they are now, so no file is looked at and no change of the settings has to be carried anywhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    congress::{Belongs, Material, Met, Settings},
    id::MaterialId,
    indicator::{Compare, Indicator, Lacking, Measure, count},
    nomination::{Nomination, Standing},
};

/// How many files of each material somebody has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filed(BTreeMap<MaterialId, u32>);

impl Filed {
    /// How many of one.
    pub fn of(&self, material: &MaterialId) -> u32 {
        self.0.get(material).copied().unwrap_or(0)
    }

    /// How many in all.
    pub fn total(&self) -> u32 {
        self.0.values().sum()
    }

    /// One more.
    pub fn add(&mut self, material: &MaterialId) {
        *self.0.entry(material.clone()).or_default() += 1;
    }

    /// One less. Zeroes are not kept.
    pub fn take(&mut self, material: &MaterialId) {
        if let Some(count) = self.0.get_mut(material) {
            *count = count.saturating_sub(1);
        }
        self.0.retain(|_, count| *count > 0);
    }
}

impl Material {
    /// Whether somebody must have it.
    pub fn is_required_of(&self, nomination: &Nomination) -> bool {
        self.belongs == Belongs::Person && self.categories.contains(&nomination.category)
    }

    /// Whether a unit must have it: once somebody holds a place of a category that it is required for, or somebody will,
    /// because the category counts as met only when all its places are given.
    pub fn is_required_of_unit(&self, standing: Standing<'_>) -> bool {
        let Standing { congress, unit } = standing;
        let expected = |category: &Category| {
            let rule = congress.settings.categories.get(category);
            let all_come = rule.is_some_and(|rule| rule.met == Met::Equal);
            unit.counts.allocated(*category) > 0 || all_come && unit.quotas.places(*category) > 0
        };
        self.belongs == Belongs::Unit && self.categories.iter().any(expected)
    }
}

/// What somebody lacks.
pub fn missing<'s>(nomination: &Nomination, settings: &'s Settings) -> Vec<&'s Material> {
    let lacks =
        |one: &&Material| one.is_required_of(nomination) && nomination.materials.of(&one.id) == 0;
    settings.materials.iter().filter(lacks).collect()
}

/// An indicator for each required material: of how many of those that count it is there. `counted` are those whom the other
/// indicators count.
pub(crate) fn indicators(standing: Standing<'_>, counted: &[&Nomination]) -> Vec<Indicator> {
    let materials = standing.congress.settings.materials.iter();
    materials
        .filter(|one| !one.categories.is_empty())
        .filter_map(|one| match one.belongs {
            Belongs::Person => Some(of_people(one, counted)),
            Belongs::Unit => one
                .is_required_of_unit(standing)
                .then(|| of_unit(one, standing)),
        })
        .collect()
}

fn of_people(material: &Material, counted: &[&Nomination]) -> Indicator {
    let asked = counted.iter().filter(|one| material.is_required_of(one));
    let (have, lack): (Vec<&&Nomination>, Vec<_>) =
        asked.partition(|one| one.materials.of(&material.id) > 0);
    Indicator {
        of: Measure::Material(material.id.clone(), Belongs::Person),
        submitted: count(have.len()),
        quota: count(have.len() + lack.len()),
        compare: Compare::AtLeast,
        label: material.called(),
        lacking: lack.into_iter().map(|one| lacking(one)).collect(),
    }
}

fn lacking(one: &Nomination) -> Lacking {
    Lacking {
        id: one.id.clone(),
        name: one.name.clone(),
        state: one.state,
    }
}

fn of_unit(material: &Material, standing: Standing<'_>) -> Indicator {
    Indicator {
        of: Measure::Material(material.id.clone(), Belongs::Unit),
        submitted: standing.unit.materials.of(&material.id).min(1),
        quota: 1,
        compare: Compare::AtLeast,
        label: material.called(),
        lacking: Vec::new(),
    }
}
