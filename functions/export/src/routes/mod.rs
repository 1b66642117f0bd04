#![doc = include_str!("README.md")]

mod disclose;
mod heading;
mod roster;
mod statistics;
mod trail;
mod units;

use api::Edge;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Everything below `/api/exports`.
pub fn router() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(roster::workbook))
        .routes(routes!(roster::csv))
        .routes(routes!(disclose::handle))
        .routes(routes!(units::handle))
        .routes(routes!(units::liaisons))
        .routes(routes!(statistics::handle))
        .routes(routes!(trail::handle))
}
