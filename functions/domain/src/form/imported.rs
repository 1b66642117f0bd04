//! What an import leaves in a form so that it can be undone: which import it was, and what stood there before. The next save,
//! whoever makes it, drops it; so what can be undone is exactly what nobody has touched since.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Form, values::Values};
use crate::id::ImportId;

/// An import's trace in a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Which import.
    pub import: ImportId,
    /// The fields it changed.
    pub fields: Vec<String>,
    /// Their answers before, where they had one.
    pub before: Values,
}

impl Form {
    /// The form with an import's answers to these fields; one that it does not give is emptied.
    #[must_use]
    pub fn import(
        &self,
        fields: &[String],
        answers: &Values,
        import: &ImportId,
        by: &str,
        now: Timestamp,
    ) -> Self {
        Self {
            imported: Some(Imported {
                import: import.clone(),
                fields: fields.to_vec(),
                before: self.values.only(fields),
            }),
            ..self.saved(self.values.replaced(fields, answers), by, now)
        }
    }

    /// Whether nobody has saved it since this import.
    pub fn is_as_imported(&self, import: &ImportId) -> bool {
        self.imported
            .as_ref()
            .is_some_and(|imported| imported.import == *import)
    }

    /// The form as it stood before the import that was the last to change it; as it is where none was.
    #[must_use]
    pub fn before_import(&self, by: &str, now: Timestamp) -> Self {
        let Some(imported) = &self.imported else {
            return self.clone();
        };
        let values = self.values.replaced(&imported.fields, &imported.before);
        self.saved(values, by, now)
    }
}
