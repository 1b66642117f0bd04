//! `/api/exports/{congress}/views`: one's own views of a congress's lists, and the columns that there are.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    form::schema::Schema,
    list_view::{ListView, ListViews},
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::part_of;
use crate::{
    column::{Column, Manner},
    roster::Split,
};

/// A list as somebody likes to see it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct View {
    /// What they call it.
    #[schema(max_length = 20)]
    name: String,
    /// Conditions, and the order under `sort`, as they stand in the address of a list.
    #[serde(default)]
    filters: BTreeMap<String, String>,
    /// Columns of a roster by id, in the order wanted; all when there are none.
    #[serde(default)]
    columns: Vec<String>,
    /// Which people share a sheet of a workbook.
    #[serde(default)]
    split: Split,
}

/// A column that a roster can have.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ColumnView {
    /// Its id.
    id: String,
    /// What stands above it.
    name: String,
}

/// Somebody's views, and what they can be made of.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Views {
    /// In the order in which they were made.
    items: Vec<View>,
    /// All columns of a roster of this congress, as they stand by themselves.
    columns: Vec<ColumnView>,
}

/// The view of a name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    /// What it is called.
    name: String,
}

/// The caller's own views of a congress's lists.
#[utoipa::path(
    get,
    path = "/api/exports/{congress}/views",
    params(("congress" = String, Path)),
    responses((status = 200, body = Views), (status = 404, body = api::problem::ProblemDocument))
)]
pub(super) async fn list(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Views>, Problem> {
    let scene = part_of(&edge, &caller, &ids.congress).await?;
    let (phone, congress) = (&scene.session.phone, &ids.congress);
    let kept = edge.store.list_views(phone, congress).await?;
    Ok(Json(shown(&scene, &kept)))
}

/// Keeps a view of the caller's own; one of the same name is replaced.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/views",
    params(("congress" = String, Path)),
    request_body = View,
    responses((status = 200, body = Views), (status = 404, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(super) async fn keep(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(body): Json<View>,
) -> Result<Json<Views>, Problem> {
    let scene = part_of(&edge, &caller, &ids.congress).await?;
    Column::chosen(&Schema::of_all(&scene.congress.settings), &body.columns)?;
    let view = ListView {
        name: body.name,
        filters: body.filters,
        columns: body.columns,
        split: body.split.code().to_owned(),
    };
    change(&edge, &scene, |views| views.keep(view.clone())).await
}

/// Forgets a view of the caller's own.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/views/removals",
    params(("congress" = String, Path)),
    request_body = Named,
    responses((status = 200, body = Views), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument))
)]
pub(super) async fn forget(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(body): Json<Named>,
) -> Result<Json<Views>, Problem> {
    let scene = part_of(&edge, &caller, &ids.congress).await?;
    change(&edge, &scene, |views| views.forget(&body.name)).await
}

async fn change(
    edge: &Edge,
    scene: &Scene,
    how: impl Fn(&mut ListViews) -> Result<(), Refusal>,
) -> Result<Json<Views>, Problem> {
    let (phone, congress) = (&scene.session.phone, &scene.congress.id);
    let changed = edge.store.change_list_views(phone, congress, how).await?;
    Ok(Json(shown(scene, &changed?)))
}

fn shown(scene: &Scene, views: &ListViews) -> Views {
    let settings = &scene.congress.settings;
    let manner = Manner {
        settings,
        language: scene.language,
        mask: true,
    };
    let schema = Schema::of_all(settings);
    let column = |column: Column<'_>| ColumnView {
        id: column.id().to_owned(),
        name: column.header(manner),
    };
    let view = |view: &ListView| View {
        name: view.name.clone(),
        filters: view.filters.clone(),
        columns: view.columns.clone(),
        split: Split::parse(&view.split),
    };
    Views {
        items: views.all().iter().map(view).collect(),
        columns: Column::all(&schema).into_iter().map(column).collect(),
    }
}
