#![doc = include_str!("README.md")]

mod cells;
mod changes;
mod header;
mod liaisons;

use std::collections::HashMap;

use super::{Unit, table::UnitColumn};
use crate::{
    category::Category,
    congress::Congress,
    id::UnitId,
    refusal::{Refusal, Said},
    sheet::{CellFault, Row, Verdict},
};
use cells::Cells;
use header::{Header, MOST_TITLE_ROWS, nothing, refused};
pub use liaisons::plan_liaisons;

/// A row with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its number in the file, from 1.
    pub line: u32,
    /// The unit's code.
    pub code: String,
    /// The unit's name.
    pub name: String,
    /// What is to become of it.
    pub verdict: Verdict,
    /// What changes, in words; masked like everything shown.
    pub changes: Vec<Said>,
    /// What is wrong.
    pub faults: Vec<CellFault>,
    /// The unit as it is.
    pub before: Option<Unit>,
    /// The unit as it will be; none for an error, and at all rows but the last about a unit.
    pub after: Option<Unit>,
}

impl Planned {
    /// Whether something is written at this row. Where several rows are about one unit, all of it is written at the last.
    pub const fn writes(&self) -> bool {
        matches!(self.verdict, Verdict::New | Verdict::Changed) && self.after.is_some()
    }
}

/// What a file would change, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every row that is not blank, in order.
    pub rows: Vec<Planned>,
}

impl Plan {
    /// How many rows have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows
            .iter()
            .filter(|row| row.verdict == verdict)
            .count()
    }
}

/// Plans an import. `units` are all of the congress's, `new_id` makes an id for each new one.
///
/// # Errors
/// [`Refusal::CongressNotOpen`] once the congress is closed; [`Refusal::Invalid`] when the header lacks columns or has
/// unknown ones, or no row follows it.
pub fn plan(
    rows: &[Row],
    congress: &Congress,
    units: &[Unit],
    mut new_id: impl FnMut() -> UnitId,
) -> Result<Plan, Refusal> {
    congress.require_editable()?;
    let filled: Vec<&Row> = rows.iter().filter(|row| !row.is_blank()).collect();
    let (header, rows) = Header::find(&filled, &congress.settings)?;
    let mut seen = Seen::default();
    let planned = rows.iter().map(|row| {
        let cells = Cells {
            header: &header,
            row,
        };
        let mut planned = judge(&cells, congress, units, &mut new_id);
        seen.refuse_repeated(&cells, &mut planned);
        planned
    });
    Ok(Plan {
        rows: planned.collect(),
    })
}

fn judge(
    cells: &Cells<'_>,
    congress: &Congress,
    units: &[Unit],
    new_id: &mut impl FnMut() -> UnitId,
) -> Planned {
    let code = cells.text(UnitColumn::Code);
    let before = units
        .iter()
        .find(|unit| !code.is_empty() && unit.code == code);
    let (entry, mut faults) = cells.entry(before);
    let made = match before {
        Some(unit) => entry.change(unit, congress, units),
        None => entry.found(new_id(), congress, units),
    };
    let after = match made {
        Ok(unit) if faults.is_empty() => Some(unit),
        Ok(_) => None,
        Err(refusal) => {
            let known: Vec<_> = faults.iter().map(|(column, _)| *column).collect();
            let further = refusal.faults().iter().map(|fault| {
                let column = UnitColumn::at(&fault.pointer).unwrap_or(UnitColumn::Code);
                (column, fault.says.clone())
            });
            faults
                .extend(further.filter(|(column, _)| !known.iter().any(|one| one.hides(*column))));
            None
        }
    };
    faults.sort_by_key(|(column, _)| cells.place(*column));
    let changes = match (before, &after) {
        (Some(before), Some(after)) => changes::between(before, after, &congress.settings),
        _ => Vec::new(),
    };
    let verdict = match (before, &after) {
        (_, None) => Verdict::Error,
        (None, Some(_)) => Verdict::New,
        (Some(_), Some(_)) if changes.is_empty() => Verdict::Unchanged,
        (Some(_), Some(_)) => Verdict::Changed,
    };
    Planned {
        line: cells.row.line,
        code,
        name: cells.text(UnitColumn::Name),
        verdict,
        changes,
        faults: faults
            .into_iter()
            .map(|(column, says)| cells.fault(column, says))
            .collect(),
        before: before.cloned(),
        after,
    }
}

impl UnitColumn {
    /// Whether a fault here makes what else was found in another column mean nothing: in the same cell, and where places that
    /// cannot be read were taken for none.
    fn hides(self, other: Self) -> bool {
        let bound =
            |one: Category, two: Category| one == two || one.has_minimums() && two.has_minimums();
        match (self, other) {
            (Self::Places(unread), Self::Places(category) | Self::Minimum(category, _)) => {
                bound(unread, category)
            }
            _ => self == other,
        }
    }
}

/// Codes and names of the rows above, each with its line.
#[derive(Default)]
struct Seen {
    codes: HashMap<String, u32>,
    names: HashMap<String, u32>,
}

impl Seen {
    fn refuse_repeated(&mut self, cells: &Cells<'_>, planned: &mut Planned) {
        let rows = [
            (UnitColumn::Code, &mut self.codes, planned.code.clone()),
            (UnitColumn::Name, &mut self.names, planned.name.clone()),
        ];
        for (column, seen, text) in rows {
            if text.is_empty() {
                continue;
            }
            let first = *seen.entry(text).or_insert(planned.line);
            if first != planned.line {
                let says = Said::new(
                    format!("与第 {first} 行重复，请删去一行或改正"),
                    format!("The same as in row {first}; remove one or correct it"),
                );
                planned.faults.push(cells.fault(column, says));
                planned.verdict = Verdict::Error;
                planned.after = None;
                planned.changes.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests;
