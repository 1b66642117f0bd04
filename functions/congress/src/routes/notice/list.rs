//! `GET /api/congresses/{congress}/notices`

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::{view::NoticeView, write::scene};

/// The notices of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Notices {
    /// The newest first.
    items: Vec<NoticeView>,
}

/// All notices, drafts and withdrawn ones too, for the administrators.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/notices",
    params(("congress" = String, Path)),
    responses((status = 200, body = Notices), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Notices>, Problem> {
    let scene = scene(&edge, &caller, &ids).await?;
    let notices = edge.store.notices(&ids.congress).await?;
    let items = notices.iter().rev();
    let items = items.map(|one| NoticeView::new(one, scene.now, scene.language));
    Ok(Json(Notices {
        items: items.collect(),
    }))
}
