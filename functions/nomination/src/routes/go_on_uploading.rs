//! `GET …/attachments/{attachment}/upload`: an upload that was broken off goes on.

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    path::{Ids, OfAttachment, OfNomination},
};
use axum::extract::State;
use store::Owner;

use super::answer::action_for;
use crate::upload::{UploadGoingOn, going_on};

/// What of an announced file has not arrived yet, with fresh addresses. Gone once it is removed, or a day old.
#[utoipa::path(get, path = "/{congress}/{unit}/{nomination}/attachments/{attachment}/upload", tag = "nomination",
    params(OfAttachment),
    responses((status = 200, body = UploadGoingOn), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn go_on_uploading(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfAttachment>,
) -> Result<Json<UploadGoingOn>, Problem> {
    let target = Target::from(&OfNomination::from(&*ids));
    let scene = Scene::load(&edge, &caller, &target).await?;
    let found = edge
        .store
        .attachment(&Owner::Nomination(ids.nomination.clone()), &ids.attachment)
        .await?;
    let attachment = found.ok_or_else(Problem::not_found)?;
    scene
        .case()
        .require(action_for(attachment.kind))
        .map_err(|refusal| api::command::with_current(refusal.into(), &scene))?;
    Ok(Json(going_on(&edge, &attachment).await?))
}
