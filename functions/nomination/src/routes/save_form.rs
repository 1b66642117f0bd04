//! `PATCH …/form`: 保存.

use api::{
    Caller, Code, Edge, IfMatch, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::nomination::fill_in;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{answer_files, taken::require_free};
use crate::view::FormView;

/// What was typed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaveForm {
    /// Field id → value, null to empty it. Fields left out stay as they are, so a masked value is never sent back.
    #[schema(value_type = Object)]
    changes: Map<String, Value>,
}

/// Saves changed fields. A draft may be incomplete; a form under review stays complete. Answers the form without the
/// remarks it was sent back with, which have not changed. When somebody else has saved meanwhile, the problem's `current` is
/// the form as it is now.
#[utoipa::path(patch, path = "/{congress}/{unit}/{nomination}/form", tag = "nomination", params(OfNomination),
    request_body = SaveForm,
    responses((status = 200, body = FormView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub(crate) async fn save_form(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
    Json(body): Json<SaveForm>,
) -> Result<Response, Problem> {
    let arrived = answer_files::arrived(&edge, &ids.nomination, &body.changes).await?;
    let decide = |scene: &Scene| {
        answer_files::require_arrived(&scene.case().schema(), &body.changes, &arrived)?;
        let decision = fill_in::fill_in(scene.case(), scene.form(), version, &body.changes);
        decision.map_err(|refusal| with_current_form(refusal.into(), scene))
    };
    let answer = |scene: &Scene, decision: &_| (StatusCode::OK, FormView::after(scene, decision));
    let target = Target::from(&*ids).with_form();
    require_free(&edge, &caller, &target, &body.changes).await?;
    command::run(&edge, &caller, &target, decide, answer).await
}

/// What is stale here is the form, so that is what is shown as it is now.
pub(super) fn with_current_form(problem: Problem, scene: &Scene) -> Problem {
    if problem.code() == Code::StaleVersion {
        problem.with_current(FormView::now(scene, Vec::new()))
    } else {
        problem
    }
}
