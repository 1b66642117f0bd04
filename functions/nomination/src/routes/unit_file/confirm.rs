//! `POST /{congress}/{unit}/files/{file}/confirmation`: the file has arrived; its content is looked at now.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, admission,
    command::{self, Besides},
    path::Ids,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    decision::Decision,
    unit::material::{KEEPERS, attached, require},
};
use store::files::ObjectKey;

use super::OfUnitFile;
use crate::{
    upload::{settled, take_in},
    view::AttachmentView,
};

/// Counts an uploaded file of a unit, when it arrived whole and its content is of its type. What is not is removed.
#[utoipa::path(post, path = "/{congress}/{unit}/files/{file}/confirmation", tag = "nomination", params(OfUnitFile),
    responses((status = 200, body = AttachmentView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn confirm(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnitFile>,
) -> Result<Response, Problem> {
    let target = Target::from(&ids.of_unit());
    let scene = admission::scene(&edge, &caller, &target, KEEPERS).await?;
    if let Some(done) = &scene.done {
        return command::replay(&edge, &scene, done);
    }
    let file = ids.load(&edge).await?;
    require(scene.standing(), &scene.actor)?;
    if file.confirmed {
        // Confirmed before, by a request whose answer was lost.
        return Ok(Json(AttachmentView::from(&file)).into_response());
    }
    let place = ObjectKey::unit_file(scene.unit(), &file.id);
    take_in(&edge, &scene, &file, &place).await?;
    let material = file.material.clone().ok_or_else(Problem::not_found)?;
    let decide = |scene: &Scene| {
        let (standing, actor) = (scene.standing(), &scene.actor);
        Ok(attached(standing, actor, scene.now, &file.name, &material)?)
    };
    let answer = |_: &Scene, _: &Decision| (StatusCode::OK, AttachmentView::from(&file));
    let besides = Besides::Confirmed(file.clone());
    let answered = command::run_besides(&edge, &caller, &target, &besides, decide, answer).await?;
    settled(&edge, &file).await;
    Ok(answered.into_response())
}
