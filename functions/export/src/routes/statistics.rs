//! `GET /api/exports/{congress}/statistics.xlsx`

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::{extract::State, response::Response};
use domain::{
    composition::{composition, target::targets},
    congress::convening::CONVENERS,
    nomination::state::State as Stands,
};

use crate::{
    delivery::{deliver, failed},
    heading::{Kind, heading},
    roster::Format,
    statistics,
};

/// The composition of all nominees as the statistics page shows it, with charts, for the convener.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/statistics.xlsx",
    params(("congress" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(super) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let holding: Vec<_> = Stands::ALL
        .into_iter()
        .filter(|state| state.holds_place())
        .collect();
    let (units, nominations) = tokio::try_join!(
        edge.store.units(&ids.congress),
        edge.store.queue(&ids.congress, &holding)
    )?;
    let kinds: BTreeMap<_, _> = units.into_iter().map(|unit| (unit.id, unit.kind)).collect();
    let (settings, language) = (&scene.congress.settings, scene.language);
    let composition = composition(&nominations, Some(&kinds), settings, language);
    let targets = targets(&nominations, settings, language);
    let heading = heading(&scene, Kind::Statistics, nominations.len());
    let file = statistics::file(&composition, &targets, &heading, language);
    let file = file.map_err(|error| failed(&error))?;
    Ok(deliver(file, Format::Xlsx, "统计", "statistics", scene.now))
}
