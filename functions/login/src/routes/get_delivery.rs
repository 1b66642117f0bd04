//! `GET /codes/{delivery}`: what became of a code that was asked for.

use api::{Json, Problem};
use axum::extract::{Path, State};
use jiff::Timestamp;
use serde::Serialize;
use store::Delivery;
use utoipa::ToSchema;

use crate::settings::Login;

/// What became of the text message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryView {
    /// `waiting` to be handed over, `delayed` because the gateway is not taking it and it is tried again, `sent`, or
    /// `failed` for good.
    state: &'static str,
}

/// What became of a code, for whoever asked for it: known by a random id that names neither number nor account.
#[utoipa::path(get, path = "/codes/{delivery}", tag = "login", params(("delivery" = String, Path)),
    responses((status = 200, body = DeliveryView), (status = 404)))]
pub(crate) async fn get_delivery(
    State(login): State<Login>,
    Path(delivery): Path<String>,
) -> Result<Json<DeliveryView>, Problem> {
    let (due_at, id) = read(&delivery).ok_or_else(Problem::not_found)?;
    let state = match login.edge.store.delivery(due_at, &id).await? {
        Delivery::Waiting => "waiting",
        Delivery::Delayed => "delayed",
        Delivery::Sent => "sent",
        Delivery::Failed => "failed",
    };
    Ok(Json(DeliveryView { state }))
}

/// Names a message that is due: the place of its outbox item.
pub(super) fn name(due_at: Timestamp, id: &str) -> String {
    format!("{}.{id}", due_at.as_nanosecond())
}

fn read(name: &str) -> Option<(Timestamp, String)> {
    let (due_at, id) = name.split_once('.')?;
    let due_at = Timestamp::from_nanosecond(due_at.parse().ok()?).ok()?;
    let fits = id.len() == 36
        && id
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    fits.then(|| (due_at, id.to_owned()))
}
