//! `PUT`, `DELETE` and `GET /api/congresses/{congress}/materials/{material}/template`

use api::{
    Caller, Edge, IfMatch, Json, Problem, Scene, Target, admission, json,
    path::{Ids, OfCongress},
    view::CongressView,
};
use axum::{
    extract::{Query, Request, State},
    response::Response,
};
use domain::{
    congress::{Congress, Template},
    id::{AttachmentId, CongressId, MaterialId},
};
use serde::{Deserialize, Serialize};
use store::files::ObjectKey;
use utoipa::{IntoParams, ToSchema};

use crate::{
    change::{self, Units},
    routes::small_file::{self, Named, SmallFile},
};

/// `/{congress}/materials/{material}`
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(in crate::routes) struct OfMaterial {
    /// The congress.
    #[param(value_type = String)]
    congress: CongressId,
    /// The material.
    #[param(value_type = String)]
    material: MaterialId,
}

impl OfMaterial {
    fn congress(&self) -> OfCongress {
        OfCongress {
            congress: self.congress.clone(),
        }
    }
}

/// Where a template is.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::routes) struct Download {
    /// The address, good for five minutes.
    url: String,
}

/// Puts the empty form of a material, of at most 4 MB, in place of what was there.
#[utoipa::path(
    put,
    path = "/api/congresses/{congress}/materials/{material}/template",
    params(OfMaterial, Named, ("If-Match" = String, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument), (status = 413, body = api::problem::ProblemDocument), (status = 415, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn put(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfMaterial>,
    Query(named): Query<Named>,
    version: IfMatch,
    request: Request,
) -> Result<Response, Problem> {
    let roles = domain::congress::convening::ADMINISTRATORS;
    let scene = admission::scene(&edge, &caller, &Target::from(&ids.congress()), roles).await?;
    let known = scene.congress.settings.material(&ids.material);
    let before = known.ok_or_else(Problem::not_found)?.template.clone();
    let bytes = json::body(request, &edge).await?;
    let SmallFile {
        name,
        content_type,
        size,
    } = small_file::accept(&named.name, &bytes)?;
    let template = Template {
        file: AttachmentId::parse(&edge.new_id()).expect("a UUID is an id"),
        name,
        content_type: content_type.to_owned(),
        size,
    };
    let key = ObjectKey::template(&ids.congress, &template);
    // Before the settings say that it is there: an object that nothing names does no harm.
    edge.files.put(&key, content_type, bytes.to_vec()).await?;
    let answer = set(&edge, &caller, &ids, version, Some(template)).await?;
    forget(&edge, &ids, before).await?;
    Ok(answer)
}

/// Takes the empty form of a material away.
#[utoipa::path(
    delete,
    path = "/api/congresses/{congress}/materials/{material}/template",
    params(OfMaterial, ("If-Match" = String, Header)),
    responses((status = 200, body = CongressView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 412, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn remove(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfMaterial>,
    version: IfMatch,
) -> Result<Response, Problem> {
    let roles = domain::congress::convening::ADMINISTRATORS;
    let scene = admission::scene(&edge, &caller, &Target::from(&ids.congress()), roles).await?;
    let before = template_of(&scene.congress, &ids.material)?;
    let answer = set(&edge, &caller, &ids, version, None).await?;
    forget(&edge, &ids, Some(before)).await?;
    Ok(answer)
}

/// An address to download the empty form of a material from, for everybody who has a part in the congress.
#[utoipa::path(
    get,
    path = "/api/congresses/{congress}/materials/{material}/template",
    params(OfMaterial),
    responses((status = 200, body = Download), (status = 404, body = api::problem::ProblemDocument))
)]
pub(in crate::routes) async fn get(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfMaterial>,
) -> Result<Json<Download>, Problem> {
    let target = Target::from(&ids.congress());
    let scene = Scene::load_for_anyone(&edge, &caller, &target).await?;
    if scene.actor.is_stranger() {
        let parts = admission::parts(&edge, &scene.session.phone, &ids.congress).await?;
        if parts.is_empty() {
            return Err(Problem::not_found());
        }
    }
    let template = template_of(&scene.congress, &ids.material)?;
    let key = ObjectKey::template(&ids.congress, &template);
    let url = edge.files.download(&key, &template.name).await?;
    Ok(Json(Download { url }))
}

fn template_of(congress: &Congress, material: &MaterialId) -> Result<Template, Problem> {
    let known = congress.settings.material(material);
    let template = known.and_then(|one| one.template.clone());
    template.ok_or_else(Problem::not_found)
}

async fn set(
    edge: &Edge,
    caller: &Caller,
    ids: &OfMaterial,
    version: IfMatch,
    template: Option<Template>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene, _: &[domain::unit::Unit]| {
        let congress = scene.congress.clone();
        let changed = congress.with_template(&ids.material, template.clone())?;
        Ok((changed.ok_or_else(Problem::not_found)?, Vec::new()))
    };
    change::congress(edge, caller, &ids.congress(), version, Units::Left, decide).await
}

/// The bytes of a template that is none any more.
async fn forget(edge: &Edge, ids: &OfMaterial, before: Option<Template>) -> Result<(), Problem> {
    if let Some(before) = before {
        edge.files
            .delete(&ObjectKey::template(&ids.congress, &before))
            .await?;
    }
    Ok(())
}
