//! What changed in a form: field by field, what stood there and what stands there now; rows of tables row by row.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{schema, values::Values};

/// One field that changed. Neither answer means that it has no answers to show: the photo, which is stored apart.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field's id.
    #[serde(rename = "f")]
    pub field: String,
    /// What stood there.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What stands there since.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

impl Change {
    /// The photo was replaced.
    pub fn photo() -> Self {
        Self {
            field: schema::PHOTO.to_owned(),
            before: None,
            after: None,
        }
    }

    fn is_none(&self) -> bool {
        self.before == self.after && self.field != schema::PHOTO
    }
}

impl fmt::Debug for Change {
    /// Only which field: what people typed is no business of a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Change").field(&self.field).finish()
    }
}

/// What the fields held that were changed since the form was last submitted: with the present answers that is the whole
/// form as the reviewers last saw it, at the price of what differs.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Before(BTreeMap<String, Option<Value>>);

impl Before {
    /// The same once answers became others: a field's first answer is kept, and forgotten when it is back.
    #[must_use]
    pub fn followed(&self, from: &Values, to: &Values) -> Self {
        let mut kept = self.0.clone();
        for Change { field, before, .. } in between(from, to) {
            let first = kept.entry(field.clone()).or_insert(before).clone();
            if first.as_ref() == to.get(&field) {
                kept.remove(&field);
            }
        }
        Self(kept)
    }

    /// What changed since, in the order of the form.
    pub fn changes(&self, now: &Values) -> Vec<Change> {
        let change = |(field, before): (&String, &Option<Value>)| Change {
            field: field.clone(),
            before: before.clone(),
            after: now.get(field).cloned(),
        };
        in_order(self.0.iter().map(change).collect())
    }
}

impl fmt::Debug for Before {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Before")
            .field(&self.0.keys().collect::<Vec<_>>())
            .finish()
    }
}

/// The fields that differ between two forms.
fn between(from: &Values, to: &Values) -> Vec<Change> {
    let emptied = from.iter().filter(|(id, _)| to.get(id).is_none());
    let differs = |(id, _): &(&str, &Value)| from.get(id) != to.get(id);
    let fields = emptied.chain(to.iter()).filter(differs);
    let change = |(id, _): (&str, &Value)| Change {
        field: id.to_owned(),
        before: from.get(id).cloned(),
        after: to.get(id).cloned(),
    };
    fields.map(change).collect()
}

/// Changes that followed one another, as one: of each field the first answer and the last. What is back where it began is
/// no change.
pub fn together<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<Change> {
    let mut by_field: BTreeMap<&str, Change> = BTreeMap::new();
    for change in changes {
        let known = by_field.entry(&change.field);
        known
            .and_modify(|known| known.after.clone_from(&change.after))
            .or_insert_with(|| change.clone());
    }
    let real = by_field.into_values().filter(|change| !change.is_none());
    in_order(real.collect())
}

/// In the order of the form; what the form does not know comes last.
fn in_order(mut changes: Vec<Change>) -> Vec<Change> {
    let place = |change: &Change| schema::fields().position(|field| field.id == change.field);
    changes.sort_by_key(|change| place(change).unwrap_or(usize::MAX));
    changes
}

/// What became of a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowChange<'a> {
    /// It is new.
    Added(&'a Value),
    /// It is gone.
    Removed(&'a Value),
    /// Some of its cells differ.
    Changed(&'a Value, &'a Value),
}

/// Compares two tables row by row; rows that stayed are left out, wherever they moved by what came before them.
pub fn rows<'a>(before: &'a [Value], after: &'a [Value]) -> Vec<RowChange<'a>> {
    let mut changes = Vec::new();
    let (mut old, mut new) = (0, 0);
    let ends = std::iter::once((before.len(), after.len()));
    for (kept, there) in stayed(before, after).into_iter().chain(ends) {
        changes.extend(matched(&before[old..kept], &after[new..there]));
        (old, new) = (kept + 1, there + 1);
    }
    changes
}

/// Between two rows that stayed: a row that shares a cell with a former one is that row, changed.
fn matched<'a>(removed: &'a [Value], added: &'a [Value]) -> Vec<RowChange<'a>> {
    let mut rest: Vec<&Value> = added.iter().collect();
    let mut changes = Vec::new();
    for old in removed {
        let alike = rest.iter().position(|new| shares_a_cell(old, new));
        changes.push(match alike {
            Some(at) => RowChange::Changed(old, rest.remove(at)),
            None => RowChange::Removed(old),
        });
    }
    changes.extend(rest.into_iter().map(RowChange::Added));
    changes
}

fn shares_a_cell(one: &Value, other: &Value) -> bool {
    let cells = one.as_object().into_iter().flatten();
    cells
        .into_iter()
        .any(|(column, cell)| other.get(column) == Some(cell))
}

/// The longest run of rows that are in both, in order: their places before and after.
fn stayed(before: &[Value], after: &[Value]) -> Vec<(usize, usize)> {
    // longest[i][j]: of the rows from i and from j on.
    let mut longest = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            longest[i][j] = if before[i] == after[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < before.len() && j < after.len() {
        if before[i] == after[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
