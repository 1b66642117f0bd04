//! `GET /settings`: what comes by SMS.

use api::{Caller, Edge, Json, Problem, signed_in};
use axum::extract::State;
use domain::{message::SmsChoice, text::Language};
use serde::Serialize;
use utoipa::ToSchema;

/// What comes by SMS.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Settings {
    /// Every kind that may be chosen; all of them come to the inbox.
    kinds: Vec<KindView>,
}

/// A kind of message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KindView {
    /// Its code.
    kind: &'static str,
    /// What it is called.
    name: &'static str,
    /// Whether it comes by SMS too.
    sms: bool,
}

impl Settings {
    pub(crate) fn of(choice: &SmsChoice, language: Language) -> Self {
        let kinds = SmsChoice::kinds().map(|kind| KindView {
            kind: kind.code(),
            name: kind.name().get(language),
            sms: choice.wants(kind),
        });
        Self {
            kinds: kinds.collect(),
        }
    }
}

/// Which kinds of message the caller gets by SMS. Codes always come by SMS and are not among them.
#[utoipa::path(get, path = "/settings", tag = "inbox",
    responses((status = 200, body = Settings), (status = 401)))]
pub(crate) async fn settings(
    State(edge): State<Edge>,
    caller: Caller,
) -> Result<Json<Settings>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    let choice = edge.store.sms_choice(&session.phone).await?;
    Ok(Json(Settings::of(&choice, caller.language)))
}
