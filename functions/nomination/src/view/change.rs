//! What changed in a form, as people read it: old and new, tables row by row. Sensitive answers are masked for everybody.

use api::Scene;
use domain::{
    form::{
        changes::{Change, RowChange, rows},
        schema::{Field, Kind},
    },
    text::Language,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::timeline::Words;

/// A field that changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeView {
    /// Its id.
    id: String,
    /// Its label in the words of the congress.
    label: String,
    /// What stood there; null for nothing, and where `rows` says more.
    before: Option<String>,
    /// What stands there since; null for nothing, and where `rows` says more.
    after: Option<String>,
    /// Whether both are masked, so that they may look the same.
    masked: bool,
    /// The rows of a table that are not as they were.
    rows: Vec<RowChangeView>,
}

/// A row that is not as it was.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RowChangeView {
    /// `added`, `removed` or `changed`.
    kind: &'static str,
    /// What stood there; null for a new row.
    before: Option<String>,
    /// What stands there since; null for one that is gone.
    after: Option<String>,
}

impl ChangeView {
    /// Changes in the words of a scene.
    pub(crate) fn all(changes: &[Change], scene: &Scene) -> Vec<Self> {
        let words = Words::of(scene);
        let view = |change: &Change| Self::of(change, &words, scene.language);
        changes.iter().map(view).collect()
    }

    fn of(change: &Change, words: &Words<'_>, language: Language) -> Self {
        let field = words.field(&change.field);
        let table = field.filter(|field| matches!(field.kind, Kind::Rows { .. }));
        let shown = |value: &Option<Value>| {
            let (field, value) = (field.as_ref()?, value.as_ref()?);
            Some(field.display(value, language, true))
        };
        let whole = table.is_none();
        Self {
            id: change.field.clone(),
            label: words.label(&change.field),
            before: shown(&change.before).filter(|_| whole),
            after: shown(&change.after).filter(|_| whole),
            masked: field.is_some_and(|field| field.sensitive),
            rows: table.map_or_else(Vec::new, |table| {
                RowChangeView::all(&table, change, language)
            }),
        }
    }
}

impl RowChangeView {
    fn all(table: &Field<'_>, change: &Change, language: Language) -> Vec<Self> {
        let of = |value: &Option<Value>| value.as_ref().and_then(Value::as_array).cloned();
        let (before, after) = (of(&change.before), of(&change.after));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let row = |row: &Value| Some(table.display_row(row, language));
        let view = |change: RowChange<'_>| match change {
            RowChange::Added(after) => Self {
                kind: "added",
                before: None,
                after: row(after),
            },
            RowChange::Removed(before) => Self {
                kind: "removed",
                before: row(before),
                after: None,
            },
            RowChange::Changed(before, after) => Self {
                kind: "changed",
                before: row(before),
                after: row(after),
            },
        };
        rows(&before, &after).into_iter().map(view).collect()
    }
}
