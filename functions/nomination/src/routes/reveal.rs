//! `POST …/reveal`: 查看完整号码.

use api::{
    Caller, Edge, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    decision::Decision,
    nomination::reveal::{self, Revealed},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The numbers in full.
#[derive(Serialize, ToSchema)]
pub(crate) struct RevealedNumbers {
    /// The number of the certificate; null while there is none.
    id_number: Option<String>,
    /// The phone.
    phone: String,
}

/// Shows phone and ID number in full; who did so and when is recorded in the trail first.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/reveal", tag = "nomination", params(OfNomination),
    responses((status = 200, body = RevealedNumbers), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn reveal(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
) -> Result<Response, Problem> {
    let target = Target::from(&*ids).with_form();
    let decide = |scene: &Scene| Ok(reveal::reveal(scene.case())?);
    command::run(&edge, &caller, &target, decide, answer).await
}

fn answer(scene: &Scene, _: &Decision) -> (StatusCode, RevealedNumbers) {
    let Revealed { id_number, phone } = Revealed::of(scene.case(), scene.form());
    (StatusCode::OK, RevealedNumbers { id_number, phone })
}
