#![doc = include_str!("README.md")]

pub mod changes;
pub mod check;
pub mod completeness;
pub mod facts;
pub mod former;
pub mod imported;
pub mod schema;
pub mod values;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::{id::NominationId, nomination::Nomination, refusal::Fault};
use changes::{Before, Change};
use imported::Imported;
use schema::Schema;
use values::Values;

/// A nominee's form with its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Whose.
    pub nomination: NominationId,
    /// Raised by one with every save; 0 for a form never saved.
    pub version: u64,
    /// What is filled in.
    pub values: Values,
    /// What the fields held that changed since it was last submitted; `None` before.
    pub before: Option<Before>,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// By whom.
    pub saved_by: String,
    /// What an import changed in it, until somebody saves it again.
    pub imported: Option<Imported>,
}

impl Form {
    /// The form of a new nominee: only name and phone are known.
    pub fn of(nomination: &Nomination) -> Self {
        Self {
            nomination: nomination.id.clone(),
            version: 0,
            values: Values::of(&nomination.name, &nomination.phone),
            before: None,
            saved_at: nomination.allocated_at,
            saved_by: String::new(),
            imported: None,
        }
    }

    /// The form with changed fields (field id → value, `null` to empty it).
    ///
    /// # Errors
    /// Every field or value that cannot be, pointers below `/changes`.
    pub fn with(
        &self,
        schema: &Schema<'_>,
        changes: &Map<String, Value>,
        by: &str,
        now: Timestamp,
    ) -> Result<Self, Vec<Fault>> {
        let values = self.values.with(schema, changes)?;
        Ok(self.saved(values, by, now))
    }

    /// The form with a former form's answers to these fields.
    #[must_use]
    pub fn brought(&self, fields: &[String], former: &Values, by: &str, now: Timestamp) -> Self {
        self.saved(self.values.replaced(fields, former), by, now)
    }

    /// The form with these answers, whoever saved them: what was submitted is not forgotten, an import's trace is.
    fn saved(&self, values: Values, by: &str, now: Timestamp) -> Self {
        let before = self.before.as_ref();
        Self {
            before: before.map(|before| before.followed(&self.values, &values)),
            values,
            saved_at: now,
            saved_by: by.to_owned(),
            imported: None,
            ..self.clone()
        }
    }

    /// What differs from what was last submitted; nothing before the first submission.
    pub fn changed_since_submission(&self) -> Vec<Change> {
        let before = self.before.as_ref();
        before.map_or_else(Vec::new, |before| before.changes(&self.values))
    }

    /// The form as it is now submitted.
    #[must_use]
    pub fn submitted(&self) -> Self {
        Self {
            before: Some(Before::default()),
            imported: None,
            ..self.clone()
        }
    }
}
