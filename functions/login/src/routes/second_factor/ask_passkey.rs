//! `POST /second-factor/passkey`: asking for one of the account's passkeys.

use api::{Caller, Json, Problem};
use axum::extract::State;

use super::show::PURPOSE;
use crate::{
    live::Live,
    refusals,
    routes::passkey::{CeremonyView, begin_ceremony},
    settings::Login,
};

/// What the browser asks the device for; good once and for five minutes.
#[utoipa::path(post, path = "/second-factor/passkey", tag = "login",
    responses((status = 200, body = CeremonyView), (status = 401), (status = 422)))]
pub(crate) async fn ask_passkey(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Json<CeremonyView>, Problem> {
    let live = Live::of(&login, &caller).await?;
    let store = &login.edge.store;
    let known = store.second_factors(&live.session.phone).await?.passkeys;
    let begun = login.settings.relying_party.begin_showing(&known);
    let begun = begun.map_err(|_| refusals::passkey_refused())?;
    begin_ceremony(&login, PURPOSE, Some(&live.session), begun, live.now).await
}
