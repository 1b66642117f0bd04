//! `DELETE /sessions`: signing out everywhere else.

use api::{Caller, Problem};
use axum::{extract::State, http::StatusCode};

use crate::{live::Live, settings::Login};

/// Ends all of one's own sessions but this one.
#[utoipa::path(delete, path = "/sessions", tag = "login", responses((status = 204), (status = 401)))]
pub(crate) async fn end_others(
    State(login): State<Login>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let live = Live::of(&login, &caller).await?;
    let store = &login.edge.store;
    let count = store
        .end_other_sessions(&live.session.phone, &caller.token)
        .await?;
    tracing::info!(event = "signed_out_elsewhere", count, "authentication");
    Ok(StatusCode::NO_CONTENT)
}
