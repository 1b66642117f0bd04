//! Warn early (rule 7): when the places still free are no more than what is still lacking, say what the next nominees must be,
//! for all traits together and for committee members and delegates together, since one person can count for several.

mod necessary;
mod needs;
mod words;

pub use needs::Need;

use crate::{
    category::Category,
    congress::Met,
    nomination::{Nomination, Standing},
    refusal::Said,
    structure::Trait,
    unit::Unit,
};
use necessary::{Free, Lack};
use needs::needs;

/// What the next nominees for a category must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlyWarning {
    /// Whose places.
    pub category: Category,
    /// Free places.
    pub free: u32,
    /// What is lacking for its own minimums, with how many.
    pub lacking: Vec<(Trait, u32)>,
    /// What must be so of those who are still to come.
    pub needs: Vec<Need>,
    /// Nominees who hold a place and have not submitted a form, so that their traits are not known.
    pub unknown: u32,
    /// The warning in words.
    pub says: Said,
}

/// Whether there can be a warning at all: only where some minimum is set. Tells whether the nominations need to be read.
pub fn may_warn(unit: &Unit) -> bool {
    unit.quotas
        .0
        .values()
        .any(|quota| quota.minimums.values().any(|minimum| *minimum > 0))
}

/// The warnings of a unit. `nominations` are all of the unit's.
///
/// Somebody whose form is not submitted counts for no trait yet; the warning says how many those are.
pub fn early_warnings(standing: Standing<'_>, nominations: &[Nomination]) -> Vec<EarlyWarning> {
    let [members, delegates] = [Category::CommitteeMember, Category::Delegate]
        .map(|category| Places::of(standing, nominations, category));
    // A committee member takes a delegate's place too, so no more of them can come than both kinds have free.
    let own = members.free.min(delegates.free);
    let free = Free {
        own,
        others: delegates.free - own,
    };
    let rule = standing.congress.settings.categories.get(&members.category);
    // “Up to” leaves open how many members come, so what delegates lack asks nothing of the members alone.
    let all_come = rule.is_some_and(|rule| rule.met == Met::Equal);
    let lack = |wanted: &Trait| {
        let (of_members, of_delegates) = (members.lack(*wanted), delegates.lack(*wanted));
        let passed_down = if all_come {
            of_delegates.saturating_sub(free.others)
        } else {
            0
        };
        let own = of_members.max(passed_down).min(free.own);
        (
            *wanted,
            Lack {
                own,
                all: of_delegates.max(own).min(delegates.free),
            },
        )
    };
    let lacks: Vec<(Trait, Lack)> = standing.congress.settings.traits.iter().map(lack).collect();
    let for_members = needs(
        Free {
            own: 0,
            others: own,
        },
        &as_all(&lacks),
    );
    let for_delegates = needs(free, &lacks);
    let same = own == delegates.free && for_members == for_delegates;
    let told = if same { Vec::new() } else { for_delegates };
    let free_delegates = delegates.free;
    [
        members.warning(own, for_members),
        delegates.warning(free_delegates, told),
    ]
    .into_iter()
    .flatten()
    .map(|warning| EarlyWarning {
        says: words::says(standing, &warning),
        ..warning
    })
    .collect()
}

/// What lacks among the own places alone.
fn as_all(lacks: &[(Trait, Lack)]) -> Vec<(Trait, Lack)> {
    let own = |(wanted, lack): &(Trait, Lack)| {
        (
            *wanted,
            Lack {
                own: 0,
                all: lack.own,
            },
        )
    };
    lacks.iter().map(own).collect()
}

/// The places of one category.
struct Places {
    category: Category,
    free: u32,
    lacking: Vec<(Trait, u32)>,
    unknown: u32,
}

impl Places {
    fn of(standing: Standing<'_>, nominations: &[Nomination], category: Category) -> Self {
        let Standing { congress, unit } = standing;
        let settings = &congress.settings;
        let holds = |one: &&Nomination| {
            one.state.holds_place() && category.held_by().contains(&one.category)
        };
        let holders: Vec<&Nomination> = nominations.iter().filter(holds).collect();
        let lacking = |wanted: &Trait| {
            let has = |one: &&&Nomination| one.traits(settings).contains(wanted);
            let with = count(holders.iter().filter(has).count());
            let missing = unit.quotas.minimum(category, *wanted).saturating_sub(with);
            (missing > 0).then_some((*wanted, missing))
        };
        let traits = settings
            .traits
            .iter()
            .filter(|_| settings.has_minimums(category));
        Self {
            category,
            free: unit
                .quotas
                .places(category)
                .saturating_sub(count(holders.len())),
            lacking: traits.filter_map(lacking).collect(),
            unknown: count(holders.iter().filter(|one| one.facts.is_none()).count()),
        }
    }

    fn lack(&self, wanted: Trait) -> u32 {
        let lacking = self.lacking.iter().find(|(one, _)| *one == wanted);
        lacking.map_or(0, |(_, number)| *number)
    }

    /// A warning where something follows, or where more lack than can come; its words are still to be found.
    fn warning(self, can_come: u32, needs: Vec<Need>) -> Option<EarlyWarning> {
        let too_many = self.lacking.iter().any(|(_, number)| *number > can_come);
        (too_many || !needs.is_empty()).then_some(EarlyWarning {
            category: self.category,
            free: can_come,
            lacking: self.lacking,
            needs,
            unknown: self.unknown,
            says: Said::new("", ""),
        })
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
