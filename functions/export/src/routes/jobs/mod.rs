//! One's own exports that are made as jobs, whatever they make: seen, fetched, cancelled, retried.

pub(super) mod cancel;
pub(super) mod link;
pub(super) mod list;
pub(super) mod retry;

use super::part_of;
use api::{
    Caller, Edge, Problem, Scene, command,
    path::{Ids, OfExport},
};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{
    congress::convening::{CONVENERS, require_role},
    export::Export,
    refusal::Refusal,
};
use jiff::Timestamp;
use job::ExportView;
use store::{CommitError, Wanted};

/// The scene with one of the caller's own exports; nobody else's is found.
async fn own(
    edge: &Edge,
    caller: &Caller,
    ids: &Ids<OfExport>,
) -> Result<(Scene, Export), Problem> {
    let scene = part_of(edge, caller, &ids.congress).await?;
    let (phone, id) = (&scene.session.phone, &ids.export);
    let export = edge.store.export_of(phone, &ids.congress, id).await?;
    let export = export.filter(|export| export.expires_at > scene.now || export.stands.is_open());
    Ok((scene, export.ok_or_else(Problem::not_found)?))
}

/// Changes one of the caller's own exports and answers it as it is then; anew when a worker was faster.
async fn change(
    edge: &Edge,
    caller: &Caller,
    ids: &Ids<OfExport>,
    how: impl Fn(&mut Export, Timestamp) -> Result<Timestamp, Refusal>,
) -> Result<(Response, Export), Problem> {
    /// A worker writes once a second.
    const MOST_ROUNDS: u32 = 8;
    for _ in 0..MOST_ROUNDS {
        let (scene, mut export) = own(edge, caller, ids).await?;
        let before = export.clone();
        if let Some(done) = &scene.done {
            return Ok((command::replay(edge, &scene, done)?, before));
        }
        let due = how(&mut export, scene.now)?;
        let view = ExportView::of(&export, scene.language, scene.now);
        let (status, body) = command::body(StatusCode::OK, &view)?;
        let record = command::idempotency(caller, &scene, status, &body);
        let phone = &scene.session.phone;
        let changed = edge
            .store
            .change_export(phone, &export, Some(due), record, scene.now);
        match changed.await {
            Ok(()) => return Ok((command::json(status, body), before)),
            Err(CommitError::Conflict) => {}
            Err(CommitError::AlreadyDone(done)) => {
                return Ok((command::replay(edge, &scene, &done)?, before));
            }
            Err(error) => return Err(command::problem_of(error)),
        }
    }
    Err(command::problem_of(CommitError::Conflict))
}

/// Whoever has lost the part by which they asked for a file does not get it any more.
async fn require_still(edge: &Edge, scene: &Scene, export: &Export) -> Result<(), Problem> {
    let of_congress = CONVENERS.iter().any(|role| scene.actor.has(*role));
    let Some(unit) = export.unit.as_ref().filter(|_| !of_congress) else {
        return Ok(require_role(&scene.actor, CONVENERS)?);
    };
    let wanted = Wanted {
        unit: Some((&export.congress, unit)),
        ..Wanted::default()
    };
    let unit = edge.store.load(&wanted).await?.unit;
    let liaisons = unit.iter().flat_map(|unit| &unit.liaisons);
    let mut phones = liaisons.map(|liaison| &liaison.phone);
    if phones.any(|phone| *phone == scene.session.phone) {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}
