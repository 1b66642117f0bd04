//! Taking an export on.

use api::{Caller, Edge, Problem, Scene, command};
use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    export::{Asker, Export, KEPT, Product, Stands},
    id::{ExportId, UnitId},
};
use serde::Serialize;
use store::CommitError;

use crate::ExportView;

/// What is to be made.
#[derive(Debug)]
pub struct Asked<T> {
    /// What.
    pub product: Product,
    /// Limited to which unit.
    pub unit: Option<UnitId>,
    /// What full numbers are for, where it has some: a reason that was checked.
    pub unmasked: Option<String>,
    /// Of how many people, as far as is known.
    pub total: u32,
    /// What the product's maker reads.
    pub request: T,
}

/// Records a job for the scene's actor and answers 202 with it. Sent again with the same idempotency key, it is the same job.
///
/// # Errors
/// `unavailable`; `already_exists` when the key is somebody else's.
pub async fn accept<T: Serialize>(
    edge: &Edge,
    caller: &Caller,
    scene: &Scene,
    asked: Asked<T>,
) -> Result<Response, Problem> {
    let request = serde_json::to_value(&asked.request).map_err(|_| Problem::not_found())?;
    let export = Export {
        id: ExportId::parse(&edge.new_id()).map_err(|_| Problem::not_found())?,
        congress: scene.congress.id.clone(),
        unit: asked.unit,
        at: scene.now,
        asker: asker(scene),
        product: asked.product,
        request,
        unmasked: asked.unmasked,
        stands: Stands::Waiting,
        total: asked.total,
        done: 0,
        begun_at: None,
        file: None,
        reason: None,
        expires_at: scene.now + KEPT,
        version: 0,
    };
    let view = ExportView::of(&export, scene.language, scene.now);
    let (status, body) = command::body(StatusCode::ACCEPTED, &view)?;
    let record = command::idempotency(caller, scene, status, &body);
    let phone = &scene.session.phone;
    match edge.store.commit_export(phone, &export, record).await {
        Ok(()) => Ok(command::json(status, body)),
        Err(CommitError::AlreadyDone(done)) => command::replay(edge, scene, &done),
        Err(error) => Err(command::problem_of(error)),
    }
}

/// Whether whoever asks wants a job whatever its size: `Prefer: respond-async` (RFC 7240).
pub fn accepted(headers: &HeaderMap) -> bool {
    let preferences = headers.get_all("prefer").iter();
    preferences
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|each| each.trim().eq_ignore_ascii_case("respond-async"))
}

/// The scene's actor, as a file names whoever exported it.
fn asker(scene: &Scene) -> Asker {
    Asker {
        name: scene.actor.name.clone(),
        role: scene.actor.roles.first().copied(),
        language: scene.language,
    }
}
