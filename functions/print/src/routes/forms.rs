//! `POST /api/prints/{congress}/forms`: 登记表 of several people.

use std::sync::Arc;

use api::{
    Caller, Edge, Json, Problem, Scene, factor,
    listing::{Filter, Filters},
    path::{Ids, OfCongress},
};
use axum::{Extension, extract::State, response::Response};
use domain::{
    disclosure::Disclosure,
    id::UnitId,
    nomination::Nomination,
    paper::Paper,
    permission::Role,
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use store::files::ObjectKey;
use utoipa::ToSchema;

use super::scene;
use crate::{
    delivery::deliver,
    forms::{Enclosure, Format, Forms, Printed},
    paper::{Manner, Person},
    people::{self, Chosen},
    press::Press,
    problem::broken,
};

/// How many forms are made while somebody waits: a function's answer is at most 6 MB on AWS, a quarter of which its encoding
/// takes, and a form with its photo has some 110 KB.
const AT_ONCE: usize = 40;
/// The most bytes of enclosed files, for the same reason.
const ENCLOSED: u64 = 4 * 1024 * 1024;

/// Whose forms, as what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PrintForms {
    /// A unit's id; liaisons must name theirs.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    unit: Option<UnitId>,
    /// Those chosen; when nobody is, all who fit the filters.
    #[serde(default)]
    people: Vec<Chosen>,
    /// The filters of lists.
    #[serde(default)]
    #[schema(value_type = Object)]
    filters: Filters,
    /// One PDF, a folder of PDFs, or Word documents.
    #[serde(default)]
    format: Format,
    /// Whether everybody's files go with the form: a folder then, and full numbers, since nobody masks a scan.
    #[serde(default)]
    enclosures: bool,
    /// Whether certificate numbers and phones are printed in full; recorded.
    #[serde(default)]
    unmasked: bool,
    /// What the full numbers are for.
    #[serde(default)]
    reason: String,
}

/// Registration forms as PDF or Word documents, numbers masked unless they are asked for in full. Full ones are for a unit's
/// liaisons, whose work printing them is, and for the convener's administrators with a fresh second factor; who took them, when, of
/// how many people and why is recorded before the first byte is sent. `x-print-notes` tells of photos that are missing and of
/// characters that no font has.
#[utoipa::path(
    post,
    path = "/api/prints/{congress}/forms",
    params(("congress" = String, Path)),
    request_body = PrintForms,
    responses((status = 200, content_type = "application/pdf"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 500, body = api::problem::ProblemDocument))
)]
pub(super) async fn print(
    State(edge): State<Edge>,
    Extension(press): Extension<Arc<Press>>,
    caller: Caller,
    ids: Ids<OfCongress>,
    Json(request): Json<PrintForms>,
) -> Result<Response, Problem> {
    let unit = request.unit.as_ref();
    let scene = scene(&edge, &caller, &ids, unit).await?;
    if request.unmasked && !scene.actor.has(Role::Liaison) {
        factor::require_fresh(&scene.session, scene.now)?;
    }
    if request.enclosures && !request.unmasked {
        return Err(Problem::invalid(vec![enclosures_show_all()]));
    }
    let record = |people| record(&scene, &request, people);
    record(0)?;
    let filter = Filter::parse(&request.filters)?;
    let (nominations, units) =
        people::wanted(&edge, &scene, unit, &request.people, &filter, AT_ONCE).await?;
    let record = record(u32::try_from(nominations.len()).unwrap_or(u32::MAX))?;
    let enclosures = if request.enclosures {
        enclosures(&edge, &nominations).await?
    } else {
        Vec::new()
    };
    let people = people::with_papers(&edge, nominations, &units).await?;
    let printed = printed(&edge, press, &scene, people, enclosures, &request).await?;
    if let Some(record) = record {
        let id = edge.new_id();
        edge.store.record_disclosure(&record, &id).await?;
    }
    Ok(deliver(printed, "登记表", "registration-forms", scene.now))
}

/// The record of full numbers; none when they are masked.
fn record(scene: &Scene, request: &PrintForms, people: u32) -> Result<Option<Disclosure>, Problem> {
    if !request.unmasked {
        return Ok(None);
    }
    let (congress, unit) = (scene.congress.id.clone(), request.unit.clone());
    let record = Disclosure::by(
        &scene.actor,
        congress,
        unit,
        &request.reason,
        people,
        scene.now,
    );
    Ok(Some(record?))
}

/// On a thread of its own: setting type is work for a processor.
async fn printed(
    edge: &Edge,
    press: Arc<Press>,
    scene: &Scene,
    people: Vec<Person>,
    enclosures: Vec<Vec<Enclosure>>,
    request: &PrintForms,
) -> Result<Printed, Problem> {
    let (congress, language, store) = (scene.congress.clone(), scene.language, edge.store.clone());
    let (mask, format) = (!request.unmasked, request.format);
    let printing = tokio::task::spawn_blocking(move || {
        let manner = Manner {
            congress: &congress,
            language,
            mask,
            paper: Paper::Form,
            set_here: format != Format::Docx,
        };
        let forms = Forms {
            people: &people,
            enclosures: &enclosures,
            manner,
            press: &press,
            keys: store.keys(),
        };
        let printed = forms.print(format);
        Press::forget();
        printed
    });
    printing.await.map_err(|error| broken(&error))?
}

/// The files that belong to each.
async fn enclosures(
    edge: &Edge,
    nominations: &[Nomination],
) -> Result<Vec<Vec<Enclosure>>, Problem> {
    let mut found = Vec::with_capacity(nominations.len());
    for nomination in nominations {
        let files = match nomination.attachments {
            0 => Vec::new(),
            _ => edge.store.dossier(&nomination.id).await?.attachments,
        };
        let files: Vec<_> = files.into_iter().filter(|file| file.confirmed).collect();
        found.push(files);
    }
    let size: u64 = found.iter().flatten().map(|file| file.size).sum();
    if size > ENCLOSED {
        return Err(Problem::invalid(vec![too_large(size)]));
    }
    let mut enclosures = Vec::with_capacity(found.len());
    for (nomination, files) in nominations.iter().zip(found) {
        let mut of_one = Vec::with_capacity(files.len());
        for file in files {
            let key = ObjectKey::attachment(nomination, &file.id);
            let bytes = edge.files.get(&key).await?;
            of_one.push(Enclosure {
                name: file.name,
                bytes,
            });
        }
        enclosures.push(of_one);
    }
    Ok(enclosures)
}

fn enclosures_show_all() -> Fault {
    Fault::new(
        "/enclosures",
        FaultCode::OutOfRange,
        "附件无法遮盖号码，随附件导出须同时选择完整号码",
        "Numbers in enclosed files cannot be masked: ask for full numbers with them",
    )
}

fn too_large(size: u64) -> Fault {
    let tenths = size * 10 / (1024 * 1024);
    let (whole, tenth, most) = (tenths / 10, tenths % 10, ENCLOSED / (1024 * 1024));
    Fault::new(
        "/enclosures",
        FaultCode::TooLong,
        format!("选中人员的附件共 {whole}.{tenth} MB，一次最多 {most} MB，请分批选择"),
        format!(
            "The enclosed files have {whole}.{tenth} MB, at most {most} MB go at once; choose fewer people"
        ),
    )
}
