#![doc = include_str!("README.md")]

mod jobs;
mod rosters;
mod statistics;
mod trail;
mod units;
mod views;

use api::{Caller, Edge, Problem, Scene, Target, admission, path::OfCongress};
use domain::id::CongressId;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use rosters::named;

/// Everything below `/api/exports`.
pub fn router() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(rosters::handle))
        .routes(routes!(views::list, views::keep))
        .routes(routes!(views::forget))
        .routes(routes!(jobs::list::handle))
        .routes(routes!(jobs::cancel::handle))
        .routes(routes!(jobs::retry::handle))
        .routes(routes!(jobs::link::handle))
        .routes(routes!(units::handle))
        .routes(routes!(units::liaisons))
        .routes(routes!(statistics::handle))
        .routes(routes!(trail::handle))
}

/// The scene of somebody who has a part in the congress, by way of a unit or a nomination too: what is asked for is their own.
async fn part_of(edge: &Edge, caller: &Caller, congress: &CongressId) -> Result<Scene, Problem> {
    let ids = OfCongress {
        congress: congress.clone(),
    };
    let scene = Scene::load_for_anyone(edge, caller, &Target::from(&ids)).await?;
    let phone = &scene.session.phone;
    if scene.actor.is_stranger() && admission::parts(edge, phone, congress).await?.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(scene)
}
