//! `GET /unread`: how many are not read.

use api::{Caller, Edge, Json, Problem, signed_in};
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// How many are not read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Unread {
    /// Among the newest hundred.
    pub(crate) unread: usize,
}

/// How many of the caller's newest hundred messages are not read.
#[utoipa::path(get, path = "/unread", tag = "inbox",
    responses((status = 200, body = Unread), (status = 401)))]
pub(crate) async fn unread(
    State(edge): State<Edge>,
    caller: Caller,
) -> Result<Json<Unread>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    let unread = edge.store.unread(&session.phone).await?;
    Ok(Json(Unread { unread }))
}
