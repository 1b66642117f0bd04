#![doc = include_str!("README.md")]

pub(crate) mod add;
pub(crate) mod confirm;
pub(crate) mod download;
pub(crate) mod go_on;
pub(crate) mod list;
pub(crate) mod remove;

use api::{Edge, Problem, path};
use domain::id::{AttachmentId, CongressId, UnitId};
use serde::Deserialize;
use store::{Attachment, Owner};
use utoipa::IntoParams;

/// `/{congress}/{unit}/files/{file}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OfUnitFile {
    /// The congress.
    #[param(value_type = String)]
    congress: CongressId,
    /// The unit.
    #[param(value_type = String)]
    unit: UnitId,
    /// The file.
    #[param(value_type = String)]
    file: AttachmentId,
}

impl OfUnitFile {
    fn of_unit(&self) -> path::OfUnit {
        path::OfUnit {
            congress: self.congress.clone(),
            unit: self.unit.clone(),
        }
    }

    /// The file's record.
    ///
    /// # Errors
    /// `not_found`, `unavailable`.
    async fn load(&self, edge: &Edge) -> Result<Attachment, Problem> {
        let owner = Owner::Unit(self.congress.clone(), self.unit.clone());
        let found = edge.store.attachment(&owner, &self.file).await?;
        found.ok_or_else(Problem::not_found)
    }
}
