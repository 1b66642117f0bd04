//! `GET …/{nomination}`: everything about a nomination.

use api::{
    Caller, Edge, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::{audit::changes_since_decision, form::Form};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer;
use crate::view::{AttachmentView, ChangeView, Shown, StepView, remarks};

/// Everything about a nomination.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Details {
    #[serde(flatten)]
    nomination: NominationView,
    /// The form.
    form: Shown,
    /// What changed in the form since the last decision that still holds; nothing before the first.
    changes: Vec<ChangeView>,
    /// Every step, oldest first.
    timeline: Vec<StepView>,
    /// The files that have arrived.
    attachments: Vec<AttachmentView>,
}

/// Summary, form, trail and files of a nomination, for whoever may see it.
#[utoipa::path(get, path = "/{congress}/{unit}/{nomination}", tag = "nomination", params(OfNomination),
    responses((status = 200, body = Details), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn get_details(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids)).await?;
    answer::require_view(&scene)?;
    let dossier = edge.store.dossier(&ids.nomination).await?;
    let nomination = scene.nomination();
    let form = dossier.form.unwrap_or_else(|| Form::of(nomination));
    let confirmed = dossier.attachments.iter().filter(|file| file.confirmed);
    let details = Details {
        nomination: NominationView::in_scene(nomination, scene.unit(), &scene),
        form: Shown::new(&form, scene.case(), &scene, remarks(&dossier.trail, &scene)),
        changes: ChangeView::all(&changes_since_decision(&dossier.trail), &scene),
        timeline: StepView::all(&dossier.trail, &scene),
        attachments: confirmed.map(AttachmentView::from).collect(),
    };
    Ok(command::versioned(nomination.version, details))
}
