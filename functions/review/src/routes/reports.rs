//! `GET /{congress}/units/{unit}/reports`: what was reported and returned, and what is under way.

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Scene, Target,
    path::{Ids, OfUnit},
};
use axum::extract::State;
use domain::{
    decision::Receipt,
    id::NominationId,
    nomination::{Nomination, state::State as Stands},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::report::ReportedNomination;

/// A unit's reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reports {
    /// The unit's name.
    unit_name: String,
    /// The latest first.
    items: Vec<ReceiptView>,
    /// The report or return that is going on.
    under_way: Option<UnderWay>,
}

/// The receipt of a report, or of its return.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptView {
    /// Its number.
    number: String,
    /// When (RFC 3339).
    at: String,
    /// By whom.
    by: String,
    /// Why the convener returned it; null for a report.
    returned: Option<String>,
    /// Who was reported or returned.
    nominations: Vec<ReportedNomination>,
}

/// How far a report has come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnderWay {
    /// The receipt's number.
    number: String,
    /// How many have moved.
    done: usize,
    /// Of how many.
    of: usize,
}

/// The receipts of a unit's reports and returns, for the unit and the convener, and how far the one under way has come.
#[utoipa::path(get, path = "/{congress}/units/{unit}/reports", tag = "review", params(OfUnit),
    responses((status = 200, body = Reports), (status = 401), (status = 404)))]
pub(crate) async fn reports(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Json<Reports>, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids).with_siblings()).await?;
    let receipts = edge.store.receipts(&ids.congress, &ids.unit).await?;
    let people: BTreeMap<&NominationId, &Nomination> =
        scene.nominations.iter().map(|one| (&one.id, one)).collect();
    let under_way = receipts.last().filter(|_| scene.reporting);
    Ok(Json(Reports {
        unit_name: scene.unit().name.clone(),
        under_way: under_way.map(|receipt| progress(receipt, &people)),
        items: receipts
            .iter()
            .rev()
            .map(|receipt| view(receipt, &people))
            .collect(),
    }))
}

fn view(receipt: &Receipt, people: &BTreeMap<&NominationId, &Nomination>) -> ReceiptView {
    let of = receipt.nominations.iter();
    ReceiptView {
        number: receipt.number.clone(),
        at: receipt.at.to_string(),
        by: receipt.by.clone(),
        returned: receipt.returned.clone(),
        nominations: of
            .filter_map(|id| people.get(id))
            .map(|one| ReportedNomination::of(one))
            .collect(),
    }
}

fn progress(receipt: &Receipt, people: &BTreeMap<&NominationId, &Nomination>) -> UnderWay {
    let before = match receipt.returned {
        None => Stands::FirstReviewApproved,
        Some(_) => Stands::Reported,
    };
    let moved = |id: &&NominationId| people.get(id).is_some_and(|one| one.state != before);
    UnderWay {
        number: receipt.number.clone(),
        done: receipt.nominations.iter().filter(moved).count(),
        of: receipt.nominations.len(),
    }
}
