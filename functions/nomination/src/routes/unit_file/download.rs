//! `GET /{congress}/{unit}/files/{file}`: where to download a file.

use api::{Caller, Edge, Json, Problem, Target, admission, path::Ids};
use axum::extract::State;
use domain::unit::material::READERS;
use store::files::ObjectKey;

use super::OfUnitFile;
use crate::routes::download_attachment::Download;

/// An address to download a unit's file from, for its liaisons and the convener.
#[utoipa::path(get, path = "/{congress}/{unit}/files/{file}", tag = "nomination", params(OfUnitFile),
    responses((status = 200, body = Download), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn download(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnitFile>,
) -> Result<Json<Download>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&ids.of_unit()), READERS).await?;
    let file = ids.load(&edge).await?;
    if !file.confirmed {
        return Err(Problem::not_found());
    }
    let key = ObjectKey::unit_file(scene.unit(), &file.id);
    let url = edge.files.download(&key, &file.name).await?;
    Ok(Json(Download { url }))
}
