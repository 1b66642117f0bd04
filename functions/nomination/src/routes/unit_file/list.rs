//! `GET /{congress}/{unit}/files`

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    path::{Ids, OfUnit},
    view::MaterialView,
};
use axum::extract::State;
use domain::unit::material::READERS;
use serde::Serialize;
use utoipa::ToSchema;

use crate::view::AttachmentView;

/// The files of a unit, and what is asked of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitFiles {
    /// Those that have arrived, oldest first.
    items: Vec<AttachmentView>,
    /// What the congress asks of units.
    materials: Vec<MaterialView>,
    /// Whether the asker may add and take back.
    may_change: bool,
}

/// A unit's files, for its liaisons and the convener.
#[utoipa::path(get, path = "/{congress}/{unit}/files", tag = "nomination", params(OfUnit),
    responses((status = 200, body = UnitFiles), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Json<UnitFiles>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), READERS).await?;
    let files = edge.store.files_of_unit(&ids.congress, &ids.unit).await?;
    let confirmed = files.iter().filter(|file| file.confirmed);
    let standing = scene.standing();
    Ok(Json(UnitFiles {
        items: confirmed.map(AttachmentView::from).collect(),
        materials: MaterialView::of_unit(standing, scene.language),
        may_change: domain::unit::material::require(standing, &scene.actor).is_ok(),
    }))
}
