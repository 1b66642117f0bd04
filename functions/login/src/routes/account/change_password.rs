//! `PUT /account/password`: 设置或修改密码, by somebody signed in.

use api::{Caller, Json, Problem};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    live::{Live, internal},
    password::Password,
    refusals,
    routes::set_password::fault,
    settings::Login,
};

/// The new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePassword {
    /// At least 10 characters, at most 128.
    password: String,
}

/// Sets the password after a fresh factor was shown; one's other sessions end.
#[utoipa::path(put, path = "/account/password", tag = "login", request_body = ChangePassword,
    responses((status = 204), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn change_password(
    State(login): State<Login>,
    caller: Caller,
    Json(body): Json<ChangePassword>,
) -> Result<StatusCode, Problem> {
    let (live, _) = Live::fresh(&login, &caller).await?;
    let password = Password::choose(body.password, Some(&live.session.phone));
    let password = password.map_err(|why| Problem::invalid(vec![fault(why)]))?;
    let hash = tokio::task::spawn_blocking(move || password.hash()).await;
    let hash = hash.map_err(|_| internal())?;
    let changed = login.edge.store.change_password(live.at_door(), &hash);
    changed
        .await
        .map_err(|error| refusals::not_in(error, live.now))?;
    tracing::info!(event = "password_set", "authentication");
    Ok(StatusCode::NO_CONTENT)
}
