#![doc = include_str!("README.md")]

pub mod changes;
pub mod check;
pub mod completeness;
pub mod facts;
pub mod imported;
pub mod schema;
pub mod values;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::{id::NominationId, nomination::Nomination, refusal::Fault};
use changes::Digests;
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
    /// What it looked like when last submitted, field by field; empty before.
    pub digests: Digests,
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
            digests: Digests::default(),
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
        Ok(Self {
            values,
            saved_at: now,
            saved_by: by.to_owned(),
            imported: None,
            ..self.clone()
        })
    }

    /// The fields that differ from what was last submitted; none before the first submission.
    pub fn changed_since_submission(&self) -> Vec<String> {
        self.digests.changed(&self.values)
    }

    /// The form as it is now submitted.
    #[must_use]
    pub fn submitted(&self) -> Self {
        Self {
            digests: Digests::of(&self.values),
            imported: None,
            ..self.clone()
        }
    }
}
