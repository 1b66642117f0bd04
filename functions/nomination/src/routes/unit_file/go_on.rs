//! `GET /{congress}/{unit}/files/{file}/upload`: an upload that was broken off goes on.

use api::{Caller, Edge, Json, Problem, Target, admission, path::Ids};
use axum::extract::State;
use domain::unit::material::{KEEPERS, require};

use super::OfUnitFile;
use crate::upload::{UploadGoingOn, going_on};

/// What of an announced file of a unit has not arrived yet, with fresh addresses. Gone once it is removed, or a day old.
#[utoipa::path(get, path = "/{congress}/{unit}/files/{file}/upload", tag = "nomination", params(OfUnitFile),
    responses((status = 200, body = UploadGoingOn), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn go_on(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnitFile>,
) -> Result<Json<UploadGoingOn>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&ids.of_unit()), KEEPERS).await?;
    require(scene.standing(), &scene.actor)?;
    Ok(Json(going_on(&edge, &ids.load(&edge).await?).await?))
}
