//! `DELETE /session`: 退出.

use api::{Caller, Problem};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use store::Wanted;

use crate::{cookies, settings::Login};

/// Ends the session. One that has ended already is no error: the person wanted to be out and is.
#[utoipa::path(delete, path = "/session", tag = "login", responses((status = 204)))]
pub(crate) async fn sign_out(
    State(login): State<Login>,
    caller: Option<Caller>,
) -> Result<Response, Problem> {
    let now = login.edge.now();
    if let Some(caller) = caller {
        let wanted = Wanted {
            session: Some(&caller.token),
            ..Wanted::default()
        };
        if let Some(session) = login.edge.store.load(&wanted).await?.session {
            login
                .edge
                .store
                .sign_out(&caller.token, &session, now)
                .await?;
            tracing::info!(event = "signed_out", "authentication");
        }
    }
    let cookie = [(header::SET_COOKIE, cookies::clear_session())];
    Ok((StatusCode::NO_CONTENT, cookie).into_response())
}
