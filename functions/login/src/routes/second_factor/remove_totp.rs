//! `DELETE /second-factor/totp`

use api::{Caller, Problem};
use axum::{extract::State, http::StatusCode};
use domain::access_event::AccessEvent;
use store::access::factors::SecondFactors;

use crate::{live::Live, refusals, settings::Login};

/// Lets go of the app. Whoever needs a second factor and has no other sets one up when they next want in.
#[utoipa::path(delete, path = "/second-factor/totp", tag = "login",
    responses((status = 204), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn remove_totp(
    State(login): State<Login>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let (live, _) = Live::fresh(&login, &caller).await?;
    let store = &login.edge.store;
    let changed = store.change_factors(
        live.at_door(),
        Some(AccessEvent::SecondFactorRemoved),
        SecondFactors::without_totp,
    );
    changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    tracing::info!(event = "totp_removed", "authentication");
    Ok(StatusCode::NO_CONTENT)
}
