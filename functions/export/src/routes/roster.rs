//! `GET /api/exports/{congress}/roster.xlsx` and `roster.csv`: masked.

use api::{
    Caller, Edge, Problem, Scene, Target, admission,
    listing::{Filter, Filters},
    path::{Ids, OfCongress, OfUnit},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{congress::convening::CONVENERS, form::schema::Schema, id::UnitId, permission::Role};
use serde::Deserialize;
use utoipa::IntoParams;

use super::heading::{Kind, heading};
use crate::{
    column::Column,
    delivery::deliver,
    passage::{Format, Passage},
    roster::Roster,
};

const UNIT_READERS: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];

/// What besides the filters of lists.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Choice {
    /// Columns by id, separated by commas, in the order wanted; all when it is left out.
    columns: String,
    /// A unit's id; liaisons must name theirs.
    unit: String,
}

/// The masked roster as a workbook: those who fit the filters. A liaison names the unit; the convener's people may.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/roster.xlsx",
    params(("congress" = String, Path), Filters, Choice),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(super) async fn workbook(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    filter: Filter,
    Query(choice): Query<Choice>,
) -> Result<Response, Problem> {
    Box::pin(roster(&edge, &caller, &ids, &filter, &choice, Format::Xlsx)).await
}

/// The masked roster as CSV.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/roster.csv",
    params(("congress" = String, Path), Filters, Choice),
    responses((status = 200, content_type = "text/csv"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(super) async fn csv(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    filter: Filter,
    Query(choice): Query<Choice>,
) -> Result<Response, Problem> {
    Box::pin(roster(&edge, &caller, &ids, &filter, &choice, Format::Csv)).await
}

async fn roster(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    filter: &Filter,
    choice: &Choice,
    format: Format,
) -> Result<Response, Problem> {
    let unit = Some(choice.unit.as_str()).filter(|unit| !unit.is_empty());
    let unit = unit
        .map(|unit| UnitId::parse(unit).map_err(|_| Problem::not_found()))
        .transpose()?;
    let scene = scene(edge, caller, ids, unit.as_ref(), UNIT_READERS, CONVENERS).await?;
    let asked = choice
        .columns
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty());
    let columns: Vec<_> = asked.map(str::to_owned).collect();
    Column::chosen(&Schema::of_all(&scene.congress.settings), &columns)?;
    let fits = |one: &_| filter.fits(one);
    let roster = Roster::gather(edge, &scene, unit.as_ref(), fits, &filter.states).await?;
    let heading = heading(&scene, Kind::Masked, roster.people.len());
    let (settings, language) = (scene.congress.settings, scene.language);
    let passage = Passage {
        roster,
        columns,
        settings,
        language,
        mask: true,
        heading,
        format,
    };
    Ok(deliver(
        passage.file(edge).await?,
        format,
        "名册",
        "roster",
        scene.now,
    ))
}

/// The scene of an export: of one unit for those who may export it, of the congress for those who may export that.
pub(super) async fn scene(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    unit: Option<&UnitId>,
    of_unit: &'static [Role],
    of_congress: &'static [Role],
) -> Result<Scene, Problem> {
    match unit {
        Some(unit) => {
            let ids = OfUnit {
                congress: ids.congress.clone(),
                unit: unit.clone(),
            };
            admission::scene(edge, caller, &Target::from(&ids), of_unit).await
        }
        None => admission::scene(edge, caller, &Target::from(ids), of_congress).await,
    }
}
