//! The indicators: how many are submitted of how many asked, for each category and each minimum (rules 3, 5 and 6), and for
//! each required material.

use crate::{
    category::Category,
    congress::{Belongs, Met},
    id::{MaterialId, NominationId},
    material,
    nomination::{Nomination, Standing, state::State},
    refusal::Said,
    structure::Trait,
};

/// How an indicator compares what is submitted with what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// Exactly so many.
    Equal,
    /// So many or fewer.
    UpTo,
    /// So many or more.
    AtLeast,
}

impl Compare {
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::UpTo => "up_to",
            Self::AtLeast => "at_least",
        }
    }
}

/// What an indicator measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A category's places.
    Places(Category),
    /// Those with a trait among the holders of a category's places.
    Minimum(Category, Trait),
    /// A required material: of each person, or once of the unit.
    Material(MaterialId, Belongs),
}

/// Somebody who lacks a material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The nomination.
    pub id: NominationId,
    /// The name.
    pub name: String,
    /// Where it stands: in which list they are found.
    pub state: State,
}

/// One indicator of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What it measures.
    pub of: Measure,
    /// How many count: approved by first review and waiting, or reported and not rejected by final review.
    pub submitted: u32,
    /// How many are asked.
    pub quota: u32,
    /// How the two compare.
    pub compare: Compare,
    /// What people call it here: the age limit is the congress's own.
    pub label: Said,
    /// Who of those that count lacks the material.
    pub lacking: Vec<Lacking>,
}

impl Indicator {
    /// The category it is about; a material is about several.
    pub const fn category(&self) -> Option<Category> {
        match self.of {
            Measure::Places(category) | Measure::Minimum(category, _) => Some(category),
            Measure::Material(..) => None,
        }
    }

    /// The trait it is about.
    pub const fn wanted(&self) -> Option<Trait> {
        match self.of {
            Measure::Minimum(_, wanted) => Some(wanted),
            Measure::Places(_) | Measure::Material(..) => None,
        }
    }

    /// Green or red.
    pub fn met(&self) -> bool {
        match self.compare {
            Compare::Equal => self.submitted == self.quota,
            Compare::UpTo => self.submitted <= self.quota,
            Compare::AtLeast => self.submitted >= self.quota,
        }
    }

    /// As it is shown at all times: `1(3)`.
    pub fn shows(&self) -> String {
        format!("{}({})", self.submitted, self.quota)
    }

    /// What is missing, in words; empty sentences when it is met.
    pub fn missing(&self) -> Said {
        if self.met() {
            return Said::new("", "");
        }
        let (zh, en) = (&self.label.zh, &self.label.en);
        if self.submitted > self.quota {
            let over = self.submitted - self.quota;
            return Said::new(
                format!("{zh}多出 {over} 名"),
                format!("{en}: {over} too many"),
            );
        }
        let short = self.quota - self.submitted;
        match self.of {
            Measure::Material(_, Belongs::Person) => {
                return Said::new(
                    format!("还有 {short} 人缺少《{zh}》"),
                    format!("{short} still without: {en}"),
                );
            }
            Measure::Material(_, Belongs::Unit) => {
                return Said::new(
                    format!("单位尚未上传《{zh}》"),
                    format!("The unit has not uploaded: {en}"),
                );
            }
            Measure::Places(_) | Measure::Minimum(..) => {}
        }
        Said::new(
            format!("{zh}还差 {short} 名"),
            format!("{en}: {short} more needed"),
        )
    }
}

/// Every indicator of a unit, categories in order and each category's minimums after it, then the materials. `nominations` are all of the
/// unit's; those that do not count are passed over.
///
/// Somebody holds a place of every category in [`Category::held_by`], so a committee member counts for the delegates'
/// places and minimums too.
pub fn indicators(standing: Standing<'_>, nominations: &[Nomination]) -> Vec<Indicator> {
    indicators_of(standing, nominations, State::counts_as_submitted)
}

/// As [`indicators`], with another rule for which states count.
pub(crate) fn indicators_of(
    standing: Standing<'_>,
    nominations: &[Nomination],
    counts: impl Fn(State) -> bool,
) -> Vec<Indicator> {
    let settings = &standing.congress.settings;
    let counted: Vec<&Nomination> = nominations.iter().filter(|one| counts(one.state)).collect();
    let mut all = Vec::new();
    for (category, rule) in &settings.categories {
        let holders: Vec<&Nomination> = counted
            .iter()
            .copied()
            .filter(|one| category.held_by().contains(&one.category))
            .collect();
        all.push(places(standing, *category, rule.met, holders.len()));
        if !settings.has_minimums(*category) {
            continue;
        }
        for wanted in &settings.traits {
            let minimum = standing.unit.quotas.minimum(*category, *wanted);
            if minimum > 0 {
                let with = holders
                    .iter()
                    .filter(|one| one.traits(settings).contains(wanted))
                    .count();
                all.push(at_least(standing, *category, *wanted, minimum, with));
            }
        }
    }
    all.extend(material::indicators(standing, &counted));
    all
}

fn places(standing: Standing<'_>, category: Category, met: Met, submitted: usize) -> Indicator {
    let name = standing.congress.category_name(category);
    Indicator {
        of: Measure::Places(category),
        submitted: count(submitted),
        quota: standing.unit.quotas.places(category),
        compare: match met {
            Met::Equal => Compare::Equal,
            Met::UpTo => Compare::UpTo,
        },
        label: Said::new(format!("{}名额", name.zh), format!("{} places", name.en)),
        lacking: Vec::new(),
    }
}

fn at_least(
    standing: Standing<'_>,
    category: Category,
    wanted: Trait,
    minimum: u32,
    submitted: usize,
) -> Indicator {
    let (name, label) = (
        standing.congress.category_name(category),
        standing.congress.trait_name(wanted),
    );
    Indicator {
        of: Measure::Minimum(category, wanted),
        submitted: count(submitted),
        quota: minimum,
        compare: Compare::AtLeast,
        label: Said::new(
            format!("{}中{}", name.zh, label.zh),
            format!("{}: {}", name.en, label.en),
        ),
        lacking: Vec::new(),
    }
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
