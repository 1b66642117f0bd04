//! `PUT …/photo`: 上传照片.

use api::{
    Caller, Code, Edge, Problem, Scene, Target, command, json,
    path::{Ids, OfNomination},
};
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::Response,
};
use domain::nomination::photo;
use serde::Serialize;
use store::files::ObjectKey;
use utoipa::ToSchema;

use crate::picture::portrait;

/// The photo is there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoStored {
    /// Always true.
    photo: bool,
}

/// Takes a JPEG or PNG of at most 5 MB and at least 413 × 579 pixels, known by its content; cuts it to 5:7 and keeps it as a
/// JPEG without metadata.
#[utoipa::path(put, path = "/{congress}/{unit}/{nomination}/photo", tag = "nomination", params(OfNomination),
    request_body(content = Vec<u8>, content_type = "image/jpeg"),
    responses((status = 200, body = PhotoStored), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 413), (status = 415), (status = 422)))]
pub(crate) async fn put_photo(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    request: Request,
) -> Result<Response, Problem> {
    let target = Target::from(&*ids);
    // Asked before the body is read: nobody else makes us look at five megabytes.
    let scene = Scene::load(&edge, &caller, &target).await?;
    photo::may_set(scene.case())
        .map_err(|refusal| command::with_current(refusal.into(), &scene))?;
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !["image/jpeg", "image/png"].contains(&content_type) {
        return Err(Problem::new(
            Code::UnsupportedMediaType,
            "照片须为 JPEG 或 PNG 图片",
            "A photo is a JPEG or PNG picture",
        ));
    }
    let bytes = json::body(request, &edge).await?;
    let cut = tokio::task::spawn_blocking(move || portrait(&bytes)).await;
    let cut = cut.unwrap_or_else(|_| Err(photo::unreadable()))?;
    edge.files
        .put(&ObjectKey::photo(scene.nomination()), "image/jpeg", cut)
        .await?;
    let decide = |scene: &Scene| Ok(photo::set(scene.case())?);
    let answer = |_: &Scene, _: &_| (StatusCode::OK, PhotoStored { photo: true });
    command::run(&edge, &caller, &target, decide, answer).await
}
