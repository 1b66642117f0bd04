//! What differs between a unit and what it will be, in words.

use crate::{
    congress::Settings,
    refusal::Said,
    unit::{Unit, table::UnitColumn},
};

/// Every column in which the two differ: `代表名额：6 → 8`. Phones are masked; one that changed behind the same mask
/// says so.
pub(super) fn between(before: &Unit, after: &Unit, settings: &Settings) -> Vec<Said> {
    let columns = UnitColumn::all().into_iter();
    columns
        .filter_map(|column| change(column, before, after, settings))
        .collect()
}

fn change(column: UnitColumn, before: &Unit, after: &Unit, settings: &Settings) -> Option<Said> {
    let header = column.header(settings);
    let (was, is) = (column.cell(before).shows(), column.cell(after).shows());
    if was != is {
        let said = format!("{header}：{} → {}", or_none(&was), or_none(&is));
        return Some(Said::new(said.clone(), said));
    }
    let phones = |unit: &Unit| {
        unit.liaisons
            .iter()
            .map(|one| one.phone.clone())
            .collect::<Vec<_>>()
    };
    let replaced = column == UnitColumn::LiaisonPhones && phones(before) != phones(after);
    replaced.then(|| {
        Said::new(
            format!("{header}：已更换（{is}）"),
            format!("{header}: replaced ({is})"),
        )
    })
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "（空）" } else { text }
}
