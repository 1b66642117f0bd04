//! `PUT /settings`: choose what comes by SMS.

use std::collections::BTreeMap;

use api::{Caller, Edge, Json, Problem, signed_in};
use axum::extract::State;
use domain::{
    message::{MessageKind, SmsChoice},
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::settings::Settings;

/// What is to come by SMS.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    /// By the kind's code; kinds left out are as usual.
    sms: BTreeMap<String, bool>,
}

/// Keeps which kinds of message the caller wants by SMS.
#[utoipa::path(put, path = "/settings", tag = "inbox", request_body = Choice,
    responses((status = 200, body = Settings), (status = 401), (status = 422)))]
pub(crate) async fn choose(
    State(edge): State<Edge>,
    caller: Caller,
    Json(body): Json<Choice>,
) -> Result<Json<Settings>, Problem> {
    let session = signed_in::session(&edge, &caller).await?;
    let (mut choice, mut faults) = (SmsChoice::default(), Vec::new());
    for (code, wanted) in body.sms {
        match MessageKind::parse(&code).filter(|kind| kind.in_inbox()) {
            Some(kind) => choice = choice.with(kind, wanted),
            None => faults.push(Fault::new(
                format!("/sms/{code}"),
                FaultCode::UnknownCode,
                "没有这一类消息，请刷新页面后再选",
                "There is no such kind of message; please reload and choose again",
            )),
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    edge.store.choose_sms(&session.phone, &choice).await?;
    Ok(Json(Settings::of(&choice, caller.language)))
}
