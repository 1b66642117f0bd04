//! `DELETE /passkeys/{id}`

use api::{Caller, Problem};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use crate::{live::Live, refusals, settings::Login};
use domain::access_event::AccessEvent;

/// Lets go of a passkey: it is worth nothing from then on.
#[utoipa::path(delete, path = "/passkeys/{id}", tag = "login", params(("id" = String, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn remove(
    State(login): State<Login>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let (live, _) = Live::fresh(&login, &caller).await?;
    let store = &login.edge.store;
    let changed = store.change_factors(
        live.at_door(),
        Some(AccessEvent::SecondFactorRemoved),
        |factors| factors.without_passkey(&id),
    );
    changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    tracing::info!(event = "passkey_removed", "authentication");
    Ok(StatusCode::NO_CONTENT)
}
