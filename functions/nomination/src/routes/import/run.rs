//! `POST /{congress}/{unit}/imports`: 导入人选.

use api::{
    Caller, Code, Edge, Json, Problem, Scene, Target,
    command::{self, body, idempotency, replay},
    path::{Ids, OfUnit},
};
use axum::{
    extract::{Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    id::{ImportId, NominationId},
    nomination::{
        consent,
        import::{self, Import, Plan},
        intake::Intake,
    },
    sheet::Verdict,
};
use serde::Deserialize;
use sheet::Received;
use store::CommitError;
use utoipa::IntoParams;

use super::{
    ground::Ground,
    view::{ImportRecord, NomineeImportPreview, digest, faults},
};

/// Preview or confirmation.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct NomineeImport {
    /// Writes what the preview named by `If-Match` showed.
    confirm: bool,
    /// Writes the good rows though others have errors.
    good_rows_only: bool,
    /// The file's name, for the record.
    file: String,
    /// Attests that everybody whose certificate's number the file has consented to it: the version of the words, e.g. `2026-11`.
    /// Asked for where the preview says so.
    consent: String,
}

/// Imports nominees from CSV or a workbook: first a preview with a verdict per row, which writes nothing; then, confirmed, the
/// same file again with the preview's digest. It is decided as one transaction: everybody of it gets a place or nobody, and
/// only the columns that are there are filled in. Those who are new are told by SMS.
#[utoipa::path(post, path = "/{congress}/{unit}/imports", tag = "nomination",
    params(OfUnit, NomineeImport, ("If-Match" = Option<String>, Header)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = NomineeImportPreview), (status = 201, body = ImportRecord), (status = 401),
        (status = 403), (status = 404), (status = 409), (status = 412), (status = 413), (status = 415), (status = 422),
        (status = 428)))]
pub(crate) async fn run(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfUnit>,
    Query(asked): Query<NomineeImport>,
    request: Request,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    if let Some(done) = &scene.done {
        return replay(&edge, &scene, done);
    }
    // Asked before the file is read: nobody else makes us look at five megabytes.
    import::require_liaison(scene.standing(), &scene.actor, scene.now)?;
    let seen = preview_seen(request.headers());
    let Received { bytes, rows } = sheet::receive(request, &edge).await?;
    let ground = Ground::load(&edge, &scene, &rows).await?;
    let plan = ground.plan(&edge, &scene)?;
    let named = digest(&bytes, &plan);
    let asks = plan.asks_consent(&ground.scene(&scene));
    let preview = || NomineeImportPreview::new(&plan, named.clone(), asks, scene.language);
    if !asked.confirm {
        return Ok(Json(preview()).into_response());
    }
    match seen {
        None => return Err(look_first()),
        Some(seen) if seen != named => {
            return Err(changed_meanwhile().with_current(preview()));
        }
        Some(_) => {}
    }
    if plan.count(Verdict::Error) > 0 && !asked.good_rows_only {
        return Err(Problem::invalid(faults(&plan)));
    }
    if asks {
        consent::require_attested(&asked.consent)?;
    }
    let id = ImportId::parse(&edge.new_id()).expect("a UUID is an id");
    let intake = plan.intake(&ground.scene(&scene), id.clone());
    let import = record(id, &intake, &scene, &asked.file);
    write(&edge, &caller, &scene, &plan, &intake, &import).await
}

/// Decided on a unit that has changed since is decided by nobody: the preview is shown again.
async fn write(
    edge: &Edge,
    caller: &Caller,
    scene: &Scene,
    plan: &Plan,
    intake: &Intake,
    import: &Import,
) -> Result<Response, Problem> {
    let (status, body) = body(StatusCode::CREATED, &ImportRecord::from(import))?;
    let answer = idempotency(caller, scene, status, &body);
    let (record, id) = (Some(import), edge.new_id());
    let committed = edge
        .store
        .commit_intake(&plan.unit, intake, record, answer.as_ref(), scene.now, id)
        .await;
    match committed {
        Ok(()) => Ok(command::json(status, body)),
        Err(CommitError::Conflict) => Err(changed_meanwhile()),
        Err(CommitError::AlreadyDone(done)) => replay(edge, scene, &done),
        Err(error) => Err(command::problem_of(error)),
    }
}

fn record(id: ImportId, intake: &Intake, scene: &Scene, file: &str) -> Import {
    let ids = |placed: bool| -> Vec<NominationId> {
        let people = intake
            .people
            .iter()
            .filter(|one| one.place.is_some() == placed);
        people.map(|one| one.nomination.clone()).collect()
    };
    Import {
        id,
        congress: scene.congress.id.clone(),
        unit: scene.unit().id.clone(),
        version: 0,
        at: scene.now,
        by: scene.actor.name.clone(),
        file: file
            .chars()
            .filter(|letter| !letter.is_control())
            .take(100)
            .collect(),
        placed: ids(true),
        changed: ids(false),
        undone: None,
    }
}

fn preview_seen(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::IF_MATCH)?.to_str().ok()?;
    Some(value.trim_matches('"').to_owned())
}

fn look_first() -> Problem {
    Problem::new(
        Code::VersionRequired,
        "请先预览，核对无误后再确认导入",
        "Look at the preview first; confirm with its digest in If-Match",
    )
}

fn changed_meanwhile() -> Problem {
    Problem::new(
        Code::StaleVersion,
        "预览之后文件或本单位人员有变化，没有导入任何人，请核对新的预览后再确认",
        "The file or the unit's people changed after the preview; nobody was imported. Please check the new preview",
    )
}
