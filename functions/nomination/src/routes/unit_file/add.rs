//! `POST /{congress}/{unit}/files`: a file is announced; the answer says where to upload it.

use api::{
    Caller, Edge, Json, Problem, Target, admission, command,
    path::{Ids, OfUnit},
};
use axum::{extract::State, response::Response};
use domain::unit::material::{KEEPERS, offer};

use crate::upload::{AddAttachment, AttachmentAnnounced, announce};

/// Announces a file of a unit. It counts once its upload is confirmed; what is not confirmed within a day is forgotten.
#[utoipa::path(post, path = "/{congress}/{unit}/files", tag = "nomination", params(OfUnit),
    request_body = AddAttachment,
    responses((status = 201, body = AttachmentAnnounced), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(crate) async fn add(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(body): Json<AddAttachment>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), KEEPERS).await?;
    if let Some(done) = &scene.done {
        return command::replay(&edge, &scene, done);
    }
    let accepted = offer(scene.standing(), &scene.actor, &body.offer())?;
    let file = body.noted(scene.unit().into(), accepted, &scene, &edge);
    announce(&edge, &caller, &scene, file).await
}
