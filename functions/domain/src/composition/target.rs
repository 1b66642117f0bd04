//! What share of the congress has a trait, against what share is to have it.

use serde::Serialize;

use super::count;
use crate::{
    congress::{Settings, Target},
    nomination::Nomination,
    structure::Trait,
    text::Language,
};

/// A target and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetShare {
    /// The trait's code.
    pub code: String,
    /// The trait's name here.
    pub name: String,
    /// Of whom: a category's code; `None` for everybody who holds a place.
    pub among: Option<String>,
    /// Percent, at least.
    pub target: u8,
    /// How many have the trait.
    pub count: u32,
    /// Of how many: those whose form was submitted at least once.
    pub known: u32,
    /// How many more hold such a place and have not submitted, so that nothing is known of them.
    pub unknown: u32,
    /// The share in tenths of a percent, rounded down, so that a share just below its target never looks as if it were
    /// there. 0 when nothing is known.
    pub tenths: u32,
    /// Whether the share is at least the target; not so while nothing is known.
    pub met: bool,
}

/// Every target of the congress against those among `nominations` who hold a place, in the traits' order.
pub fn targets(
    nominations: &[Nomination],
    settings: &Settings,
    language: Language,
) -> Vec<TargetShare> {
    let share = |(wanted, target): (&Trait, &Target)| {
        let holders = nominations.iter().filter(|one| {
            let within = target
                .among
                .is_none_or(|among| among.held_by().contains(&one.category));
            one.state.holds_place() && within
        });
        let (known, unknown): (Vec<&Nomination>, Vec<_>) =
            holders.partition(|one| one.facts.is_some());
        let with = known.iter().filter(|one| {
            let facts = one.facts.as_ref();
            facts.is_some_and(|facts| {
                let traits = facts.traits(settings.reference_date, settings.age_limit);
                traits.contains(wanted)
            })
        });
        let (with, known) = (count(with.count()), count(known.len()));
        TargetShare {
            code: wanted.code().to_owned(),
            name: settings.trait_name(*wanted).get(language).to_owned(),
            among: target.among.map(|among| among.code().to_owned()),
            target: target.percent,
            count: with,
            known,
            unknown: count(unknown.len()),
            tenths: (with * 1000).checked_div(known).unwrap_or(0),
            met: known > 0 && with * 100 >= known * u32::from(target.percent),
        }
    };
    settings.targets.iter().map(share).collect()
}
