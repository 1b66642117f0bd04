//! `POST /api/congresses`

use api::{
    Caller, Edge, Json, Problem,
    command::{problem_of, replay_for},
    view::CongressView,
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    congress::Congress,
    history::{Change, Deed, Entry},
    id::CongressId,
    permission::Actor,
    unit::Contact,
};
use serde_json::Value;
use store::{CommitError, Idempotency};

use crate::{
    change::{body, versioned},
    entry,
    visitor::{self, Visitor},
};

/// The most characters of an officer's name.
const LONGEST_NAME: usize = 50;

/// Creates a congress as a draft.
///
/// Needs the right to create congresses, which the operator gives. The creator becomes administrator and final reviewer,
/// under the organisation's name until officers are named.
#[utoipa::path(
    post,
    path = "/api/congresses",
    request_body(content = Object, description = "CongressSettings"),
    responses((status = 201, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    Json(request): Json<Value>,
) -> Result<Response, Problem> {
    let visitor = visitor::visitor(&edge, &caller).await?;
    if let Some(done) = &visitor.done {
        return replay_for(&edge, &visitor.session.phone, done);
    }
    let organisation = visitor.require_grant()?;
    let (settings, faults) = entry::settings(request);
    let by = Contact {
        name: organisation.chars().take(LONGEST_NAME).collect(),
        phone: visitor.session.phone.clone(),
    };
    let founded = Congress::found(new_id(&edge), organisation.to_owned(), by, settings);
    let congress = match founded {
        Ok(congress) if faults.is_empty() => congress,
        Ok(_) => return Err(Problem::invalid(faults)),
        Err(refusal) => return Err(entry::together(faults, refusal)),
    };
    store_new(&edge, &caller, &visitor, &congress).await
}

/// A new congress's id.
pub(super) fn new_id(edge: &Edge) -> CongressId {
    CongressId::parse(&edge.new_id()).expect("a UUID is an id")
}

/// Writes a new congress and answers it.
pub(super) async fn store_new(
    edge: &Edge,
    caller: &Caller,
    visitor: &Visitor,
    congress: &Congress,
) -> Result<Response, Problem> {
    let committed = Congress {
        version: 1,
        ..congress.clone()
    };
    let actor = Actor::of(&visitor.session.phone, &committed, None, None);
    let body = body(&CongressView::new(&committed, &actor))?;
    let status = StatusCode::CREATED;
    let record = caller.idempotency_key.as_deref().map(|key| Idempotency {
        key,
        account: &visitor.session.phone,
        status: status.as_u16(),
        body: body.clone(),
    });
    let title = Change {
        unit: None,
        what: "/title".to_owned(),
        from: String::new(),
        to: congress.settings.title.clone(),
    };
    let entry = Entry::new(&congress.id, &actor, Deed::Created, vec![title], edge.now());
    let commit = edge
        .store
        .change_congress(None, congress, &entry, &[], record, || edge.new_id());
    match commit.await {
        Ok(()) => Ok(versioned(status, committed.version, body)),
        Err(CommitError::AlreadyDone(done)) => replay_for(edge, &visitor.session.phone, &done),
        Err(error) => Err(problem_of(error)),
    }
}
