//! The quotas of many units at once: single cells that change, what keeps them from it, and what they would break.

use std::collections::BTreeMap;

use super::{Unit, entry::not_used};
use crate::{
    category::Category,
    congress::Congress,
    id::UnitId,
    indicator::indicators,
    nomination::{Nomination, Standing, state::State},
    quota::{Quota, Quotas},
    refusal::{Fault, FaultCode, Refusal, Said},
    structure::Trait,
};

/// The most cells of one change: two thousand units of some categories each.
pub const MOST_CELLS: usize = 20_000;

/// One cell that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Whose.
    pub unit: UnitId,
    /// Of which category.
    pub category: Category,
    /// The minimum of this trait; `None` is the places.
    pub wanted: Option<Trait>,
    /// What whoever changes it saw there.
    pub from: u32,
    /// What it is to be.
    pub to: u32,
}

impl Cell {
    /// Where it is pointed at.
    fn pointer(&self) -> String {
        let at = format!("/units/{}/quotas/{}", self.unit, self.category.code());
        match self.wanted {
            None => format!("{at}/places"),
            Some(wanted) => format!("{at}/minimums/{}", wanted.code()),
        }
    }

    fn of(&self, quotas: &Quotas) -> u32 {
        match self.wanted {
            None => quotas.places(self.category),
            Some(wanted) => quotas.minimum(self.category, wanted),
        }
    }

    fn set(&self, quotas: &mut Quotas) {
        let quota = quotas.0.entry(self.category).or_default();
        match self.wanted {
            None => quota.places = self.to,
            Some(wanted) if self.to == 0 => drop(quota.minimums.remove(&wanted)),
            Some(wanted) => drop(quota.minimums.insert(wanted, self.to)),
        }
    }
}

/// What a change of cells comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The units that change, before and after.
    pub changed: Vec<(Unit, Unit)>,
    /// What keeps it from being saved; pointers below `/units/{id}`.
    pub faults: Vec<Fault>,
    /// Cells that somebody else has changed meanwhile: a fault each that says what stands there now.
    pub stale: Vec<Fault>,
}

/// What the cells come to upon the units as they are now. A cell that already is what it is to be changes nothing, so that the
/// same change can be sent again.
///
/// # Errors
/// [`Refusal::CongressNotOpen`]; [`Refusal::Invalid`] for more than [`MOST_CELLS`].
pub fn plan(cells: &[Cell], congress: &Congress, units: &[Unit]) -> Result<Plan, Refusal> {
    congress.require_editable()?;
    if cells.len() > MOST_CELLS {
        return Err(Refusal::Invalid(vec![Fault::new(
            "/cells",
            FaultCode::TooLong,
            format!("一次最多修改 {MOST_CELLS} 格，请分次保存"),
            format!("At most {MOST_CELLS} cells at a time; save in parts"),
        )]));
    }
    let by_id: BTreeMap<&UnitId, &Unit> = units.iter().map(|unit| (&unit.id, unit)).collect();
    let mut plan = Plan::default();
    let mut after: BTreeMap<&UnitId, Unit> = BTreeMap::new();
    for cell in cells {
        let Some(unit) = by_id.get(&cell.unit) else {
            plan.stale.push(gone(cell));
            continue;
        };
        let now = cell.of(&unit.quotas);
        if now == cell.to {
            continue;
        }
        if now != cell.from {
            plan.stale.push(stale(cell, now));
        }
        let changed = after.entry(&unit.id).or_insert_with(|| (*unit).clone());
        cell.set(&mut changed.quotas);
    }
    for (id, mut unit) in after {
        unit.quotas.0.retain(|_, quota| *quota != Quota::default());
        let mut faults = unit
            .quotas
            .check(&unit.counts, &congress.settings)
            .err()
            .unwrap_or_default();
        faults.extend(not_used(&unit.quotas, congress));
        for fault in faults {
            plan.faults.push(Fault {
                pointer: format!("/units/{id}{}", fault.pointer),
                ..fault
            });
        }
        plan.changed.push((by_id[id].clone(), unit));
    }
    Ok(plan)
}

fn stale(cell: &Cell, now: u32) -> Fault {
    let Cell { from, .. } = cell;
    Fault::new(
        cell.pointer(),
        FaultCode::Contradicts,
        format!("此格已被他人由 {from} 改为 {now}，请核对后再保存"),
        format!("Somebody has changed this from {from} to {now}; please check and save again"),
    )
}

fn gone(cell: &Cell) -> Fault {
    Fault::new(
        cell.pointer(),
        FaultCode::Contradicts,
        "该单位已被移除，请刷新页面",
        "This unit has been removed; please reload",
    )
}

/// What a change would break without being refused for it: indicators that are met and would not be. `nominations` are all of the
/// unit's.
pub fn breaks(
    congress: &Congress,
    before: &Unit,
    after: &Unit,
    nominations: &[Nomination],
) -> Vec<Said> {
    let of = |unit| indicators(Standing { congress, unit }, nominations);
    let (were, are) = (of(before), of(after));
    let mut says: Vec<Said> = are
        .iter()
        .filter(|one| !one.met())
        .filter_map(|one| {
            let was = were.iter().find(|was| was.of == one.of);
            // A new minimum was asked by nobody before, so it was met.
            let met = was.is_none_or(crate::indicator::Indicator::met);
            let shown = was.map_or_else(|| "–".to_owned(), crate::indicator::Indicator::shows);
            let missing = one.missing();
            met.then(|| {
                Said::new(
                    format!(
                        "{}：{shown} → {}，{}",
                        one.label.zh,
                        one.shows(),
                        missing.zh
                    ),
                    format!(
                        "{}: {shown} → {}, {}",
                        one.label.en,
                        one.shows(),
                        missing.en
                    ),
                )
            })
        })
        .collect();
    let reported = [
        State::Reported,
        State::FinalReviewApproved,
        State::FinalReviewRejected,
    ]
    .map(|state| before.counts.in_state(state))
    .iter()
    .sum::<u32>();
    if reported > 0 {
        says.push(Said::new(
            format!("该单位已上报 {reported} 人，名额变化后可能需要补报"),
            format!("This unit has reported {reported} people and may have to report again"),
        ));
    }
    says
}
