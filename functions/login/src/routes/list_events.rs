//! `GET /events`: what happened at one's own door.

use api::{Caller, Json, Problem, language, signed_in};
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use store::access::Network;
use utoipa::ToSchema;

use crate::{address::ClientAddress, settings::Login};

/// How many are told; the operator sees all (`infra/operate`).
const MOST: usize = 50;

/// What happened at one's own door, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventsView {
    items: Vec<EventView>,
}

/// One event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventView {
    /// Its code, e.g. `signed_in_by_code`.
    event: &'static str,
    /// What people call it.
    event_name: &'static str,
    /// Whether it is worth a second look.
    is_failure: bool,
    /// When.
    at: String,
    /// How often within that minute.
    times: u32,
    /// Whether it came from the network this request comes from; `null` where that is not known.
    from_here: Option<bool>,
}

/// The caller's own sign-ins, failures and changes of the last half year, fifty at most.
#[utoipa::path(get, path = "/events", tag = "login",
    responses((status = 200, body = EventsView), (status = 401)))]
pub(crate) async fn list_events(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    caller: Caller,
) -> Result<Json<EventsView>, Problem> {
    let store = &login.edge.store;
    let session = signed_in::session(&login.edge, &caller).await?;
    let here = store.network_hash(Network::of(address));
    let events = store.events_of(&session.phone).await?;
    let view = |happened: &store::access::Happened| EventView {
        event: happened.event.code(),
        event_name: happened.event.name().get(language::current()),
        is_failure: happened.event.is_failure(),
        at: Timestamp::to_string(&happened.at),
        times: happened.times,
        from_here: happened.network.as_ref().map(|network| *network == here),
    };
    let items = events.iter().take(MOST).map(view).collect();
    Ok(Json(EventsView { items }))
}
