//! `GET /api/congresses/{congress}/history`

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    path::{Ids, OfCongress},
};
use axum::extract::State;
use domain::{congress::convening::CONVENERS, history};
use serde::Serialize;
use utoipa::ToSchema;

/// What the convening body changed.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct History {
    /// The latest first.
    items: Vec<EntryView>,
    /// How many.
    total: usize,
}

/// One transaction's changes.
#[derive(Debug, Serialize, ToSchema)]
struct EntryView {
    /// When.
    at: String,
    /// Who.
    name: String,
    /// What was done: `settings`, `quotas`, …
    deed: &'static str,
    /// The same in words.
    deed_name: &'static str,
    /// What changed.
    changes: Vec<ChangeView>,
}

/// One thing that changed.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeView {
    /// The unit's code and name; null for the congress's own.
    unit: Option<String>,
    /// JSON pointer.
    pointer: String,
    /// The same in words.
    what: String,
    /// From; empty where there was nothing.
    from: String,
    /// To.
    to: String,
}

/// Who changed which setting, unit or quota, when, from what to what; for the convener.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/history",
    params(("congress" = String, Path)),
    responses((status = 200, body = History), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
) -> Result<Json<History>, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), CONVENERS).await?;
    let (settings, language) = (&scene.congress.settings, scene.language);
    let change = |one: history::Change| ChangeView {
        what: history::what(&one.what, settings).get(language).to_owned(),
        from: history::value(&one.from, settings).get(language).to_owned(),
        to: history::value(&one.to, settings).get(language).to_owned(),
        unit: one.unit,
        pointer: one.what,
    };
    let entries = edge.store.history(&ids.congress).await?;
    let items: Vec<_> = entries
        .into_iter()
        .rev()
        .map(|entry| EntryView {
            at: entry.at.to_string(),
            name: entry.name,
            deed: entry.deed.code(),
            deed_name: entry.deed.name().get(language),
            changes: entry.changes.into_iter().map(change).collect(),
        })
        .collect();
    Ok(Json(History {
        total: items.len(),
        items,
    }))
}
