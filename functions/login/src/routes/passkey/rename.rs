//! `PATCH /passkeys/{id}`: another name.

use api::{Caller, Json, Problem};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::add::name;
use crate::{live::Live, refusals, settings::Login};

/// What it is called from then on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenamePasskey {
    /// At most 30 characters.
    name: String,
}

/// Gives a passkey another name. It opens nothing, so nothing has to be shown for it.
#[utoipa::path(patch, path = "/passkeys/{id}", tag = "login", params(("id" = String, Path)), request_body = RenamePasskey,
    responses((status = 204), (status = 401), (status = 422)))]
pub(crate) async fn rename(
    State(login): State<Login>,
    caller: Caller,
    Path(id): Path<String>,
    Json(body): Json<RenamePasskey>,
) -> Result<StatusCode, Problem> {
    let live = Live::of(&login, &caller).await?;
    let name = name(&body.name).map_err(|fault| Problem::invalid(vec![fault]))?;
    let store = &login.edge.store;
    let changed = store.change_factors(live.at_door(), None, |factors| {
        factors.with_passkey_named(&id, &name)
    });
    changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    Ok(StatusCode::NO_CONTENT)
}
