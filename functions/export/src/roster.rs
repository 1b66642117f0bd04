//! What a roster is asked for, and who is in it: those who fit the filters, unit by unit in the order of their codes.

use std::collections::BTreeMap;

use api::{
    Edge, Problem,
    listing::{Filter, Filters},
};
use domain::{
    category::Category,
    congress::Settings,
    form::schema::Schema,
    id::{CongressId, NominationId, UnitId},
    nomination::{listed::Listed, state::State},
    refusal::{Fault, FaultCode, Refusal, Said},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::column::Column;

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// A workbook.
    #[default]
    Xlsx,
    /// Comma-separated, UTF-8 with byte-order mark.
    Csv,
}

/// Which people share a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Split {
    /// All of them.
    #[default]
    None,
    /// Those of a category.
    Category,
    /// Those of a unit.
    Unit,
}

impl Split {
    /// Its code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Category => "category",
            Self::Unit => "unit",
        }
    }

    /// The one with a code; all share a sheet where there is no such code.
    pub(crate) fn parse(code: &str) -> Self {
        let all = [Self::Category, Self::Unit];
        all.into_iter()
            .find(|split| split.code() == code)
            .unwrap_or_default()
    }
}

/// A roster as it is asked for, at once or as a job.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RosterRequest {
    /// A unit's id; liaisons must name theirs.
    #[schema(value_type = Option<String>)]
    pub(crate) unit: Option<UnitId>,
    /// States; everybody who holds a place when there are none.
    #[schema(value_type = Vec<String>)]
    pub(crate) states: Vec<State>,
    /// Categories; all when there are none.
    #[schema(value_type = Vec<String>)]
    pub(crate) categories: Vec<Category>,
    /// The further filters of lists, so that no more numbers leave than the list showed; its `sort` is the order within a unit.
    #[schema(value_type = Object)]
    pub(crate) filters: Filters,
    /// Columns by id in the order wanted; all when there are none.
    pub(crate) columns: Vec<String>,
    /// Which people share a sheet of the workbook.
    pub(crate) split: Split,
    /// Workbook or CSV.
    pub(crate) format: Format,
}

/// Who is in a roster: the ids of each unit that has some.
pub(crate) type Found = BTreeMap<UnitId, Vec<NominationId>>;

impl RosterRequest {
    /// Checks everything that can be checked before anybody is looked at.
    ///
    /// # Errors
    /// `invalid_input` with every filter that cannot be, at `/columns/{index}` for a column that does not exist or is named
    /// twice, at `/split` for a CSV in sheets.
    pub(crate) fn check(&self, settings: &Settings) -> Result<Filter, Problem> {
        let filter = Filter::parse(&self.filters)?;
        Column::chosen(&Schema::of_all(settings), &self.columns)?;
        if self.format == Format::Csv && self.split != Split::None {
            return Err(Problem::invalid(vec![Fault::new(
                "/split",
                FaultCode::NotUsed,
                "CSV 只有一张表，不能分表；请改为 Excel 或不分表",
                "A CSV is one table; take a workbook, or do not divide it",
            )]));
        }
        Ok(filter)
    }

    /// Who is in it. A change of the last moment counts.
    ///
    /// # Errors
    /// `nothing_to_do` when nobody fits; `unavailable`.
    pub(crate) async fn find(
        &self,
        edge: &Edge,
        congress: &CongressId,
        filter: &Filter,
    ) -> Result<Found, Problem> {
        let fits = |one: &Listed| {
            (self.states.is_empty() || self.states.contains(&one.state))
                && (self.categories.is_empty() || self.categories.contains(&one.category))
                && filter.finds(one)
        };
        let unit = self.unit.as_ref();
        let found = edge.store.find_in_register(congress, unit, fits).await?;
        if found.is_empty() {
            return Err(nobody().into());
        }
        Ok(found)
    }
}

/// How many they are.
pub(crate) fn count(found: &Found) -> u32 {
    let people: usize = found.values().map(Vec::len).sum();
    u32::try_from(people).unwrap_or(u32::MAX)
}

fn nobody() -> Refusal {
    Refusal::NothingToDo(Said::new(
        "没有符合条件的人员，请调整筛选条件后再导出",
        "Nobody fits these conditions; change the filters and export again",
    ))
}
