//! `GET /session`: who is signed in.

use api::{Caller, Json, Problem, language};
use axum::extract::State;
use store::{Session, Wanted};

use crate::{settings::Login, view::SessionView};

/// Who is signed in and what they are where. 401 when nobody is, or no longer.
#[utoipa::path(get, path = "/session", tag = "login",
    responses((status = 200, body = SessionView), (status = 401)))]
pub(crate) async fn get_session(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Json<SessionView>, Problem> {
    let session = live(&login, &caller).await?;
    SessionView::load(&login.edge, &session, language::current())
        .await
        .map(Json)
}

/// The caller's session, noted as seen.
///
/// # Errors
/// `unauthenticated`, `unavailable`.
async fn live(login: &Login, caller: &Caller) -> Result<Session, Problem> {
    let now = login.edge.now();
    let wanted = Wanted {
        session: Some(&caller.token),
        ..Wanted::default()
    };
    let loaded = login.edge.store.load(&wanted).await?;
    let session = loaded.session.filter(|session| session.is_live(now));
    let session = session.ok_or_else(Problem::unauthenticated)?;
    login
        .edge
        .store
        .touch_session(&caller.token, &session, now)
        .await?;
    Ok(session)
}
