//! `GET /api/congresses/{congress}/messages`

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::message::from_convener::WRITERS;
use serde::Serialize;
use utoipa::ToSchema;

/// What was written.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Messages {
    /// The latest first.
    items: Vec<MessageView>,
}

/// One message to units.
#[derive(Debug, Serialize, ToSchema)]
struct MessageView {
    /// When (RFC 3339).
    at: String,
    /// By whom.
    by: String,
    heading: String,
    text: String,
    /// The names of the units.
    units: Vec<String>,
    /// To how many liaisons.
    people: u32,
}

/// What the convener wrote to units, the latest first.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/messages",
    params(("congress" = String, Path)),
    responses((status = 200, body = Messages), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Messages>, Problem> {
    admission::scene(&edge, &caller, &Target::from(&*ids), WRITERS).await?;
    let written = edge.store.written(&ids.congress).await?;
    let units = edge.store.units(&ids.congress).await?;
    let names: BTreeMap<_, _> = units.iter().map(|unit| (&unit.id, &unit.name)).collect();
    let view = |one: &domain::message::from_convener::Written| MessageView {
        at: one.at.to_string(),
        by: one.by.clone(),
        heading: one.heading.clone(),
        text: one.text.clone(),
        units: one
            .units
            .iter()
            .filter_map(|unit| names.get(unit).map(|name| (*name).clone()))
            .collect(),
        people: one.people,
    };
    Ok(Json(Messages {
        items: written.iter().rev().map(view).collect(),
    }))
}
