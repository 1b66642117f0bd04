//! `POST /api/congresses/{congress}/messages`

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    command::{self, idempotency, json, problem_of, replay},
    path::{Ids, OfCongress},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    id::UnitId,
    message::from_convener::{WRITERS, write},
};
use serde::{Deserialize, Serialize};
use store::CommitError;
use utoipa::ToSchema;

/// What is written to whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::routes) struct WriteMessage {
    /// The units whose liaisons get it; those that are not there are passed over.
    #[schema(value_type = Vec<String>)]
    units: Vec<UnitId>,
    /// The heading: what an SMS says.
    #[serde(default)]
    #[schema(max_length = 20)]
    heading: String,
    /// The text: it stands in the inbox.
    #[serde(default)]
    #[schema(max_length = 1000)]
    text: String,
    /// True to be told only how many would get it; nothing is sent.
    #[serde(default)]
    preview: bool,
}

/// How many get it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct WrittenView {
    /// Units.
    units: usize,
    /// Liaisons, each counted once.
    people: u32,
}

/// Writes to the liaisons of chosen units: into their inboxes, and by SMS where they want it.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/messages",
    params(("congress" = String, Path)),
    request_body = WriteMessage,
    responses((status = 200, body = WrittenView), (status = 201, body = WrittenView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<WriteMessage>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), WRITERS).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    let mut units = edge.store.units(&ids.congress).await?;
    units.retain(|unit| request.units.contains(&unit.id));
    let words = (request.heading.as_str(), request.text.as_str());
    let (written, messages) = write(&scene.congress, &units, &scene.actor, words, scene.now)?;
    let view = WrittenView {
        units: written.units.len(),
        people: written.people,
    };
    if request.preview {
        let (status, body) = command::body(StatusCode::OK, &view)?;
        return Ok(json(status, body));
    }
    let (status, body) = command::body(StatusCode::CREATED, &view)?;
    let record = idempotency(&caller, &scene, status, &body);
    let ids = || edge.new_id();
    let commit = edge
        .store
        .commit_written(&scene.congress.id, &written, &messages, record, ids);
    match commit.await {
        Ok(()) => Ok(json(status, body)),
        Err(CommitError::AlreadyDone(done)) => replay(&edge, &scene, &done),
        Err(error) => Err(problem_of(error)),
    }
}
