//! How complete a form is, tab by tab.

use serde_json::Value;

use super::{
    schema::{EDUCATIONS, FULL_TIME, Field, Kind, Schema, Tab},
    values::Values,
};

/// How complete a tab is. Only whether required fields are answered is counted; whether rightly is asked by the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabCompleteness {
    /// The tab.
    pub tab: Tab,
    /// How many answers it needs, given what is filled in.
    pub required: usize,
    /// How many of them there are.
    pub filled: usize,
    /// The fields whose answers are missing, in order.
    pub missing: Vec<String>,
}

/// How complete each tab is. The photo is stored apart, so the caller says whether there is one.
///
/// That at least one of the two educations must be ticked counts as one answer, named by the first of the ticks.
pub fn completeness(values: &Values, schema: &Schema<'_>, photo: bool) -> [TabCompleteness; 3] {
    Tab::ALL.map(|tab| {
        let needed = schema.tab(tab).filter(|field| is_needed(field, values));
        let mut of_tab = TabCompleteness {
            tab,
            required: 0,
            filled: 0,
            missing: Vec::new(),
        };
        for field in needed {
            of_tab.required += 1;
            if is_answered(field, values, photo) {
                of_tab.filled += 1;
            } else {
                of_tab.missing.push(field.id.to_owned());
            }
        }
        of_tab
    })
}

fn is_needed(field: &Field<'_>, values: &Values) -> bool {
    field.id == FULL_TIME.tick || (field.required && field.appears(values))
}

fn is_answered(field: &Field<'_>, values: &Values, photo: bool) -> bool {
    match field.kind {
        Kind::Photo => photo,
        Kind::Tick => EDUCATIONS
            .iter()
            .any(|education| values.yes(education.tick)),
        Kind::Rows { at_least, .. } => {
            let is_filled = |row: &&Value| row.as_object().is_some_and(|row| !row.is_empty());
            values.list(field.id).iter().filter(is_filled).count() >= at_least
        }
        _ => values.get(field.id).is_some(),
    }
}
