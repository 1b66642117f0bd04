//! `POST /passkeys/challenges`: a new passkey begins.

use api::{Caller, Json, Problem};
use axum::extract::State;
use uuid::Uuid;

use super::{CeremonyView, begin_ceremony};
use crate::{live::Live, refusals, settings::Login};

/// The purpose of the ceremony.
pub(super) const PURPOSE: &str = "add";

/// What the browser makes a passkey of; good once and for five minutes.
#[utoipa::path(post, path = "/passkeys/challenges", tag = "login",
    responses((status = 200, body = CeremonyView), (status = 401), (status = 403)))]
pub(crate) async fn begin(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Json<CeremonyView>, Problem> {
    let (live, factors) = Live::fresh(&login, &caller).await?;
    let handle = factors.handle.as_deref();
    let handle = handle.and_then(|handle| Uuid::parse_str(handle).ok());
    let handle = handle.unwrap_or_else(Uuid::new_v4);
    let shown = live.session.phone.masked();
    let begun = login
        .settings
        .relying_party
        .begin_adding(handle, &shown, &factors.passkeys);
    let mut begun = begun.map_err(|_| refusals::passkey_refused())?;
    // By what the device will know the account; it becomes the account's with its first passkey.
    begun.state = format!("{handle}\n{}", begun.state);
    begin_ceremony(&login, PURPOSE, Some(&live.session), begun, live.now).await
}
