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
    let arrived = Arrived {
        files: &edge.files,
        key: ObjectKey::incoming(&attachment.id),
        said: &attachment,
    };
    if !arrived.is_as_said().await? {
        arrived.remove(&edge, &scene).await?;
        return Err(not_as_said().into());
    }
    let place = ObjectKey::attachment(scene.nomination(), &attachment.id);
    edge.files.copy(&arrived.key, &place).await?;
    let decide = |scene: &Scene| Ok(attached(scene.case(), action, &attachment.name)?);
    let answer = |_: &Scene, _: &Decision| (StatusCode::OK, AttachmentView::from(&attachment));
    let besides = Besides::Confirmed(attachment.clone());
    let answered = command::run_besides(&edge, &caller, &target, &besides, decide, answer).await?;
    // What cannot be cleared away now goes by itself, as everything does that stands there.
    let _ = edge.files.delete(&arrived.key).await;
    Ok(answered.into_response())
}

/// A file that is said to have arrived.
struct Arrived<'a> {
    files: &'a Files,
    key: ObjectKey,
    said: &'a Attachment,
}

impl Arrived<'_> {
    /// Whether what arrived is of its type.
    ///
    /// # Errors
    /// `invalid_input` when nothing has arrived, or not all of it, or something else than was announced, which is removed.
    async fn is_as_said(&self) -> Result<bool, Problem> {
        let (files, key, said) = (self.files, &self.key, self.said);
        if let Some(upload) = &said.upload
            && !files.exists(key).await?
            && !files.assemble(key, upload, said.size).await?
        {
            return Err(not_arrived().into());
        }
        let arrived = files.content(key, TELLING).await?;
        let arrived = arrived.ok_or_else(not_arrived)?;
        // Not every storage forgets an upload that it refused for its checksum, and none knows that of a file in parts.
        if arrived.size != said.size || arrived.sha256 != said.sha256 {
            files.delete(key).await?;
            return Err(not_arrived().into());
        }
        let file_type = FileType::parse(&said.content_type);
        Ok(file_type.is_some_and(|file_type| file_type.fits(&arrived.head, &arrived.tail)))
    }

    /// Removes it with its record.
    async fn remove(&self, edge: &Edge, scene: &Scene) -> Result<(), Problem> {
        let (nothing, ids) = (Decision::default(), || edge.new_id());
        let removed = edge
            .store
            .delete_attachment(&nothing, self.said, None, scene.now, ids)
            .await;
        removed.map_err(command::problem_of)?;
        self.files.delete(&self.key).await?;
        Ok(())
    }
}
