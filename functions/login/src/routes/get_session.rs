//! `GET /session`: who is signed in.

use api::{Caller, Json, Problem, language};
use axum::extract::State;

use crate::{live::Live, settings::Login, view::SessionView};

/// Who is signed in and what they are where. 401 when nobody is, or no longer.
#[utoipa::path(get, path = "/session", tag = "login",
    responses((status = 200, body = SessionView), (status = 401)))]
pub(crate) async fn get_session(
    State(login): State<Login>,
    caller: Caller,
) -> Result<Json<SessionView>, Problem> {
    let live = Live::of(&login, &caller).await?;
    SessionView::load(&login.edge, &live.session, language::current())
        .await
        .map(Json)
}
