//! `PUT /agreement`: to what has come into force since the sign-in.

use api::{Caller, Json, Problem, language};
use axum::extract::State;

use crate::{
    agreement::{self, Versions},
    live::Live,
    refusals,
    settings::Login,
    view::SessionView,
};

/// Agrees to the versions in force, in the session that there is.
#[utoipa::path(put, path = "/agreement", tag = "login", request_body = Versions,
    responses((status = 200, body = SessionView), (status = 401), (status = 422)))]
pub(crate) async fn agree(
    State(login): State<Login>,
    caller: Caller,
    Json(body): Json<Versions>,
) -> Result<Json<SessionView>, Problem> {
    let live = Live::of(&login, &caller).await?;
    let agreed = agreement::ticked(Some(body)).map_err(|fault| Problem::invalid(vec![fault]))?;
    let agreed = login.edge.store.agree(live.at_door(), &agreed).await;
    let session = agreed.map_err(|error| refusals::not_shown(error, live.now))?;
    tracing::info!(event = "agreed", "authentication");
    SessionView::load(&login.edge, &session, language::current())
        .await
        .map(Json)
}
