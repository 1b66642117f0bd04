//! `DELETE /{congress}/{unit}/files/{file}`

use api::{
    Caller, Edge, Problem, Scene, Target, admission,
    command::{self, Besides},
    path::Ids,
};
use axum::{extract::State, http::StatusCode};
use domain::{
    decision::Decision,
    unit::material::{KEEPERS, detached},
};
use store::files::ObjectKey;

use super::OfUnitFile;
use crate::upload::forget;

/// Takes a unit's file back, whether its upload was confirmed or not; not while the convener has the unit's report.
#[utoipa::path(delete, path = "/{congress}/{unit}/files/{file}", tag = "nomination", params(OfUnitFile),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn remove(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnitFile>,
) -> Result<StatusCode, Problem> {
    let target = Target::from(&ids.of_unit());
    let scene = admission::scene(&edge, &caller, &target, KEEPERS).await?;
    let file = ids.load(&edge).await?;
    let material = file.material.clone().ok_or_else(Problem::not_found)?;
    let decide = |scene: &Scene| {
        let (standing, actor) = (scene.standing(), &scene.actor);
        // What was never confirmed was never counted.
        if !file.confirmed {
            return Ok(Decision::default());
        }
        Ok(detached(standing, actor, scene.now, &file.name, &material)?)
    };
    let besides = Besides::Removed(file.clone());
    let answer = |_: &Scene, _: &Decision| (StatusCode::NO_CONTENT, ());
    command::run_besides(&edge, &caller, &target, &besides, decide, answer).await?;
    let place = ObjectKey::unit_file(scene.unit(), &file.id);
    forget(&edge, &file, &place).await?;
    Ok(StatusCode::NO_CONTENT)
}
