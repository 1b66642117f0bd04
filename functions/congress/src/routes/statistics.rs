//! `GET /api/congresses/{congress}/statistics` and `GET /api/congresses/{congress}/units/{unit}/statistics`

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    path::{Ids, OfCongress, OfUnit},
};
use axum::extract::State;
use domain::{
    composition::{
        Composition, composition,
        target::{TargetShare, targets},
    },
    congress::convening::CONVENERS,
    nomination::state::State as Stands,
    permission::Role,
};
use serde::Serialize;
use store::Consistency;
use utoipa::ToSchema;

const UNIT_READERS: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];

/// Who the nominees are.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Statistics {
    /// Those who hold a place, divided in every way.
    #[schema(value_type = Object)]
    composition: Composition,
    /// What share is to have a trait, and what share has it. A unit has no targets: they are the whole congress's.
    #[schema(value_type = Vec<Object>)]
    targets: Vec<TargetShare>,
}

/// The composition of all nominees, for the convener: one pass over the summaries, never over forms.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/statistics",
    params(("congress" = String, Path)),
    responses((status = 200, body = Statistics), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn of_congress(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Statistics>, Problem> {
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
    Ok(Json(Statistics {
        composition: composition(&nominations, Some(&kinds), settings, language),
        targets: targets(&nominations, settings, language),
    }))
}

/// The composition of a unit's nominees, for its liaisons and the convener.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/units/{unit}/statistics",
    params(("congress" = String, Path), ("unit" = String, Path)),
    responses((status = 200, body = Statistics), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn of_unit(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Json<Statistics>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), UNIT_READERS).await?;
    let nominations = edge
        .store
        .nominations_of_unit_at(&ids.congress, &ids.unit, Consistency::Eventual)
        .await?;
    Ok(Json(Statistics {
        composition: composition(&nominations, None, &scene.congress.settings, scene.language),
        targets: Vec::new(),
    }))
}
