//! `POST …/attachments/{attachment}/confirmation`: the file has arrived; its content is looked at now.

use api::{
    Caller, Edge, Problem, Scene, Target,
    command::{self, Besides},
    path::{Ids, OfAttachment, OfNomination},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    decision::Decision,
    nomination::attach::{FileType, TELLING, attached, not_arrived, not_as_said},
};
use store::{
    Attachment,
    files::{Files, ObjectKey},
};

use super::answer::action_for;
use crate::view::AttachmentView;

/// Counts an uploaded file, when it arrived whole and its content is of its type. What is not is removed.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/attachments/{attachment}/confirmation",
    tag = "nomination", params(OfAttachment),
    responses((status = 200, body = AttachmentView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub(crate) async fn confirm_attachment(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfAttachment>,
) -> Result<Response, Problem> {
    let target = Target::from(&OfNomination::from(&*ids));
    let scene = Scene::load(&edge, &caller, &target).await?;
    if let Some(done) = &scene.done {
        return command::replay(&edge, &scene, done);
    }
    let found = edge
        .store
        .attachment(&ids.nomination, &ids.attachment)
        .await?;
    let attachment = found.ok_or_else(Problem::not_found)?;
    let action = action_for(attachment.kind);
    scene
        .case()
        .require(action)
        .map_err(|refusal| command::with_current(refusal.into(), &scene))?;
    if attachment.confirmed {
        // Confirmed before, by a request whose answer was lost.
        let view = AttachmentView::from(&attachment);
        return Ok((StatusCode::OK, api::Json(view)).into_response());
    }
    let key = ObjectKey::attachment(scene.nomination(), &attachment.id);
    if !is_as_said(&edge.files, &key, &attachment).await? {
        remove(&edge, &scene, &key, &attachment).await?;
        return Err(not_as_said().into());
    }
    let decide = |scene: &Scene| Ok(attached(scene.case(), action, &attachment.name)?);
    let answer = |_: &Scene, _: &Decision| (StatusCode::OK, AttachmentView::from(&attachment));
    let besides = Besides::Confirmed(attachment.clone());
    let answered = command::run_besides(&edge, &caller, &target, &besides, decide, answer).await?;
    Ok(answered.into_response())
}

/// Whether what arrived is of its type.
///
/// # Errors
/// `invalid_input` when nothing has arrived, or something else than was announced, which is removed: the file can be
/// uploaded again to the same address.
async fn is_as_said(files: &Files, key: &ObjectKey, said: &Attachment) -> Result<bool, Problem> {
    let arrived = files.arrived(key).await?.ok_or_else(not_arrived)?;
    // Not every storage forgets an upload that it refused for its checksum.
    if arrived.size != said.size || arrived.sha256.as_ref() != Some(&said.sha256) {
        files.delete(key).await?;
        return Err(not_arrived().into());
    }
    let head = files.head_bytes(key, TELLING.min(arrived.size)).await?;
    let tail = files.tail_bytes(key, arrived.size, TELLING).await?;
    let file_type = FileType::parse(&said.content_type);
    Ok(file_type.is_some_and(|file_type| file_type.fits(&head, &tail)))
}

async fn remove(
    edge: &Edge,
    scene: &Scene,
    key: &ObjectKey,
    attachment: &Attachment,
) -> Result<(), Problem> {
    let (nothing, ids) = (Decision::default(), || edge.new_id());
    let removed = edge
        .store
        .delete_attachment(&nothing, attachment, None, scene.now, ids)
        .await;
    removed.map_err(command::problem_of)?;
    edge.files.delete(key).await?;
    Ok(())
}
