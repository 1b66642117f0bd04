//! `POST /passkeys`: the device has made one.

use api::{Caller, Json, Problem};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    access_event::AccessEvent,
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use serde_json::Value;
use store::access::factors::{Judged, Passkey};
use utoipa::ToSchema;

use super::begin::PURPOSE;
use crate::{
    live::Live,
    refusals,
    routes::second_factor::{FactorsChanged, answer, codes_with_the_first},
    settings::Login,
};

/// Longest name, in characters.
const LONGEST_NAME: usize = 30;

/// A passkey that was made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddPasskey {
    /// Which ceremony it answers.
    ceremony: String,
    /// As its owner wants to call it, e.g. 办公室电脑.
    name: String,
    /// What `navigator.credentials` gave, as JSON.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Adds a passkey; with the first second factor come ten recovery codes.
#[utoipa::path(post, path = "/passkeys", tag = "login", request_body = AddPasskey,
    responses((status = 201, body = FactorsChanged), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn add(
    State(login): State<Login>,
    caller: Caller,
    Json(body): Json<AddPasskey>,
) -> Result<Response, Problem> {
    let (live, before) = Live::fresh(&login, &caller).await?;
    let name = name(&body.name).map_err(|fault| Problem::invalid(vec![fault]))?;
    let store = &login.edge.store;
    let ceremony = store
        .end_ceremony(&body.ceremony, PURPOSE, Some(&live.session), live.now)
        .await?;
    let ceremony = ceremony.ok_or_else(refusals::passkey_refused)?;
    let (handle, state) = ceremony
        .state
        .split_once('\n')
        .ok_or_else(refusals::passkey_refused)?;
    let proven = login.settings.relying_party.added(state, body.credential);
    let proven = proven.map_err(|_| refusals::passkey_refused())?;
    let passkey = Passkey {
        id: proven.id,
        name,
        added_at: live.now,
        used_at: None,
        credential: proven.credential,
    };
    let codes = codes_with_the_first(&before);
    let changed = store.change_factors(
        live.at_door(),
        Some(AccessEvent::SecondFactorSetUp),
        |factors| {
            let judged = factors.with_passkey(passkey.clone(), handle);
            if codes.is_empty() || judged.outcome.is_err() {
                return judged;
            }
            let with_codes = judged.after.renewing_recovery(&codes, store.keys());
            Judged {
                after: with_codes.after,
                ..judged
            }
        },
    );
    let changed = changed
        .await
        .map_err(|error| refusals::not_shown(error, live.now))?;
    tracing::info!(event = "passkey_added", "authentication");
    answer(&login, StatusCode::CREATED, &changed, &codes).await
}

/// Reads a name.
///
/// # Errors
/// A fault at `/name`.
pub(super) fn name(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    match name.chars().count() {
        0 => Err(Fault::required("/name", "名称", "a name")),
        1..=LONGEST_NAME => Ok(name.to_owned()),
        _ => Err(Fault::new(
            "/name",
            FaultCode::TooLong,
            "名称最多 30 个字",
            "At most 30 characters, please",
        )),
    }
}
