//! `GET …/attachments/{attachment}/upload`: an upload that was broken off goes on.

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    path::{Ids, OfAttachment, OfNomination},
};
use axum::extract::State;
use serde::Serialize;
use store::files::ObjectKey;
use utoipa::ToSchema;

use super::{
    add_attachment::{PartTarget, request},
    answer::action_for,
};

/// What is still to be sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UploadGoingOn {
    /// The parts that have not arrived; none when the file only waits to be confirmed.
    parts: Vec<PartTarget>,
}

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
        .attachment(&ids.nomination, &ids.attachment)
        .await?;
    let attachment = found.ok_or_else(Problem::not_found)?;
    scene
        .case()
        .require(action_for(attachment.kind))
        .map_err(|refusal| api::command::with_current(refusal.into(), &scene))?;
    if attachment.confirmed {
        // Confirmed by a request whose answer was lost: confirming again answers it.
        return Ok(Json(UploadGoingOn { parts: Vec::new() }));
    }
    let key = ObjectKey::incoming(&attachment.id);
    let upload = attachment.upload.as_deref();
    let parts = edge
        .files
        .missing(&key, upload, request(&attachment))
        .await?;
    let parts = parts.into_iter().map(PartTarget::from).collect();
    Ok(Json(UploadGoingOn { parts }))
}
