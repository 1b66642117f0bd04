//! `POST /{congress}/{unit}/imports/{import}/undo`: 撤销导入.

use api::{
    Caller, Edge, Problem, Scene, Target,
    command::{self, body, idempotency, replay},
    path::{Ids, OfImport, OfUnit},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    id::NominationId,
    nomination::import::{self, undo},
};
use store::CommitError;

use super::view::ImportRecord;

/// Takes an import back whole: those who got places are deregistered, changed forms are as before. Refused when anything of it
/// was touched since, with everybody named.
#[utoipa::path(post, path = "/{congress}/{unit}/imports/{import}/undo", tag = "nomination", params(OfImport),
    responses((status = 200, body = ImportRecord), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn undo(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfImport>,
) -> Result<Response, Problem> {
    let target = Target::from(&OfUnit::from(&*ids));
    let scene = Scene::load(&edge, &caller, &target).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    import::require_liaison(scene.standing(), &scene.actor, scene.now)?;
    let store = &edge.store;
    let imports = store.imports(&ids.congress, &ids.unit).await?;
    let import = imports.into_iter().find(|import| import.id == ids.import);
    let import = import.ok_or_else(Problem::not_found)?;
    let concerned: Vec<NominationId> = undo::concerned(&import);
    let mut nominations = store.nominations_of_unit(&ids.congress, &ids.unit).await?;
    nominations.retain(|one| concerned.contains(&one.id));
    let forms = store.forms(&concerned).await?;
    let (unit, undone) = undo::undo(
        &import,
        &nominations,
        &forms,
        scene.standing(),
        &scene.actor,
        scene.now,
    )?;
    let (status, body) = body(StatusCode::OK, &ImportRecord::from(&undone))?;
    let answer = idempotency(&caller, &scene, status, &body);
    let id = edge.new_id();
    match store
        .commit_undo(&unit, &undone, answer.as_ref(), scene.now, id)
        .await
    {
        Ok(()) => Ok(command::json(status, body)),
        Err(CommitError::AlreadyDone(done)) => replay(&edge, &scene, &done),
        Err(error) => Err(command::problem_of(error)),
    }
}
