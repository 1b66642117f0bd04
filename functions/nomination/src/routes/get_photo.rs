//! `GET …/photo`: 照片.

use api::{
    Caller, Edge, Problem, Scene, Target,
    path::{Ids, OfNomination},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use store::files::ObjectKey;

use super::answer;

/// The nominee's photo, for whoever may see the nomination.
#[utoipa::path(get, path = "/{congress}/{unit}/{nomination}/photo", tag = "nomination", params(OfNomination),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 401), (status = 403),
        (status = 404)))]
pub(crate) async fn get_photo(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    answer::require_view(&scene)?;
    let nomination = scene.nomination();
    let photo = if nomination.photo {
        edge.files.get(&ObjectKey::photo(nomination)).await?
    } else {
        None
    };
    let photo = photo.ok_or_else(Problem::not_found)?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], photo).into_response())
}
