//! `GET …/form`: the registration form.

use api::{
    Caller, Edge, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, response::Response};
use domain::nomination::state::State as NominationState;

use super::answer;
use crate::view::{FormView, remarks};

/// The form with what is missing and what it was sent back with. Its version is the form's own, not the nomination's.
#[utoipa::path(get, path = "/{congress}/{unit}/{nomination}/form", tag = "nomination", params(OfNomination),
    responses((status = 200, body = FormView), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn get_form(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    let scene = Scene::load(&edge, &caller, &Target::from(&*ids).with_form()).await?;
    answer::require_view(&scene)?;
    // Remarks stand in the trail, which is read only where there can be some.
    let state = scene.nomination().state;
    let sent_back = [
        NominationState::FirstReviewRejected,
        NominationState::FinalReviewRejected,
    ];
    let remarks = if sent_back.contains(&state) {
        remarks(&edge.store.dossier(&ids.nomination).await?.trail, &scene)
    } else {
        Vec::new()
    };
    let view = FormView::now(&scene, remarks);
    Ok(command::versioned(view.version(), view))
}
