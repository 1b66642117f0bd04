//! What is asked of a print of forms; the request of a job is the same.

use std::collections::HashMap;

use api::{
    Edge, Problem,
    listing::{Filter, Filters},
};
use domain::{
    id::{CongressId, UnitId},
    nomination::Nomination,
    unit::Unit,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    forms::Format,
    people::{self, Chosen},
};

/// Whose forms, as what.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct FormsRequest {
    /// A unit's id; liaisons must name theirs.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) unit: Option<UnitId>,
    /// Those chosen; when nobody is, all who fit the filters.
    #[serde(default)]
    pub(crate) people: Vec<Chosen>,
    /// The filters of lists.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub(crate) filters: Filters,
    /// One PDF, a folder of PDFs, or Word documents.
    #[serde(default)]
    pub(crate) format: Format,
    /// Whether everybody's files go with the form: a folder then, and full numbers, since nobody masks a scan.
    #[serde(default)]
    pub(crate) enclosures: bool,
}

impl FormsRequest {
    /// Those meant, and their units.
    ///
    /// # Errors
    /// As [`people::wanted`]; `invalid_input` for a filter that is none.
    pub(crate) async fn find(
        &self,
        edge: &Edge,
        congress: &CongressId,
        most: usize,
    ) -> Result<(Vec<Nomination>, HashMap<UnitId, Unit>), Problem> {
        let filter = Filter::parse(&self.filters)?;
        let unit = self.unit.as_ref();
        people::wanted(edge, congress, unit, &self.people, &filter, most).await
    }
}
