//! `POST /second-factor`: 第二重验证.

use api::{Caller, Json, Problem};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    access_event::AccessEvent,
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use serde_json::Value;
use store::access::{OneTimeCode, factors::RecoveryCode};
use utoipa::ToSchema;

use super::{FactorsChanged, answer};
use crate::{live::Live, refusals, routes::sign_in::read_code, settings::Login};

/// What is shown: one of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShowFactor {
    /// The six digits that the app shows, …
    code: Option<String>,
    /// … a recovery code, …
    recovery_code: Option<String>,
    /// … or the answer of a passkey that was asked for.
    passkey: Option<PasskeyAnswer>,
}

/// A passkey's answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyAnswer {
    /// Which ceremony it answers.
    pub(crate) ceremony: String,
    /// What `navigator.credentials` gave, as JSON.
    #[schema(value_type = Object)]
    pub(crate) credential: Value,
}

enum Shown {
    Code(OneTimeCode),
    Recovery(RecoveryCode),
    Passkey(PasskeyAnswer),
}

/// The purpose of the ceremony.
pub(super) const PURPOSE: &str = "second factor";

/// Shows a second factor. A new session takes the place of this one.
#[utoipa::path(post, path = "/second-factor", tag = "login", request_body = ShowFactor,
    responses((status = 200, body = FactorsChanged), (status = 401), (status = 422), (status = 429)))]
pub(crate) async fn show(
    State(login): State<Login>,
    caller: Caller,
    Json(body): Json<ShowFactor>,
) -> Result<Response, Problem> {
    let live = Live::of(&login, &caller).await?;
    let shown = read(body).map_err(|fault| Problem::invalid(vec![fault]))?;
    let (store, now) = (&login.edge.store, live.now);
    let changed = match shown {
        Shown::Code(code) => {
            let judge = |factors: store::access::factors::SecondFactors| {
                factors.using_totp(code.digits(), now)
            };
            store
                .change_factors(live.at_door(), Some(AccessEvent::SecondFactorShown), judge)
                .await
        }
        Shown::Recovery(code) => {
            let judge = |factors: store::access::factors::SecondFactors| {
                factors.using_recovery(&code, store.keys(), now)
            };
            store
                .change_factors(live.at_door(), Some(AccessEvent::SecondFactorShown), judge)
                .await
        }
        Shown::Passkey(passkey) => {
            let proven = prove(&login, &live, passkey).await?;
            let judge = |factors: store::access::factors::SecondFactors| {
                factors.using_passkey(&proven.id, &proven.credential, now)
            };
            store
                .change_factors(live.at_door(), Some(AccessEvent::SecondFactorShown), judge)
                .await
        }
    };
    let changed = changed.map_err(|error| {
        tracing::info!(event = "second_factor_refused", %error, "authentication");
        refusals::not_shown(error, now)
    })?;
    let by = changed.session.factors.second.map(|shown| shown.by);
    tracing::info!(event = "second_factor_shown", ?by, "authentication");
    answer(&login, StatusCode::OK, &changed, &[]).await
}

async fn prove(
    login: &Login,
    live: &Live<'_>,
    answer: PasskeyAnswer,
) -> Result<crate::passkey::Proven, Problem> {
    let store = &login.edge.store;
    let ceremony = store
        .end_ceremony(&answer.ceremony, PURPOSE, Some(&live.session), live.now)
        .await?;
    let state = ceremony.ok_or_else(refusals::passkey_refused)?.state;
    let known = store.second_factors(&live.session.phone).await?.passkeys;
    let proven = login
        .settings
        .relying_party
        .shown(&state, answer.credential, &known);
    proven.map_err(|_| {
        tracing::info!(
            event = "second_factor_refused",
            by = "passkey",
            "authentication"
        );
        refusals::passkey_refused()
    })
}

fn read(body: ShowFactor) -> Result<Shown, Fault> {
    match (body.code, body.recovery_code, body.passkey) {
        (Some(code), None, None) => read_code(&code).map(Shown::Code),
        (None, Some(code), None) => RecoveryCode::parse(&code).map(Shown::Recovery).ok_or_else(
            || {
                Fault::new(
                    "/recovery_code",
                    FaultCode::Malformed,
                    "恢复代码是 10 位字母和数字，形如 a1b2c-3d4e5，请核对",
                    "A recovery code has 10 letters and digits, like a1b2c-3d4e5; please check it",
                )
            },
        ),
        (None, None, Some(passkey)) => Ok(Shown::Passkey(passkey)),
        (None, None, None) => Err(Fault::required("/code", "验证码", "the code")),
        _ => Err(Fault::new(
            "/code",
            FaultCode::Contradicts,
            "只需提供一种验证方式",
            "One way to prove it, not several",
        )),
    }
}
