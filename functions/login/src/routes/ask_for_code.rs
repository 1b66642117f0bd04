//! `POST /codes`: 获取验证码.

use api::{Caller, Json, Problem, caller::require_change_headers, language};
use axum::{
    extract::State,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use store::access::{Asking, BrowserHash, CODE_LIFETIME, Network, random_token};
use utoipa::ToSchema;

use crate::{address::ClientAddress, cookies, live::Live, phone, refusals, settings::Login};

/// For which number, after which verification.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskForCode {
    /// The number with its country code; without one it is of the Chinese mainland. Left out by somebody signed in: their own.
    phone: Option<String>,
    /// The answer to a challenge: base64 of `{challenge, solution}`.
    solution: String,
}

/// The code is on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodeSent {
    /// Seconds until another may be asked for.
    resend_after_seconds: i64,
    /// Seconds for which it is good.
    expires_in_seconds: i64,
    /// What to ask after at `GET /codes/{delivery}`: whether the gateway took it.
    delivery: String,
}

/// Sends a code by text message, bound to this browser by a cookie. The answer is the same for every number. The code
/// sent last is the only one that counts, so a repeated request needs no record of its own.
#[utoipa::path(post, path = "/codes", tag = "login", request_body = AskForCode,
    responses((status = 202, body = CodeSent), (status = 422), (status = 429)))]
pub(crate) async fn ask_for_code(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    caller: Option<Caller>,
    Json(body): Json<AskForCode>,
) -> Result<Response, Problem> {
    require_change_headers(&Method::POST, &headers)?;
    let now = login.edge.now();
    let phone = match (body.phone, caller) {
        (None, Some(caller)) => Live::of(&login, &caller).await?.session.phone,
        (phone, _) => phone::read(phone.as_deref().unwrap_or_default())
            .map_err(|fault| Problem::invalid(vec![fault]))?,
    };
    let challenge = login
        .challenges
        .check(&body.solution, now)
        .map_err(|_| refusals::verification_failed())?;
    let browser = cookies::browser(&headers).map_or_else(random_token, str::to_owned);
    let message_id = login.edge.new_id();
    let asking = Asking {
        phone: &phone,
        browser: &BrowserHash::of(&browser),
        network: Network::of(address),
        challenge: &challenge,
        language: language::current(),
        message_id: &message_id,
        now,
    };
    let limits = &login.settings.limits;
    let asked = login.edge.store.ask_for_code(&asking, limits).await;
    asked.map_err(|error| refusals::not_sent(error, now))?;
    let sent = CodeSent {
        resend_after_seconds: limits.resend_after,
        expires_in_seconds: CODE_LIFETIME.as_secs(),
        delivery: super::get_delivery::name(now, &message_id),
    };
    let cookie = [(header::SET_COOKIE, cookies::set_browser(&browser))];
    Ok((StatusCode::ACCEPTED, cookie, Json(sent)).into_response())
}
