//! `POST /api/exports/{congress}/rosters`: full numbers, with a reason, recorded.

use api::{
    Caller, Edge, Json, Problem, factor,
    listing::{Filter, Filters},
    path::{Ids, OfCongress},
};
use axum::{extract::State, response::Response};
use domain::{
    category::Category,
    congress::convening::ADMINISTRATORS,
    disclosure::{DISCLOSED_TO, Disclosure},
    form::schema::Schema,
    id::UnitId,
    nomination::{Nomination, state::State as Stands},
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    heading::{Kind, heading},
    roster::scene,
};
use crate::{
    column::Column,
    delivery::deliver,
    passage::{Format, Passage},
    roster::Roster,
};

/// Whose full numbers, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Disclose {
    /// A unit's id; liaisons must name theirs.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    unit: Option<UnitId>,
    /// States; everybody who holds a place when there are none.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    states: Vec<Stands>,
    /// Categories; all when there are none.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    categories: Vec<Category>,
    /// The further filters of lists, so that no more numbers leave than the list showed.
    #[serde(default)]
    #[schema(value_type = Object)]
    filters: Filters,
    /// Columns by id in the order wanted; all when there are none.
    #[serde(default)]
    columns: Vec<String>,
    /// Must be true: a masked roster needs no record and is a GET.
    unmasked: bool,
    /// What the numbers are for.
    #[serde(default)]
    reason: String,
    /// Workbook or CSV.
    #[serde(default)]
    format: Format,
}

/// The roster with full certificate numbers and phones, for the convener's administrators and a unit's liaisons. Who takes
/// it, when, of how many people and why is recorded before the first byte is sent. Asks for a fresh second factor.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/rosters",
    params(("congress" = String, Path)),
    request_body = Disclose,
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(super) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<Disclose>,
) -> Result<Response, Problem> {
    let unit = request.unit.as_ref();
    let scene = scene(&edge, &caller, &ids, unit, DISCLOSED_TO, ADMINISTRATORS).await?;
    factor::require_fresh(&scene.session, scene.now)?;
    if !request.unmasked {
        return Err(Problem::invalid(vec![masked_elsewhere()]));
    }
    let filter = Filter::parse(&request.filters)?;
    let columns = request.columns.clone();
    Column::chosen(&Schema::of_all(&scene.congress.settings), &columns)?;
    let record = |people| {
        let congress = scene.congress.id.clone();
        Disclosure::by(
            &scene.actor,
            congress,
            request.unit.clone(),
            &request.reason,
            people,
            scene.now,
        )
    };
    record(0)?;
    let fits = |one: &Nomination| {
        let category = request.categories.is_empty() || request.categories.contains(&one.category);
        category && filter.fits(one)
    };
    let roster = Roster::gather(&edge, &scene, unit, fits, &request.states).await?;
    let record = record(roster.count())?;
    let heading = heading(&scene, Kind::Full, roster.people.len());
    let (settings, language) = (scene.congress.settings.clone(), scene.language);
    let format = request.format;
    let passage = Passage {
        roster,
        columns,
        settings,
        language,
        mask: false,
        heading,
        format,
    };
    let file = passage.file(&edge).await?;
    edge.store
        .record_disclosure(&record, &edge.new_id())
        .await?;
    Ok(deliver(
        file,
        format,
        "名册（完整信息）",
        "roster-full",
        scene.now,
    ))
}

fn masked_elsewhere() -> Fault {
    Fault::new(
        "/unmasked",
        FaultCode::OutOfRange,
        "此处导出完整信息；不需要完整号码时请使用普通导出",
        "This exports full numbers; without them use the plain export",
    )
}
