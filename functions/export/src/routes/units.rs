//! `GET /api/exports/{congress}/units.xlsx` and `liaisons.xlsx`

use api::{
    Caller, Edge, Problem, Scene, Target, admission,
    path::{Ids, OfCongress},
};
use axum::{extract::State, response::Response};
use domain::{
    congress::convening::CONVENERS,
    refusal::{Refusal, Said},
    unit::Unit,
};

use crate::{
    delivery::{deliver, failed},
    heading::{Kind, heading},
    liaisons,
    roster::Format,
    units,
};

/// All units with liaisons and quotas, in the format in which they are imported, for the convener.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/units.xlsx",
    params(("congress" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(super) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Response, Problem> {
    let (scene, all) = units_of(&edge, &caller, &ids).await?;
    let heading = heading(&scene, Kind::Units, all.len());
    let file = units::file(&all, &scene.congress.settings, &heading);
    let file = file.map_err(|error| failed(&error))?;
    Ok(deliver(file, Format::Xlsx, "单位名额", "units", scene.now))
}

/// All liaisons, in the format in which they are imported, for the convener.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/liaisons.xlsx",
    params(("congress" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(super) async fn liaisons(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Response, Problem> {
    let (scene, all) = units_of(&edge, &caller, &ids).await?;
    let count = all.iter().map(|unit| unit.liaisons.len()).sum();
    let file = liaisons::file(&all, &heading(&scene, Kind::Liaisons, count));
    let file = file.map_err(|error| failed(&error))?;
    Ok(deliver(file, Format::Xlsx, "联络员", "liaisons", scene.now))
}

/// The units in the order of their codes, for somebody of the convening body.
async fn units_of(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
) -> Result<(Scene, Vec<Unit>), Problem> {
    let scene = admission::scene(edge, caller, &Target::from(ids), CONVENERS).await?;
    let mut all = edge.store.units(&ids.congress).await?;
    if all.is_empty() {
        return Err(Refusal::NothingToDo(Said::new(
            "还没有受邀单位，请先添加或导入单位",
            "There are no units yet; add or import them first",
        ))
        .into());
    }
    all.sort_by(|one, other| one.code.cmp(&other.code));
    Ok((scene, all))
}
