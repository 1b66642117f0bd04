//! `POST …/category`: 变更身份.

use api::{
    Caller, Edge, IfMatch, Json, Problem, Scene, Target, command,
    path::{Ids, OfNomination},
    view::NominationView,
};
use axum::{extract::State, response::Response};
use domain::{category::Category, nomination::change_category};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer;

/// To which category.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeCategory {
    /// The new category.
    #[schema(value_type = String)]
    category: Category,
}

/// Gives a nominee another category, when its quota has a place; the one held now is given back first.
#[utoipa::path(post, path = "/{congress}/{unit}/{nomination}/category", tag = "nomination", params(OfNomination),
    request_body = ChangeCategory,
    responses((status = 200, body = NominationView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 412), (status = 422), (status = 428)))]
pub(crate) async fn change_category(
    State(edge): State<Edge>,
    caller: Caller,
    ids: Ids<OfNomination>,
    IfMatch(version): IfMatch,
    Json(body): Json<ChangeCategory>,
) -> Result<Response, Problem> {
    let decide = |scene: &Scene| {
        Ok(change_category::change_category(
            scene.case(),
            version,
            body.category,
        )?)
    };
    command::run(
        &edge,
        &caller,
        &Target::from(&*ids),
        decide,
        answer::nomination,
    )
    .await
}
