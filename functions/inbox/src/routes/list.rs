//! `GET /messages`: what somebody was told.

use api::{Caller, Edge, Json, Problem, signed_in};
use axum::extract::{Query, State, rejection::QueryRejection};
use domain::refusal::{Fault, FaultCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::view::MessageView;

const USUAL: u8 = 20;
const MOST: u8 = 50;
/// A message's id is shorter.
const LONGEST_ID: usize = 300;

/// Which part of the inbox.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// `next` of the part before; left out for the newest.
    before: Option<String>,
    /// How many, 1 to 50; 20 when left out.
    #[param(minimum = 1, maximum = 50)]
    limit: Option<u8>,
}

/// A part of the inbox.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Messages {
    /// The newest first.
    items: Vec<MessageView>,
    /// Where the next part begins; `null` when there is none.
    next: Option<String>,
}

/// The caller's messages, the newest first.
#[utoipa::path(get, path = "/messages", tag = "inbox", params(Part),
    responses((status = 200, body = Messages), (status = 401), (status = 422)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    caller: Caller,
    part: Result<Query<Part>, QueryRejection>,
) -> Result<Json<Messages>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    let Query(part) = part.map_err(|_| Problem::invalid(vec![limit_out_of_range()]))?;
    let limit = part.limit.unwrap_or(USUAL);
    let mut faults = Vec::new();
    if !(1..=MOST).contains(&limit) {
        faults.push(limit_out_of_range());
    }
    if part
        .before
        .as_ref()
        .is_some_and(|id| id.is_empty() || id.len() > LONGEST_ID)
    {
        faults.push(Fault::new(
            "/before",
            FaultCode::Malformed,
            "请使用上一页给出的 next",
            "Please use the `next` of the part before",
        ));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let before = part.before.as_deref();
    let messages = edge.store.inbox(&session.phone, before, limit).await?;
    let full = messages.len() == usize::from(limit);
    let next = messages.last().filter(|_| full);
    Ok(Json(Messages {
        next: next.map(|message| message.id.clone()),
        items: messages
            .into_iter()
            .map(|message| MessageView::new(message, caller.language))
            .collect(),
    }))
}

fn limit_out_of_range() -> Fault {
    Fault::new(
        "/limit",
        FaultCode::OutOfRange,
        format!("每次可取 1 至 {MOST} 条"),
        format!("1 to {MOST} at a time"),
    )
}
