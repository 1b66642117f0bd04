//! `POST /{congress}/units/{unit}/reports`: 全部上报.

use api::{
    Caller, Edge, Problem, Scene, Target, command, language,
    path::{Ids, OfUnit},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    decision::Decision,
    nomination::{Nomination, report},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The receipt (上报回执), or that of a return.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reported {
    /// Its number.
    number: String,
    /// When (RFC 3339).
    at: String,
    /// Who was reported or returned. One of many people may still be going on: `GET …/reports` says how far it is.
    nominations: Vec<ReportedNomination>,
}

/// Somebody who was reported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportedNomination {
    /// Id of the nomination.
    id: String,
    /// Name.
    name: String,
    /// Category.
    category: &'static str,
    /// The category's name.
    category_name: &'static str,
}

impl ReportedNomination {
    pub(super) fn of(one: &Nomination) -> Self {
        Self {
            id: one.id.to_string(),
            name: one.name.clone(),
            category: one.category.code(),
            category_name: one.category.name().get(language::current()),
        }
    }
}

/// Reports everybody whom first review approved, all or none. Refused unless every indicator is green; the problem's
/// `current.indicators` are the red ones.
#[utoipa::path(post, path = "/{congress}/units/{unit}/reports", tag = "review", params(OfUnit),
    responses((status = 201, body = Reported), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 413)))]
pub(crate) async fn report(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| {
        Ok(report::report(
            scene.standing(),
            &scene.nominations,
            &scene.actor,
            scene.now,
        )?)
    };
    let target = Target::from(&*ids).with_siblings();
    command::run(&edge, &caller, &target, decide, answer).await
}

pub(super) fn answer(_: &Scene, decision: &Decision) -> (StatusCode, Reported) {
    let receipt = decision.receipt.as_ref();
    let reported = Reported {
        number: receipt
            .map(|receipt| receipt.number.clone())
            .unwrap_or_default(),
        at: receipt
            .map(|receipt| receipt.at.to_string())
            .unwrap_or_default(),
        nominations: decision
            .changed
            .iter()
            .map(ReportedNomination::of)
            .collect(),
    };
    (StatusCode::CREATED, reported)
}
