//! `POST /{congress}/final-reviews`: 终审.

use api::{
    Caller, Edge, Json, Problem,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{
    id::{NominationId, UnitId},
    nomination::review,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    batch::{self, Deed, Results, Row},
    ruling::{OutcomeSent, RemarkSent, Ruling},
};

/// Decisions on nominations of any unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinalReviews {
    /// At most a hundred.
    #[schema(max_items = 100, min_items = 1)]
    decisions: Vec<FinalRuling>,
}

/// A decision with the unit it concerns.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinalRuling {
    /// The unit that nominated.
    #[schema(value_type = String)]
    unit: UnitId,
    /// On which nomination.
    #[schema(value_type = String)]
    nomination: NominationId,
    /// The version the reviewer saw.
    version: u64,
    /// The outcome.
    outcome: OutcomeSent,
    /// The opinion; a rejection needs one.
    #[serde(default)]
    #[schema(max_length = 2000)]
    opinion: String,
    /// Remarks at single fields, with a rejection only.
    #[serde(default)]
    remarks: Vec<RemarkSent>,
}

impl FinalRuling {
    fn row(self) -> Row<review::Review> {
        let Self {
            unit,
            nomination,
            version,
            outcome,
            opinion,
            remarks,
        } = self;
        let ruling = Ruling {
            nomination: nomination.clone(),
            version,
            outcome,
            opinion,
            remarks,
        };
        Row {
            unit,
            nomination,
            what: ruling.review(),
        }
    }
}

/// Decides on nominations that units have reported, each for itself.
#[utoipa::path(post, path = "/{congress}/final-reviews", tag = "review", params(OfCongress),
    request_body = FinalReviews,
    responses((status = 200, body = Results), (status = 401), (status = 422)))]
pub(crate) async fn final_review(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(body): Json<FinalReviews>,
) -> Result<Json<Results>, Problem> {
    let rows: Vec<_> = body.decisions.into_iter().map(FinalRuling::row).collect();
    batch::check(&rows, "decisions")?;
    let deed = Deed {
        with_form: false,
        decide: |scene, what| review::final_review(scene.case(), what),
    };
    batch::run(&edge, &caller, &ids.congress, rows, deed)
        .await
        .map(Json)
}
