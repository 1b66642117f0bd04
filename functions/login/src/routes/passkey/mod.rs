#![doc = include_str!("README.md")]

pub(crate) mod add;
pub(crate) mod ask;
pub(crate) mod begin;
pub(crate) mod remove;
pub(crate) mod rename;
pub(crate) mod sign_in;

use api::{Json, Problem};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use store::{Session, access::factors::Ceremony};
use utoipa::ToSchema;

use crate::{passkey::Begun, settings::Login};

/// A ceremony that begins.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CeremonyView {
    /// To be sent back with the answer.
    ceremony: String,
    /// The options of `navigator.credentials`, binary values in base64url.
    #[schema(value_type = Object)]
    options: Value,
}

/// Keeps what the answer is going to be compared with, and tells the browser what to ask for.
pub(super) async fn begin_ceremony(
    login: &Login,
    purpose: &str,
    session: Option<&Session>,
    begun: Begun,
    now: Timestamp,
) -> Result<Json<CeremonyView>, Problem> {
    let ceremony = Ceremony::begin(purpose, session, begun.state, now);
    Ok(Json(CeremonyView {
        ceremony: login.edge.store.begin_ceremony(&ceremony).await?,
        options: begun.options,
    }))
}
