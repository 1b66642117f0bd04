//! `POST …/attachments`: a file is announced; the answer says where to upload it.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, response::Response};
use domain::nomination::attach::offer;

use super::answer::action_for;
use crate::upload::{AddAttachment, AttachmentAnnounced, announce};

/// Announces a file. It counts once its upload is confirmed; what is not confirmed within a day is forgotten.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/attachments", tag = "nomination", params(OfNomination),
    request_body = AddAttachment,
    responses((status = 201, body = AttachmentAnnounced), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(crate) async fn add_attachment(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    Json(body): Json<AddAttachment>,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    if let Some(done) = &scene.done {
        return command::replay(&edge, &scene, done);
    }
    let action = action_for(body.kind());
    let accepted = offer(scene.case(), action, &body.offer())
        .map_err(|refusal| command::with_current(refusal.into(), &scene))?;
    let attachment = body.noted(scene.nomination().into(), accepted, &scene, &edge);
    announce(&edge, &caller, &scene, attachment).await
}
