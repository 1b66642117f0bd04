//! `POST /{congress}/units/{unit}/first-reviews`: 初审.

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfUnit},
};
use axum::extract::State;
use domain::nomination::review;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    batch::{self, Deed, Results, Row},
    ruling::Ruling,
};

/// Decisions on a unit's nominations.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstReviews {
    /// At most a hundred.
    #[schema(max_items = 100, min_items = 1)]
    decisions: Vec<Ruling>,
}

/// Decides on nominations that wait for first review, each for itself.
#[utoipa::path(post, path = "/{congress}/units/{unit}/first-reviews", tag = "review", params(OfUnit),
    request_body = FirstReviews,
    responses((status = 200, body = Results), (status = 401), (status = 422)))]
pub(crate) async fn first_review(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(body): Json<FirstReviews>,
) -> Result<Json<Results>, Problem> {
    let row = |ruling: Ruling| Row {
        unit: ids.unit.clone(),
        nomination: ruling.nomination.clone(),
        what: ruling.review(),
    };
    let rows: Vec<_> = body.decisions.into_iter().map(row).collect();
    batch::check(&rows, "decisions")?;
    let deed = Deed {
        with_form: false,
        decide: |scene, what| review::first_review(scene.case(), what),
    };
    batch::run(&edge, &caller, &ids.congress, rows, deed)
        .await
        .map(Json)
}
