//! The facts worth saying of those who are still to come: none that follows from another.

use super::necessary::{Free, Lack, least};
use crate::structure::Trait;

/// Of those who are still to come at least `people` must have at least `at_least` of `traits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The traits.
    pub traits: Vec<Trait>,
    /// How many of them.
    pub at_least: u32,
    /// How many people.
    pub people: u32,
}

impl Need {
    /// Whether `other` is so whenever this is: as many people have so many of its traits that enough of the other's are left.
    fn implies(&self, other: &Self) -> bool {
        let outside = self.traits.iter().filter(|one| !other.traits.contains(one));
        let outside = u32::try_from(outside.count()).unwrap_or(u32::MAX);
        self.people >= other.people && self.at_least.saturating_sub(outside) >= other.at_least
    }
}

/// What follows: first what all who are still to come must have, then what some of them must have besides or together. A
/// single trait that some must have is no news while others are free to come, and stands in no need of its own then.
pub(super) fn needs(free: Free, lacks: &[(Trait, Lack)]) -> Vec<Need> {
    let places = free.own + free.others;
    let lacking = lacks.iter().filter(|(_, lack)| lack.all > 0);
    let (of_all, of_some): (Vec<_>, Vec<_>) =
        lacking.copied().partition(|(_, lack)| lack.all >= places);
    let mut needs = Vec::new();
    if places > 0 && !of_all.is_empty() {
        needs.push(Need {
            at_least: u32::try_from(of_all.len()).unwrap_or(u32::MAX),
            traits: of_all.iter().map(|(wanted, _)| *wanted).collect(),
            people: places,
        });
    }
    let from = if needs.is_empty() { 2 } else { 1 };
    let mut among: Vec<Need> = Vec::new();
    for chosen in subsets(&of_some) {
        let own: Vec<Lack> = chosen.iter().map(|(_, lack)| *lack).collect();
        for at_least in from..=u32::try_from(chosen.len()).unwrap_or(0) {
            let people = least(free, &own, at_least);
            // At least one of several is said by the one that lacks most.
            if people > 0 && (at_least > 1 || chosen.len() == 1) {
                among.push(Need {
                    traits: chosen.iter().map(|(wanted, _)| *wanted).collect(),
                    at_least,
                    people,
                });
            }
        }
    }
    let follows = |index: usize, need: &Need| {
        among.iter().enumerate().any(|(other, known)| {
            other != index && known.implies(need) && (!need.implies(known) || other < index)
        })
    };
    let kept = among
        .iter()
        .enumerate()
        .filter(|(index, need)| !follows(*index, need));
    needs.extend(kept.map(|(_, need)| need.clone()));
    needs
}

/// Every set of at least one.
fn subsets(of: &[(Trait, Lack)]) -> Vec<Vec<(Trait, Lack)>> {
    (1_u32..1 << of.len())
        .map(|set| {
            let members = of
                .iter()
                .enumerate()
                .filter(|(place, _)| set >> place & 1 == 1);
            members.map(|(_, one)| *one).collect()
        })
        .collect()
}
