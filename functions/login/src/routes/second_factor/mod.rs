#![doc = include_str!("README.md")]

pub(crate) mod ask_passkey;
pub(crate) mod confirm_totp;
pub(crate) mod offer_totp;
pub(crate) mod remove_totp;
pub(crate) mod renew_recovery_codes;
pub(crate) mod show;

use api::{Json, Problem, language};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use store::access::factors::{Changed, RECOVERY_CODES, RecoveryCode, SecondFactors};
use utoipa::ToSchema;

use crate::{cookies, settings::Login, view::SessionView};

/// What a change of second factors came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FactorsChanged {
    /// New recovery codes: they are told this once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recovery_codes: Vec<String>,
    /// Who is signed in now.
    session: SessionView,
}

/// The answer to a change, with the new session's cookie where there is one.
pub(super) async fn answer(
    login: &Login,
    status: StatusCode,
    changed: &Changed,
    codes: &[RecoveryCode],
) -> Result<Response, Problem> {
    let session = SessionView::load(&login.edge, &changed.session, language::current()).await?;
    let body = Json(FactorsChanged {
        recovery_codes: codes.iter().map(RecoveryCode::text).collect(),
        session,
    });
    let cookie = changed
        .token
        .as_deref()
        .map(|token| [(header::SET_COOKIE, cookies::set_session(token))]);
    Ok(match cookie {
        Some(cookie) => (status, cookie, body).into_response(),
        None => (status, body).into_response(),
    })
}

/// The recovery codes that go with the first thing they stand in for; none later.
pub(super) fn codes_with_the_first(factors: &SecondFactors) -> Vec<RecoveryCode> {
    if factors.is_enrolled() {
        Vec::new()
    } else {
        recovery_codes()
    }
}

/// New recovery codes.
pub(super) fn recovery_codes() -> Vec<RecoveryCode> {
    std::iter::repeat_with(RecoveryCode::random)
        .take(RECOVERY_CODES)
        .collect()
}
