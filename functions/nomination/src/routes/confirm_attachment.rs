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
use domain::{decision::Decision, nomination::attach::attached};
use store::{Owner, files::ObjectKey};

use super::answer::action_for;
use crate::{
    upload::{settled, take_in},
    view::AttachmentView,
};

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
        .attachment(&Owner::Nomination(ids.nomination.clone()), &ids.attachment)
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
    let place = ObjectKey::attachment(scene.nomination(), &attachment.id);
    take_in(&edge, &scene, &attachment, &place).await?;
    let (name, material) = (&attachment.name, attachment.material.as_ref());
    let decide = |scene: &Scene| Ok(attached(scene.case(), action, name, material)?);
    let answer = |_: &Scene, _: &Decision| (StatusCode::OK, AttachmentView::from(&attachment));
    let besides = Besides::Confirmed(attachment.clone());
    let answered = command::run_besides(&edge, &caller, &target, &besides, decide, answer).await?;
    settled(&edge, &attachment).await;
    Ok(answered.into_response())
}
