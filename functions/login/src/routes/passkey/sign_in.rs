//! `POST /passkey-sessions`: signing in by passkey.

use api::{Json, Problem, caller::require_change_headers, language};
use axum::{
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use store::access::factors::SigningInByPasskey;
use utoipa::ToSchema;

use super::ask::PURPOSE;
use crate::{
    address::ClientAddress,
    agreement::{self, Versions},
    cookies, device, refusals,
    routes::second_factor::show::PasskeyAnswer,
    settings::Login,
    view::SessionView,
};

/// The device's answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInByPasskey {
    /// The passkey's answer.
    passkey: PasskeyAnswer,
    /// What the ticked box says.
    agreed: Option<Versions>,
}

/// Begins a session in which both factors are shown: the device has verified its holder. Whatever does not hold is answered
/// alike.
#[utoipa::path(post, path = "/passkey-sessions", tag = "login", request_body = SignInByPasskey,
    responses((status = 201, body = SessionView), (status = 422)))]
pub(crate) async fn sign_in(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Json(body): Json<SignInByPasskey>,
) -> Result<Response, Problem> {
    require_change_headers(&Method::POST, &headers)?;
    let agreed = agreement::ticked(body.agreed).map_err(|fault| Problem::invalid(vec![fault]))?;
    let (store, now) = (&login.edge.store, login.edge.now());
    let party = &login.settings.relying_party;
    let refused = || {
        tracing::info!(event = "sign_in_refused", by = "passkey", "authentication");
        refusals::passkey_refused()
    };
    let PasskeyAnswer {
        ceremony,
        credential,
    } = body.passkey;
    let ceremony = store.end_ceremony(&ceremony, PURPOSE, None, now).await?;
    let state = ceremony.ok_or_else(refused)?.state;
    let (handle, id) = party.claimed(&credential).map_err(|_| refused())?;
    let phone = store.account_of_handle(&handle).await?;
    let phone = phone.ok_or_else(refused)?;
    let factors = store.second_factors(&phone).await?;
    let mut passkeys = factors.passkeys.iter();
    let passkey = passkeys.find(|known| known.id == id).ok_or_else(refused)?;
    let proven = party.signed_in(&state, credential, passkey);
    let proven = proven.map_err(|_| refused())?;
    let signing_in = SigningInByPasskey {
        phone: &phone,
        id: &proven.id,
        credential: &proven.credential,
        agreed: &agreed,
        device: &device::of(&headers, address),
        now,
    };
    let signed_in = store.sign_in_by_passkey(&signing_in).await;
    let signed_in = signed_in.map_err(|error| refusals::not_shown(error, now))?;
    tracing::info!(event = "signed_in", by = "passkey", "authentication");
    let view = SessionView::load(&login.edge, &signed_in.session, language::current()).await?;
    let cookie = [(header::SET_COOKIE, cookies::set_session(&signed_in.token))];
    Ok((StatusCode::CREATED, cookie, Json(view)).into_response())
}
