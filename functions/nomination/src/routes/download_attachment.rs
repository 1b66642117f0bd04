//! `GET …/attachments/{attachment}`: where to download a file.

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    path::{Ids, OfAttachment, OfNomination},
};
use axum::extract::State;
use serde::Serialize;
use store::{Owner, files::ObjectKey};
use utoipa::ToSchema;

use super::answer;

/// Where the file is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Download {
    /// The address, good for five minutes.
    pub(crate) url: String,
}

/// An address to download a file from, for whoever may see the nomination.
#[utoipa::path(get, path = "/{congress}/{unit}/{nomination}/attachments/{attachment}", tag = "nomination",
    params(OfAttachment),
    responses((status = 200, body = Download), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn download_attachment(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfAttachment>,
) -> Result<Json<Download>, Problem> {
    let target = Target::from(&OfNomination::from(&*ids));
    let scene = Scene::load(&edge, &caller, &target).await?;
    answer::require_view(&scene)?;
    let found = edge
        .store
        .attachment(&Owner::Nomination(ids.nomination.clone()), &ids.attachment)
        .await?;
    let attachment = found
        .filter(|file| file.confirmed)
        .ok_or_else(Problem::not_found)?;
    let key = ObjectKey::attachment(scene.nomination(), &attachment.id);
    let url = edge.files.download(&key, &attachment.name).await?;
    Ok(Json(Download { url }))
}
