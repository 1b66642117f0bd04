//! `DELETE …/attachments/{attachment}`.

use api::{
    Caller, Edge, Problem, Scene, Target,
    command::{self, Besides},
    path::{Ids, OfAttachment, OfNomination},
};
use axum::{extract::State, http::StatusCode};
use domain::{decision::Decision, nomination::attach::detached};
use store::{AttachmentKind, Owner, files::ObjectKey};

use super::{answer::action_for, answer_files};
use crate::upload::forget;

/// Removes a file, whether its upload was confirmed or not; one that answers a question of the form only once the form no longer
/// names it.
#[utoipa::path(delete, path = "/{congress}/{unit}/{nomination}/attachments/{attachment}", tag = "nomination",
    params(OfAttachment),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn remove_attachment(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfAttachment>,
) -> Result<StatusCode, Problem> {
    let target = Target::from(&OfNomination::from(&*ids));
    let scene = Scene::load(&edge, &caller, &target).await?;
    let found = edge
        .store
        .attachment(&Owner::Nomination(ids.nomination.clone()), &ids.attachment)
        .await?;
    let attachment = found.ok_or_else(Problem::not_found)?;
    let action = action_for(attachment.kind);
    let target = if attachment.kind == AttachmentKind::Answer {
        target.with_form()
    } else {
        target
    };
    let decide = |scene: &Scene| {
        if attachment.kind == AttachmentKind::Answer {
            answer_files::require_unused(&scene.form().values, &attachment.id)?;
        }
        let decision = detached(
            scene.case(),
            action,
            &attachment.name,
            attachment.material.as_ref(),
        )?;
        // What was never confirmed was never counted.
        Ok(if attachment.confirmed {
            decision
        } else {
            Decision::default()
        })
    };
    let besides = Besides::Removed(attachment.clone());
    let answer = |_: &Scene, _: &Decision| (StatusCode::NO_CONTENT, ());
    command::run_besides(&edge, &caller, &target, &besides, decide, answer).await?;
    let place = ObjectKey::attachment(scene.nomination(), &attachment.id);
    forget(&edge, &attachment, &place).await?;
    Ok(StatusCode::NO_CONTENT)
}
