//! `POST /{congress}/{unit}/reminders`: 提醒填报.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfUnit},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{decision::Decision, id::NominationId, nomination::remind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is to be reminded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remind {
    /// Ids of nominations.
    #[schema(value_type = Vec<String>, max_items = 40, min_items = 1)]
    nominations: Vec<NominationId>,
}

/// How many were.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reminded {
    /// Reminders on their way.
    sent: usize,
}

/// Reminds nominees by SMS to complete their form: those who have something to do and were not reminded within the hour.
#[utoipa::path(post, path = "/{congress}/{unit}/reminders", tag = "nomination", params(OfUnit), request_body = Remind,
    responses((status = 200, body = Reminded), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn remind(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(body): Json<Remind>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| {
        let find = |id: &NominationId| scene.nominations.iter().find(|one| one.id == *id).cloned();
        let chosen: Option<Vec<_>> = body.nominations.iter().map(find).collect();
        let chosen = chosen.ok_or_else(Problem::not_found)?;
        Ok(remind::remind(
            scene.standing(),
            &chosen,
            &scene.actor,
            scene.now,
        )?)
    };
    let target = Target::from(&*ids).with_siblings();
    command::run(&edge, &caller, &target, decide, answer).await
}

fn answer(_: &Scene, decision: &Decision) -> (StatusCode, Reminded) {
    (
        StatusCode::OK,
        Reminded {
            sent: decision.messages.len(),
        },
    )
}
