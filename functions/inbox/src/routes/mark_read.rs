//! `POST /read`: messages were read.

use api::{Caller, Edge, Json, Problem, signed_in};
use axum::extract::State;
use domain::refusal::{Fault, FaultCode};
use serde::Deserialize;
use utoipa::ToSchema;

use super::unread::Unread;

const MOST: usize = 100;

/// Which were read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Read {
    /// Their ids.
    #[schema(max_items = 100)]
    ids: Vec<String>,
}

/// Notes that messages were read; answers how many are not. What is not there, or was read before, stays as it is.
#[utoipa::path(post, path = "/read", tag = "inbox", request_body = Read,
    responses((status = 200, body = Unread), (status = 401), (status = 422)))]
pub(crate) async fn mark_read(
    State(edge): State<Edge>,
    caller: Caller,
    Json(body): Json<Read>,
) -> Result<Json<Unread>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    if body.ids.len() > MOST {
        return Err(Problem::invalid(vec![Fault::new(
            "/ids",
            FaultCode::TooLong,
            format!("一次最多 {MOST} 条"),
            format!("At most {MOST} at a time"),
        )]));
    }
    for id in &body.ids {
        edge.store.mark_read(&session.phone, id, edge.now()).await?;
    }
    let unread = edge.store.unread(&session.phone).await?;
    Ok(Json(Unread { unread }))
}
