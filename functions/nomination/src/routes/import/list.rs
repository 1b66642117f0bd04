//! `GET /{congress}/{unit}/imports`: the unit's imports.

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    path::{Ids, OfUnit},
};
use axum::extract::State;
use domain::permission::{Action, Role};
use domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::view::ImportRecord;

/// The imports of a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Imports {
    /// The latest first.
    items: Vec<ImportRecord>,
}

/// The unit's imports, the latest first, for its liaisons.
#[utoipa::path(get, path = "/{congress}/{unit}/imports", tag = "nomination", params(OfUnit),
    responses((status = 200, body = Imports), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Json<Imports>, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    if !scene.actor.has(Role::Liaison) {
        let refusal = Refusal::NotPermitted {
            action: Action::Allocate,
            roles: &[Role::Liaison],
        };
        return Err(refusal.into());
    }
    let imports = edge.store.imports(&ids.congress, &ids.unit).await?;
    let items = imports.iter().map(ImportRecord::from).collect();
    Ok(Json(Imports { items }))
}
