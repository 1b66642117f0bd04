#![doc = include_str!("routes/README.md")]

mod badges;
mod check;
mod form;
mod forms;

use std::sync::Arc;

use api::{
    Caller, Edge, Problem, Scene, Target, admission,
    path::{OfCongress, OfUnit},
};
use axum::Extension;
use domain::{congress::convening::CONVENERS, id::UnitId, permission::Role};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::press::Press;

/// Who prints a unit's papers.
const OF_UNIT: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];

/// Everything below `/api/prints`, printed with a press.
pub fn routes(press: Arc<Press>) -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(forms::print))
        .routes(routes!(form::pdf))
        .routes(routes!(form::docx))
        .routes(routes!(badges::print))
        .routes(routes!(check::scanned))
        .routes(routes!(check::typed))
        .layer(Extension(press))
}

/// The scene of a print: of one unit for those who print its papers, of the congress for the convener's people.
async fn scene(
    edge: &Edge,
    caller: &Caller,
    ids: &OfCongress,
    unit: Option<&UnitId>,
) -> Result<Scene, Problem> {
    match unit {
        Some(unit) => {
            let ids = OfUnit {
                congress: ids.congress.clone(),
                unit: unit.clone(),
            };
            admission::scene(edge, caller, &Target::from(&ids), OF_UNIT).await
        }
        None => admission::scene(edge, caller, &Target::from(ids), CONVENERS).await,
    }
}
