//! `POST /api/prints/{congress}/forms`: 登记表 of several people.

use std::sync::Arc;

use api::{
    Caller, Edge, Json, Problem, Scene, factor,
    path::{Ids, OfCongress},
};
use axum::{Extension, extract::State, http::HeaderMap, response::Response};
use domain::{
    disclosure::Disclosure,
    export::Product,
    paper::Paper,
    permission::Role,
    refusal::{Fault, FaultCode},
};
use job::Asked;
use serde::Deserialize;
use utoipa::ToSchema;

use super::scene;
use crate::{
    delivery::deliver,
    forms::{Format, Forms, Printed},
    paper::{Manner, Person},
    people,
    press::Press,
    problem::broken,
    request::FormsRequest,
};

/// How many forms are made while somebody waits; more are a job. A function's answer is at most 6 MB on AWS, a quarter of which its
/// encoding takes, and a form with its photo has some 160 KB.
const AT_ONCE: usize = 25;
/// How many at most: everybody of the largest congress.
const MOST: usize = 50_000;

/// Whose forms, as what, with which numbers.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct PrintForms {
    #[serde(flatten)]
    forms: FormsRequest,
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
/// characters that no font has. More than twenty-five people, or anybody with files, are a job (202).
#[utoipa::path(
    post,
    path = "/api/prints/{congress}/forms",
    params(("congress" = String, Path)),
    request_body = PrintForms,
    responses((status = 200, content_type = "application/pdf"), (status = 202, body = job::ExportView), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 409, body = api::problem::ProblemDocument), (status = 422, body = api::problem::ProblemDocument), (status = 500, body = api::problem::ProblemDocument))
)]
pub(super) async fn print(
    State(edge): State<Edge>,
    Extension(press): Extension<Arc<Press>>,
    caller: Caller,
    ids: Ids<OfCongress>,
    headers: HeaderMap,
    Json(request): Json<PrintForms>,
) -> Result<Response, Problem> {
    let PrintForms { forms, .. } = &request;
    let scene = scene(&edge, &caller, &ids, forms.unit.as_ref()).await?;
    if let Some(done) = &scene.done {
        return api::command::replay(&edge, &scene, done);
    }
    if request.unmasked && !scene.actor.has(Role::Liaison) {
        factor::require_fresh(&scene.session, scene.now)?;
    }
    if forms.enclosures && !request.unmasked {
        return Err(Problem::invalid(vec![enclosures_show_all()]));
    }
    let reason = record(&scene, &request, 0)?.map(|record| record.reason);
    let (nominations, units) = forms.find(&edge, &ids.congress, MOST).await?;
    let count = u32::try_from(nominations.len()).unwrap_or(u32::MAX);
    if nominations.len() > AT_ONCE || forms.enclosures || job::accepted(&headers) {
        let asked = Asked {
            product: Product::Forms,
            unit: forms.unit.clone(),
            unmasked: reason,
            total: count,
            request: forms,
        };
        return job::accept(&edge, &caller, &scene, asked).await;
    }
    let record = record(&scene, &request, count)?;
    let people = people::with_papers(&edge, nominations, &units).await?;
    let printed = printed(&edge, press, &scene, people, &request).await?;
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
    let (congress, unit) = (scene.congress.id.clone(), request.forms.unit.clone());
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
    request: &PrintForms,
) -> Result<Printed, Problem> {
    let (congress, language, store) = (scene.congress.clone(), scene.language, edge.store.clone());
    let (mask, format) = (!request.unmasked, request.forms.format);
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
            enclosures: &[],
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

fn enclosures_show_all() -> Fault {
    Fault::new(
        "/enclosures",
        FaultCode::OutOfRange,
        "附件无法遮盖号码，随附件导出须同时选择完整号码",
        "Numbers in enclosed files cannot be masked: ask for full numbers with them",
    )
}
