//! `POST …/former-forms`: 带入, with consent.

use api::{
    Caller, Edge, IfMatch, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    nomination::bring_in::{self, Taken},
    refusal::{Fault, FaultCode},
};
use serde::Deserialize;
use serde_json::Map;
use store::files::ObjectKey;
use utoipa::ToSchema;

use super::found::found;
use crate::{
    routes::{save_form::with_current_form, taken::require_free},
    view::FormView,
};

/// What is to be brought in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BringIn {
    /// The id of the congress it comes from.
    congress: String,
    /// The ids of the fields; they take the place of what is filled in.
    fields: Vec<String>,
    /// Whether the photo too.
    #[serde(default)]
    photo: bool,
    /// The version of the words that were agreed to.
    consent: String,
}

/// Takes answers of the nominee's own form at another congress over, and records the consent. `If-Match` is the form's version.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/former-forms", tag = "nomination", params(OfNomination),
    request_body = BringIn,
    responses((status = 200, body = FormView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub(crate) async fn bring_in(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
    Json(body): Json<BringIn>,
) -> Result<Response, Problem> {
    let target = Target::from(&*ids).with_form();
    let scene = Scene::load(&edge, &caller, &target).await?;
    if let Some(done) = &scene.done {
        return command::replay(&edge, &scene, done);
    }
    let forms = found(&edge, &scene).await?;
    let from = forms
        .into_iter()
        .find(|one| one.congress.id.as_str() == body.congress)
        .ok_or_else(no_such_form)?;
    let taken = Taken {
        fields: &body.fields,
        photo: body.photo && from.nomination.photo,
        consent: &body.consent,
    };
    let decide = |scene: &Scene| {
        let decision = bring_in::bring_in(scene.case(), scene.form(), version, &from.former, taken);
        decision.map_err(|refusal| with_current_form(refusal.into(), scene))
    };
    // Before anything is copied: what the rule refuses leaves nothing behind.
    decide(&scene)?;
    let changes: Map<_, _> = from
        .former
        .values
        .only(&body.fields)
        .iter()
        .map(|(id, value)| (id.to_owned(), value.clone()))
        .collect();
    require_free(&edge, &caller, &target, &changes).await?;
    if taken.photo {
        let (old, new) = (&from.nomination, scene.nomination());
        edge.files
            .copy(&ObjectKey::photo(old), &ObjectKey::photo(new))
            .await?;
    }
    let answer = |scene: &Scene, decision: &_| (StatusCode::OK, FormView::after(scene, decision));
    command::run(&edge, &caller, &target, decide, answer).await
}

fn no_such_form() -> Problem {
    Problem::invalid(vec![Fault::new(
        "/congress",
        FaultCode::UnknownCode,
        "没有找到您在该届大会的登记表，请刷新页面后重新选择",
        "You have no form at that congress; please reload the page and choose again",
    )])
}
