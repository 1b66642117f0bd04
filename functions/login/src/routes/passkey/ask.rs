//! `POST /passkey-sessions/challenges`: asking the device for a passkey of whoever sits there.

use api::{Json, Problem, caller::require_change_headers};
use axum::{
    extract::State,
    http::{HeaderMap, Method},
};
use store::access::Network;

use super::{CeremonyView, begin_ceremony};
use crate::{address::ClientAddress, refusals, settings::Login};

/// The purpose of the ceremony.
pub(super) const PURPOSE: &str = "sign in";

/// What the browser asks the device for; good once and for five minutes. Counted by network, since each is kept.
#[utoipa::path(post, path = "/passkey-sessions/challenges", tag = "login",
    responses((status = 200, body = CeremonyView), (status = 429)))]
pub(crate) async fn ask(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
) -> Result<Json<CeremonyView>, Problem> {
    require_change_headers(&Method::POST, &headers)?;
    let now = login.edge.now();
    let store = &login.edge.store;
    let counted = store
        .count_ceremony(Network::of(address), &login.settings.limits, now)
        .await?;
    counted.map_err(|until| {
        refusals::too_often(
            until,
            now,
            "您所在的网络尝试过于频繁，请稍后再试，或用短信验证码登录",
            "Too many tries from your network; please try later, or sign in with a code",
        )
    })?;
    let begun = login.settings.relying_party.begin_sign_in();
    let begun = begun.map_err(|_| refusals::passkey_refused())?;
    begin_ceremony(&login, PURPOSE, None, begun, now).await
}
