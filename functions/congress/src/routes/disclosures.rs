//! `GET /api/congresses/{congress}/disclosures`

use std::collections::BTreeMap;

use api::{
    Caller, Edge, Json, Problem, Target, admission, language,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{congress::convening::ADMINISTRATORS, disclosure::Disclosure};
use serde::Serialize;
use utoipa::ToSchema;

/// Who saw full numbers.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Disclosures {
    /// The latest first.
    items: Vec<DisclosureView>,
    /// How many.
    total: usize,
}

/// One look at somebody's full numbers, or one export of many.
#[derive(Debug, Serialize, ToSchema)]
struct DisclosureView {
    /// When (RFC 3339).
    at: String,
    /// Who.
    name: String,
    /// In which role.
    role_name: &'static str,
    /// `reveal` or `export_unmasked`.
    #[schema(value_type = String)]
    action: domain::audit::Deed,
    /// What that is called.
    action_name: &'static str,
    /// The unit it was limited to, by name.
    unit_name: Option<String>,
    /// Whose numbers, for a look.
    of: Option<String>,
    /// Of how many people.
    people: u32,
    /// Why; empty for a look.
    reason: String,
}

/// Who saw or exported full phones and certificate numbers of this congress, when, whose and why; for its administrators.
/// Nominees who look at their own are not in it.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/disclosures",
    params(("congress" = String, Path)),
    responses((status = 200, body = Disclosures), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<Disclosures>, Problem> {
    admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
    let all = edge.store.disclosures(&ids.congress).await?;
    let units = edge.store.units(&ids.congress).await?;
    let names: BTreeMap<_, _> = units.iter().map(|unit| (&unit.id, &unit.name)).collect();
    let language = language::current();
    let view = |one: &Disclosure| DisclosureView {
        at: one.at.to_string(),
        name: one.name.clone(),
        role_name: one.role.name().get(language),
        action: one.action,
        action_name: one.action.name().get(language),
        unit_name: one
            .unit
            .as_ref()
            .and_then(|unit| names.get(unit).map(|name| (*name).clone())),
        of: one.of.as_ref().map(|of| of.name.clone()),
        people: one.people,
        reason: one.reason.clone(),
    };
    Ok(Json(Disclosures {
        total: all.len(),
        items: all.iter().rev().map(view).collect(),
    }))
}
