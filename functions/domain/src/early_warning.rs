//! Warn early (rule 7): when the places still free are no more than a minimum still lacking, the next nominees must be
//! people with that trait.

use crate::{
    category::Category,
    nomination::{Nomination, Standing},
    refusal::Said,
    structure::Trait,
    unit::Unit,
};

/// What the next nominees for a category must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlyWarning {
    /// Whose places.
    pub category: Category,
    /// Free places.
    pub free: u32,
    /// What is lacking, with how many, each no fewer than the free places.
    pub lacking: Vec<(Trait, u32)>,
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
/// Somebody whose form is not submitted counts for no trait yet; the warning says how many those are. One person can
/// have several traits, so minimums are compared with the free places one by one, not added up.
pub fn early_warnings(standing: Standing<'_>, nominations: &[Nomination]) -> Vec<EarlyWarning> {
    let with_minimums = Category::ALL
        .into_iter()
        .filter(|category| category.has_minimums());
    with_minimums
        .filter_map(|category| warning(standing, nominations, category))
        .collect()
}

fn warning(
    standing: Standing<'_>,
    nominations: &[Nomination],
    category: Category,
) -> Option<EarlyWarning> {
    let Standing { congress, unit } = standing;
    let settings = &congress.settings;
    let holders: Vec<&Nomination> = nominations
        .iter()
        .filter(|one| one.state.holds_place() && category.held_by().contains(&one.category))
        .collect();
    let held = u32::try_from(holders.len()).unwrap_or(u32::MAX);
    let free = unit.quotas.places(category).saturating_sub(held);
    let mut lacking = Vec::new();
    for wanted in &settings.traits {
        let with = holders
            .iter()
            .filter(|one| one.traits(settings).contains(wanted))
            .count();
        let with = u32::try_from(with).unwrap_or(u32::MAX);
        let missing = unit.quotas.minimum(category, *wanted).saturating_sub(with);
        if missing > 0 && free <= missing {
            lacking.push((*wanted, missing));
        }
    }
    if lacking.is_empty() {
        return None;
    }
    let unknown = holders.iter().filter(|one| one.facts.is_none()).count();
    let unknown = u32::try_from(unknown).unwrap_or(u32::MAX);
    let says = words(standing, category, free, &lacking, unknown);
    Some(EarlyWarning {
        category,
        free,
        lacking,
        unknown,
        says,
    })
}

fn words(
    standing: Standing<'_>,
    category: Category,
    free: u32,
    lacking: &[(Trait, u32)],
    unknown: u32,
) -> Said {
    let name = category.name();
    let labels = lacking
        .iter()
        .map(|(wanted, number)| (standing.congress.trait_name(*wanted), number));
    let (zh, en): (Vec<_>, Vec<_>) = labels
        .map(|(label, number)| {
            (
                format!("{}还差 {number} 名", label.zh),
                format!("{number} more of: {}", label.en),
            )
        })
        .unzip();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let (zh, en) = if free == 0 {
        (
            format!("{}名额已用完，但{zh}", name.zh),
            format!("{}: no place is left, yet {en}", name.en),
        )
    } else {
        (
            format!(
                "{}名额还剩 {free} 个，其中{zh}，接下来须推荐符合条件的人员",
                name.zh
            ),
            format!(
                "{}: {free} left and {en}; the next nominees must be such people",
                name.en
            ),
        )
    };
    if unknown == 0 {
        return Said::new(zh, en);
    }
    Said::new(
        format!("{zh}（{unknown} 名已分配人员尚未提交，未计入）"),
        format!("{en} ({unknown} allocated have not submitted and are not counted)"),
    )
}
