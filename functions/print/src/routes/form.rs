//! `GET /api/prints/{congress}/{unit}/{nomination}/form.pdf` and `form.docx`: one person's 登记表.

use std::{collections::HashMap, sync::Arc};

use api::{
    Caller, Edge, Problem, Scene, Target,
    path::{Ids, OfNomination},
};
use axum::{Extension, extract::State, response::Response};
use domain::{
    paper::Paper,
    permission::{Action, Role},
};

use crate::{
    delivery::deliver,
    forms::{Format, Forms},
    paper::Manner,
    people,
    press::Press,
    problem::broken,
};

/// The form as PDF, for whoever may see it. Nominees get their own with full numbers, everybody else with masked ones.
#[utoipa::path(get, path = "/api/prints/{congress}/{unit}/{nomination}/form.pdf", params(OfNomination),
    responses((status = 200, content_type = "application/pdf"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 500, body = api::problem::ProblemDocument)))]
pub(super) async fn pdf(
    State(edge): State<Edge>,
    Extension(press): Extension<Arc<Press>>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    form(edge, press, caller, &ids, Format::Pdf).await
}

/// The form as a Word document, likewise.
#[utoipa::path(get, path = "/api/prints/{congress}/{unit}/{nomination}/form.docx", params(OfNomination),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (status = 403, body = api::problem::ProblemDocument), (status = 404, body = api::problem::ProblemDocument), (status = 500, body = api::problem::ProblemDocument)))]
pub(super) async fn docx(
    State(edge): State<Edge>,
    Extension(press): Extension<Arc<Press>>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    form(edge, press, caller, &ids, Format::Docx).await
}

async fn form(
    edge: Edge,
    press: Arc<Press>,
    caller: Caller,
    ids: &OfNomination,
    format: Format,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(ids)).await?;
    scene.case().require(Action::View)?;
    let own = scene.actor.has(Role::Nominee);
    let units = HashMap::from([(ids.unit.clone(), scene.unit().clone())]);
    let nominations = vec![scene.nomination().clone()];
    let people = people::with_papers(&edge, nominations, &units).await?;
    let now = scene.now;
    let printing = tokio::task::spawn_blocking(move || {
        let manner = Manner {
            congress: &scene.congress,
            language: scene.language,
            mask: !own,
            paper: Paper::Form,
            set_here: format == Format::Pdf,
        };
        let forms = Forms {
            people: &people,
            enclosures: &[],
            manner,
            press: &press,
            keys: edge.store.keys(),
        };
        let printed = forms.print(format);
        Press::forget();
        printed
    });
    let printed = printing.await.map_err(|error| broken(&error))??;
    Ok(deliver(printed, "登记表", "registration-form", now))
}
