#![doc = include_str!("../README.md")]

mod batch;
mod routes;
mod ruling;

use api::Edge;
use axum::Router;
use utoipa_axum::{router::OpenApiRouter, routes};

use routes::{
    final_review, first_review, phrases, queue, report, reports, return_report,
    revoke_final_reviews, revoke_first_reviews, undo,
};

/// The path under which the routes stand (`infra/routes.json`).
pub const PREFIX: &str = "/api/reviews";

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<Edge> {
    let routes = OpenApiRouter::new()
        .routes(routes!(queue::queue))
        .routes(routes!(phrases::phrases, phrases::add_phrase))
        .routes(routes!(phrases::remove_phrase))
        .routes(routes!(first_review::first_review))
        .routes(routes!(revoke_first_reviews::revoke_first_reviews))
        .routes(routes!(undo::undo))
        .routes(routes!(report::report, reports::reports))
        .routes(routes!(return_report::return_report))
        .routes(routes!(final_review::final_review))
        .routes(routes!(revoke_final_reviews::revoke_final_reviews));
    OpenApiRouter::new().nest(PREFIX, routes)
}

/// The whole function: routes with the shell around them.
pub fn router(edge: Edge) -> Router {
    let (routes, _) = routes().split_for_parts();
    api::shell::wrap(routes, edge)
}
