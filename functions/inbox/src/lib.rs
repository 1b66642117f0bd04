#![doc = include_str!("../README.md")]

mod routes;
mod view;

use api::Edge;
use axum::Router;
use utoipa_axum::{router::OpenApiRouter, routes};

use routes::{choose, list, mark_read, settings, unread};

/// The path under which the routes stand (`infra/routes.json`).
pub const PREFIX: &str = "/api/inbox";

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<Edge> {
    let routes = OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(unread::unread))
        .routes(routes!(mark_read::mark_read))
        .routes(routes!(settings::settings, choose::choose));
    OpenApiRouter::new().nest(PREFIX, routes)
}

/// The whole function: routes with the shell around them.
pub fn router(edge: Edge) -> Router {
    let (routes, _) = routes().split_for_parts();
    api::shell::wrap(routes, edge)
}
