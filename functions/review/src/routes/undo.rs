//! `POST /{congress}/undos`: 撤回 of what one has just decided.

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    id::{NominationId, UnitId},
    nomination::undo::undo as decide,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::batch::{self, Deed, Results, Row};

/// Whose decisions are taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undo {
    /// At most a hundred.
    #[schema(max_items = 100, min_items = 1)]
    items: Vec<UndoneDecision>,
}

/// One of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UndoneDecision {
    /// The unit that nominated.
    #[schema(value_type = String)]
    unit: UnitId,
    /// Which nomination.
    #[schema(value_type = String)]
    nomination: NominationId,
    /// The version that the decision made.
    version: u64,
}

/// Takes back what one has just decided oneself, at first or final review: the nominations wait again and nobody is told.
#[utoipa::path(post, path = "/{congress}/undos", tag = "review", params(OfCongress),
    request_body = Undo,
    responses((status = 200, body = Results), (status = 401), (status = 422)))]
pub(crate) async fn undo(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(body): Json<Undo>,
) -> Result<Json<Results>, Problem> {
    let row = |item: UndoneDecision| Row {
        unit: item.unit,
        nomination: item.nomination,
        what: item.version,
    };
    let rows: Vec<_> = body.items.into_iter().map(row).collect();
    batch::check(&rows, "items")?;
    let deed = Deed {
        with_form: true,
        decide: |scene, version| decide(scene.case(), *version, scene.form()),
    };
    batch::run(&edge, &caller, &ids.congress, rows, deed)
        .await
        .map(Json)
}
