//! `POST /api/congresses/{congress}/clone`

use api::{
    Caller, Edge, Json, Problem, Target, admission,
    command::{problem_of, replay_for},
    path::{Ids, OfCongress},
    view::CongressView,
};
use axum::{extract::State, response::Response};
use domain::{
    congress::{Congress, convening::ADMINISTRATORS},
    id::{CongressId, UnitId},
};
use serde::Deserialize;
use store::{UnitChange, files::ObjectKey, unit_batches};
use utoipa::ToSchema;

use super::create::{new_id, store_new};
use crate::visitor;

/// What the next term's congress is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::routes) struct CloneCongress {
    /// The new title.
    title: String,
    /// Whether the units come along, with their liaisons and quotas; true unless said otherwise.
    #[serde(default = "yes")]
    units: bool,
}

const fn yes() -> bool {
    true
}

/// Creates the next term's congress after this one: settings, officers and units, without anybody nominated. The earlier
/// term's dates, windows and extensions are not taken.
///
/// The units are written first: should that break off, no congress has come to be and nothing is half there for anybody.
#[utoipa::path(
    post,
    path = "/api/congresses/{congress}/clone",
    params(("congress" = String, Path)),
    request_body = CloneCongress,
    responses((status = 201, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn handle(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<CloneCongress>,
) -> Result<Response, Problem> {
    let scene = admission::scene(&edge, &caller, &Target::from(&*ids), ADMINISTRATORS).await?;
    if let Some(done) = &scene.done {
        return replay_for(&edge, &scene.session.phone, done);
    }
    let visitor = visitor::visitor(&edge, &caller).await?;
    visitor.require_grant()?;
    let congress = scene.congress.cloned(new_id(&edge), &request.title)?;
    copy_templates(&edge, &scene.congress, &congress.id).await?;
    if request.units {
        let units = edge.store.units(&ids.congress).await?;
        let changes: Vec<_> = units
            .iter()
            .map(|unit| {
                let id = UnitId::parse(&edge.new_id()).expect("a UUID is an id");
                UnitChange {
                    before: None,
                    after: Some(unit.cloned(id, congress.id.clone())),
                }
            })
            .collect();
        for batch in unit_batches(&changes) {
            let commit = edge
                .store
                .commit_units(batch, &[], None, scene.now, || edge.new_id());
            commit.await.map_err(problem_of)?;
        }
    }
    store_new(&edge, &caller, &visitor, &congress).await
}

/// The empty forms of the materials come along, each a file of the new congress's own. Before anything names them.
async fn copy_templates(edge: &Edge, from: &Congress, to: &CongressId) -> Result<(), Problem> {
    let materials = from.settings.materials.iter();
    for template in materials.filter_map(|one| one.template.as_ref()) {
        let bytes = edge
            .files
            .get(&ObjectKey::template(&from.id, template))
            .await?;
        if let Some(bytes) = bytes {
            let key = ObjectKey::template(to, template);
            edge.files.put(&key, &template.content_type, bytes).await?;
        }
    }
    Ok(())
}
