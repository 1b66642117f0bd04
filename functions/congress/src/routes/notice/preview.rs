//! `POST /api/congresses/{congress}/notices/preview`

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    id::NoticeId,
    nomination::state::State as Stands,
    notice::{list::rows, markup},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    view::TableView,
    write::{act, read, scene},
};

/// A notice as it would be published.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Preview {
    title: String,
    /// The text as a tree of elements: `{tag, href?, children}` or a text. The published page is made of the same tree.
    #[schema(value_type = Vec<Object>)]
    body: Vec<markup::Node>,
    /// The list as it would be now.
    table: Option<TableView>,
}

/// What a notice would look like, with every fault of it; writes nothing.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/notices/preview",
    params(("congress" = String, Path)),
    request_body(content = Object, description = "as a notice is written"),
    responses((status = 200, body = Preview), (status = 403, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<Value>,
) -> Result<Json<Preview>, Problem> {
    let scene = scene(&edge, &caller, &ids).await?;
    let id = NoticeId::parse("preview").expect("letters are an id");
    let notice = read(request, |entry| {
        entry.draft(id, ids.congress.clone(), act(&scene))
    })?;
    let table = match &notice.list {
        None => None,
        Some(list) => {
            let (approved, units) = tokio::try_join!(
                edge.store
                    .queue(&ids.congress, &[Stands::FinalReviewApproved]),
                edge.store.units(&ids.congress)
            )?;
            let rows = rows(&approved, &units, &list.columns, &list.categories);
            Some(TableView::new(&list.columns, &rows, scene.language))
        }
    };
    let body = markup::read(&notice.markdown).map_err(Problem::invalid)?;
    Ok(Json(Preview {
        title: notice.title,
        body,
        table,
    }))
}
