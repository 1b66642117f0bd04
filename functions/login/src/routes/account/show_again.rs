//! `PUT /session`: showing again what one signs in with, for those who have no second factor.

use api::{Caller, Json, Problem, language};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    address::ClientAddress,
    cookies,
    live::Live,
    refusals,
    routes::sign_in::{self, shown},
    settings::Login,
    view::SessionView,
};
use store::access::Network;

/// The code that was sent to the account's phone, or the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShowAgain {
    /// The code of the text message, or …
    code: Option<String>,
    /// … the password.
    password: Option<String>,
}

/// Shows it again. A new session takes the place of this one.
#[utoipa::path(put, path = "/session", tag = "login", request_body = ShowAgain,
    responses((status = 200, body = SessionView), (status = 401), (status = 422), (status = 429)))]
pub(crate) async fn show_again(
    State(login): State<Login>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    caller: Caller,
    Json(body): Json<ShowAgain>,
) -> Result<Response, Problem> {
    let live = Live::of(&login, &caller).await?;
    let shown = shown(body.code, body.password).map_err(|fault| Problem::invalid(vec![fault]))?;
    let network = Network::of(address);
    let phone = &live.session.phone;
    let proof = sign_in::proof(&login, network, phone, shown, &headers, live.now).await?;
    let again = login.edge.store.show_first(live.at_door(), &proof).await;
    let (token, session) = again.map_err(|error| {
        tracing::info!(event = "shown_again_refused", %error, "authentication");
        refusals::not_in(error, live.now)
    })?;
    tracing::info!(event = "shown_again", by = ?proof.factor(), "authentication");
    let view = SessionView::load(&login.edge, &session, language::current()).await?;
    let cookie = [(header::SET_COOKIE, cookies::set_session(&token))];
    Ok((cookie, Json(view)).into_response())
}
