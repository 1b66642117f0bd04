//! `POST /{congress}/final-revocations`: 撤销 of final approvals.

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    id::{NominationId, UnitId},
    nomination::review::revoke_final_review,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::batch::{self, Deed, Results, Row};

/// Whose final approvals are taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeFinalReviews {
    /// At most a hundred.
    #[schema(max_items = 100, min_items = 1)]
    items: Vec<FinalRevocation>,
}

/// One of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinalRevocation {
    /// The unit that nominated.
    #[schema(value_type = String)]
    unit: UnitId,
    /// Which nomination.
    #[schema(value_type = String)]
    nomination: NominationId,
    /// The version that was seen.
    version: u64,
}

/// Takes final approvals back while the congress is open: the nominations wait for final review again.
#[utoipa::path(post, path = "/{congress}/final-revocations", tag = "review", params(OfCongress),
    request_body = RevokeFinalReviews,
    responses((status = 200, body = Results), (status = 401), (status = 422)))]
pub(crate) async fn revoke_final_reviews(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(body): Json<RevokeFinalReviews>,
) -> Result<Json<Results>, Problem> {
    let row = |item: FinalRevocation| Row {
        unit: item.unit,
        nomination: item.nomination,
        what: item.version,
    };
    let rows: Vec<_> = body.items.into_iter().map(row).collect();
    batch::check(&rows, "items")?;
    let deed = Deed {
        with_form: false,
        decide: |scene, version| revoke_final_review(scene.case(), *version),
    };
    batch::run(&edge, &caller, &ids.congress, rows, deed)
        .await
        .map(Json)
}
