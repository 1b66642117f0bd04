//! `DELETE /sessions/{id}`: signing out somewhere else.

use api::{Caller, Problem};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use crate::{live::Live, settings::Login};

/// Ends one of one's own sessions. One that has ended already is no error.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "login", params(("id" = String, Path)),
    responses((status = 204), (status = 401)))]
pub(crate) async fn end_session(
    State(login): State<Login>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let live = Live::of(&login, &caller).await?;
    let store = &login.edge.store;
    if store.end_session_of(&live.session.phone, &id).await? {
        tracing::info!(event = "signed_out", "authentication");
    }
    Ok(StatusCode::NO_CONTENT)
}
