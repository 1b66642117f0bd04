//! `PUT /second-factor/totp`: the app shows a code of the secret that was offered.

use api::{Caller, Json, Problem};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::access_event::AccessEvent;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{FactorsChanged, answer, codes_with_the_first};
use crate::{live::Live, refusals, routes::sign_in::read_code, settings::Login};

/// The app's code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmTotp {
    /// Six digits.
    code: String,
}

/// The app counts from now on, in place of the one there was. With the first second factor come ten recovery codes.
#[utoipa::path(put, path = "/second-factor/totp", tag = "login", request_body = ConfirmTotp,
    responses((status = 200, body = FactorsChanged), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn confirm_totp(
    State(login): State<Login>,
    caller: Caller,
    Json(body): Json<ConfirmTotp>,
) -> Result<Response, Problem> {
    let (live, before) = Live::fresh(&login, &caller).await?;
    let code = read_code(&body.code).map_err(|fault| Problem::invalid(vec![fault]))?;
    let codes = codes_with_the_first(&before);
    let store = &login.edge.store;
    let changed = store.change_factors(
        live.at_door(),
        Some(AccessEvent::SecondFactorSetUp),
        |factors| {
            let judged = factors.confirming(code.digits(), live.now);
            if codes.is_empty() || judged.outcome.is_err() {
                return judged;
            }
            let with_codes = judged.after.renewing_recovery(&codes, store.keys());
            store::access::factors::Judged {
                after: with_codes.after,
                ..judged
            }
        },
    );
    let changed = changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    tracing::info!(event = "totp_set_up", "authentication");
    answer(&login, StatusCode::OK, &changed, &codes).await
}
