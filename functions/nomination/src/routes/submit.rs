//! `POST …/submission`: 提交.

use api::{
    Caller, Edge, IfMatch, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::nomination::hand_in::{hand_in, needs_unit};

use super::{answer, save_form::with_current_form};

/// Hands a complete form in: to first review, or, after final review sent it back, straight to the convener again. `If-Match`
/// is the form's version. All faults are named at once, pointers `/values/{field}` or `/values/{field}/{row}/{column}`.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/submission", tag = "nomination", params(OfNomination),
    responses((status = 200, body = NominationView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub(crate) async fn submit(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
) -> Result<Response, Problem> {
    let target = Target::from(&*ids)
        .with_form()
        .with_siblings_if(|_, nomination| nomination.is_some_and(needs_unit));
    let decide = |scene: &Scene| {
        let decision = hand_in(scene.case(), scene.form(), version, &scene.nominations);
        decision.map_err(|refusal| with_current_form(refusal.into(), scene))
    };
    command::run(&edge, &caller, &target, decide, answer::nomination).await
}
