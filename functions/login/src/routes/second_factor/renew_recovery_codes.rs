//! `POST /second-factor/recovery-codes`

use api::{Caller, Problem};
use axum::{extract::State, http::StatusCode, response::Response};

use super::{FactorsChanged, answer, recovery_codes};
use crate::{live::Live, refusals, settings::Login};
use domain::access_event::AccessEvent;

/// Ten new recovery codes, told this once; those before are worth nothing from then on.
#[utoipa::path(post, path = "/second-factor/recovery-codes", tag = "login",
    responses((status = 201, body = FactorsChanged), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn renew_recovery_codes(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (live, before) = Live::fresh(&login, &caller).await?;
    if !before.is_enrolled() {
        return Err(Problem::new(
            api::Code::NothingToDo,
            "恢复代码用于代替身份验证器或通行密钥，请先设置其中一种",
            "Recovery codes stand in for an authenticator app or a passkey; please set up one of these first",
        ));
    }
    let codes = recovery_codes();
    let store = &login.edge.store;
    let changed = store.change_factors(
        live.at_door(),
        Some(AccessEvent::SecondFactorSetUp),
        |factors| factors.renewing_recovery(&codes, store.keys()),
    );
    let changed = changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    tracing::info!(event = "recovery_codes_renewed", "authentication");
    answer(&login, StatusCode::CREATED, &changed, &codes).await
}
