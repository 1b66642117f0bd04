//! `POST /{congress}/{unit}/imports/marked.xlsx`: what is wrong in a file, marked in it.

use api::{
    Caller, Edge, Problem, Scene, Target,
    path::{Ids, OfUnit},
};
use axum::{
    extract::{Request, State},
    response::Response,
};
use domain::nomination::import;
use sheet::Received;

use super::ground::Ground;

/// The file as it was sent, as a workbook in which every cell that is wrong is marked and says why: to be put right and sent again.
#[utoipa::path(post, path = "/{congress}/{unit}/imports/marked.xlsx", tag = "nomination", params(OfUnit),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 401), (status = 403), (status = 404), (status = 409), (status = 413), (status = 415), (status = 422)))]
pub(crate) async fn mark(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    request: Request,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    import::require_liaison(scene.standing(), &scene.actor, scene.now)?;
    let Received { rows, .. } = sheet::receive(request, &edge).await?;
    let ground = Ground::load(&edge, &scene, &rows).await?;
    let faults = ground.plan(&edge, &scene)?.faults();
    let language = scene.language;
    sheet::workbook(sheet::marked(&rows, &faults, language), "nominees-marked")
}
