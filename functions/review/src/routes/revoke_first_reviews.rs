//! `POST /{congress}/units/{unit}/revocations`: 撤销 of first reviews.

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfUnit},
};
use axum::extract::State;
use domain::{id::NominationId, nomination::review::revoke_first_review};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::batch::{self, Deed, Results, Row};

/// Whose first reviews are taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeFirstReviews {
    /// At most a hundred.
    #[schema(max_items = 100, min_items = 1)]
    items: Vec<FirstRevocation>,
}

/// One of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstRevocation {
    /// Which nomination.
    #[schema(value_type = String)]
    nomination: NominationId,
    /// The version that was seen.
    version: u64,
}

/// Takes first reviews back: the nominations wait for review again.
#[utoipa::path(post, path = "/{congress}/units/{unit}/revocations", tag = "review", params(OfUnit),
    request_body = RevokeFirstReviews,
    responses((status = 200, body = Results), (status = 401), (status = 422)))]
pub(crate) async fn revoke_first_reviews(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Json(body): Json<RevokeFirstReviews>,
) -> Result<Json<Results>, Problem> {
    let row = |item: FirstRevocation| Row {
        unit: ids.unit.clone(),
        nomination: item.nomination,
        what: item.version,
    };
    let rows: Vec<_> = body.items.into_iter().map(row).collect();
    batch::check(&rows, "items")?;
    let deed = Deed {
        with_form: true,
        decide: |scene, version| revoke_first_review(scene.case(), *version, scene.form()),
    };
    batch::run(&edge, &caller, &ids.congress, rows, deed)
        .await
        .map(Json)
}
