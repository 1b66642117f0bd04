//! Ids in paths: `/{congress}`, `/{congress}/{unit}`, `/{congress}/{unit}/{nomination}`. What is not an id is not found.

use std::ops::Deref;

use axum::{extract::FromRequestParts, http::request::Parts};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::problem::Problem;
use domain::id::{AttachmentId, CongressId, ExportId, ImportId, NominationId, UnitId};

/// Path parameters by name.
#[derive(Clone, Debug)]
pub struct Ids<T>(pub T);

impl<T> Deref for Ids<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Ids<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0))
            .map_err(|_| Problem::not_found())
    }
}

/// `/{congress}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfCongress {
    /// The congress.
    #[param(value_type = String)]
    pub congress: CongressId,
}

/// `/{congress}/{unit}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfUnit {
    /// The congress.
    #[param(value_type = String)]
    pub congress: CongressId,
    /// The unit.
    #[param(value_type = String)]
    pub unit: UnitId,
}

/// `/{congress}/{unit}/imports/{import}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfImport {
    /// The congress.
    #[param(value_type = String)]
    pub congress: CongressId,
    /// The unit.
    #[param(value_type = String)]
    pub unit: UnitId,
    /// The import.
    #[param(value_type = String)]
    pub import: ImportId,
}

/// `/{congress}/jobs/{export}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfExport {
    /// The congress.
    #[param(value_type = String)]
    pub congress: CongressId,
    /// The export.
    #[param(value_type = String)]
    pub export: ExportId,
}

impl From<&OfImport> for OfUnit {
    fn from(ids: &OfImport) -> Self {
        Self {
            congress: ids.congress.clone(),
            unit: ids.unit.clone(),
        }
    }
}

/// `/{congress}/{unit}/{nomination}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfNomination {
    /// The congress.
    #[param(value_type = String)]
    pub congress: CongressId,
    /// The unit.
    #[param(value_type = String)]
    pub unit: UnitId,
    /// The nomination.
    #[param(value_type = String)]
    pub nomination: NominationId,
}

/// `/{congress}/{unit}/{nomination}/attachments/{attachment}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OfAttachment {
    /// The congress.
    #[param(value_type = String)]
    pub congress: CongressId,
    /// The unit.
    #[param(value_type = String)]
    pub unit: UnitId,
    /// The nomination.
    #[param(value_type = String)]
    pub nomination: NominationId,
    /// The attachment.
    #[param(value_type = String)]
    pub attachment: AttachmentId,
}

impl From<&OfAttachment> for OfNomination {
    fn from(ids: &OfAttachment) -> Self {
        Self {
            congress: ids.congress.clone(),
            unit: ids.unit.clone(),
            nomination: ids.nomination.clone(),
        }
    }
}
