//! `POST /api/exports/{congress}/rosters`: a roster of any list, at once or as a job.

use api::{
    Caller, Edge, Json, Problem, Scene, Target, admission, factor,
    path::{Ids, OfCongress, OfUnit},
};
use axum::{extract::State, http::HeaderMap, response::Response};
use domain::{
    congress::convening::{ADMINISTRATORS, CONVENERS},
    disclosure::{DISCLOSED_TO, Disclosure},
    export::Product,
    permission::Role,
};
use job::{Asked, Progress};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    delivery::{deliver_file, unmade},
    heading::asker,
    passage::Passage,
    roster::{Found, RosterRequest, count},
};

/// Who may take a unit's masked roster.
const UNIT_READERS: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];
/// More people than these are a job. A function's answer on AWS is at most 6 MB, and these have at most one.
const MOST_AT_ONCE: u32 = 1_000;

/// A roster, masked or with full numbers.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct TakeRoster {
    #[serde(flatten)]
    roster: RosterRequest,
    /// With full certificate numbers and phones.
    #[serde(default)]
    unmasked: bool,
    /// What full numbers are for.
    #[serde(default)]
    #[schema(max_length = 200)]
    reason: String,
}

/// The roster of those who fit, as a file at once, or as a job (202) when they are many or `Prefer: respond-async` asks for one. A
/// liaison names the unit; the convener's people may.
///
/// With full numbers it is for the convener's administrators and a unit's liaisons, asks for a fresh second factor and a reason: who
/// takes them, when, of how many people and why is recorded before the first byte is sent.
#[utoipa::path(
    post,
    path = "/api/exports/{congress}/rosters",
    params(("congress" = String, Path)),
    request_body = TakeRoster,
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (status = 202, body = job::ExportView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(super) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    headers: HeaderMap,
    Json(body): Json<TakeRoster>,
) -> Result<Response, Problem> {
    let scene = scene(&edge, &caller, &ids, &body).await?;
    if let Some(done) = &scene.done {
        return api::command::replay(&edge, &scene, done);
    }
    let record = |people| {
        let (congress, unit) = (scene.congress.id.clone(), body.roster.unit.clone());
        Disclosure::by(
            &scene.actor,
            congress,
            unit,
            &body.reason,
            people,
            scene.now,
        )
    };
    let reason = if body.unmasked {
        factor::require_fresh(&scene.session, scene.now)?;
        Some(record(0)?.reason)
    } else {
        None
    };
    let filter = body.roster.check(&scene.congress.settings)?;
    let found = body.roster.find(&edge, &ids.congress, &filter).await?;
    let total = count(&found);
    if total > MOST_AT_ONCE || job::accepted(&headers) {
        let asked = Asked {
            product: Product::Roster,
            unit: body.roster.unit.clone(),
            unmasked: reason,
            total,
            request: &body.roster,
        };
        return job::accept(&edge, &caller, &scene, asked).await;
    }
    let disclosed = reason.is_some().then(|| record(total)).transpose()?;
    let format = body.roster.format;
    let passage = passage(&scene, body.roster, filter, found, disclosed.is_some());
    let file = job::blank_file().map_err(unmade)?;
    let file = passage.write(&edge, file, &Progress::default()).await;
    let file = file.map_err(unmade)?;
    if let Some(record) = &disclosed {
        let id = edge.new_id();
        edge.store.record_disclosure(record, &id).await?;
    }
    deliver_file(file, format, named(disclosed.is_some()), scene.now)
}

fn passage(
    scene: &Scene,
    request: RosterRequest,
    filter: api::listing::Filter,
    found: Found,
    unmasked: bool,
) -> Passage {
    Passage {
        request,
        filter,
        found,
        congress: scene.congress.id.clone(),
        settings: scene.congress.settings.clone(),
        asker: asker(scene),
        at: scene.now,
        unmasked,
    }
}

/// What the file is called, in Chinese and for browsers that know ASCII only.
pub(crate) const fn named(unmasked: bool) -> (&'static str, &'static str) {
    if unmasked {
        ("名册（完整信息）", "roster-full")
    } else {
        ("名册", "roster")
    }
}

/// Of one unit for those who may export it, of the congress for those who may export that.
async fn scene(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    body: &TakeRoster,
) -> Result<Scene, Problem> {
    let (of_unit, of_congress) = if body.unmasked {
        (DISCLOSED_TO, ADMINISTRATORS)
    } else {
        (UNIT_READERS, CONVENERS)
    };
    match &body.roster.unit {
        Some(unit) => {
            let ids = OfUnit {
                congress: ids.congress.clone(),
                unit: unit.clone(),
            };
            admission::scene(edge, caller, &Target::from(&ids), of_unit).await
        }
        None => admission::scene(edge, caller, &Target::from(ids), of_congress).await,
    }
}
