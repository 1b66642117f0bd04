#![doc = include_str!("README.md")]

mod congress;
mod disclosures;
mod import;
mod material;
mod message;
mod notice;
mod progress;
mod small_file;
mod statistics;
mod unit;

use api::Edge;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Everything below `/api/congresses`.
pub fn router() -> OpenApiRouter<Edge> {
    let imports = OpenApiRouter::new()
        .routes(routes!(import::run::units))
        .routes(routes!(import::run::liaisons))
        .routes(routes!(import::errors::units))
        .routes(routes!(import::errors::liaisons))
        .layer(DefaultBodyLimit::max(sheet::LARGEST_FILE));
    let notices = OpenApiRouter::new()
        .routes(routes!(notice::list::handle, notice::create::handle))
        .routes(routes!(notice::preview::handle))
        .routes(routes!(notice::change::handle, notice::remove::handle))
        .routes(routes!(notice::publish::publish))
        .routes(routes!(notice::publish::withdraw))
        .routes(routes!(notice::file::add))
        .routes(routes!(notice::file::remove))
        .layer(DefaultBodyLimit::max(small_file::LARGEST_FILE));
    let materials = OpenApiRouter::new()
        .routes(routes!(
            material::template::get,
            material::template::put,
            material::template::remove
        ))
        .layer(DefaultBodyLimit::max(small_file::LARGEST_FILE));
    OpenApiRouter::new()
        .routes(routes!(congress::list::handle, congress::create::handle))
        .routes(routes!(congress::show::handle, congress::change::handle))
        .routes(routes!(congress::life::open))
        .routes(routes!(congress::life::close))
        .routes(routes!(congress::life::reopen))
        .routes(routes!(congress::life::archive))
        .routes(routes!(congress::clone::handle))
        .routes(routes!(congress::officers::handle))
        .routes(routes!(congress::history::handle))
        .routes(routes!(congress::quotas::handle))
        .routes(routes!(unit::list::handle, unit::create::handle))
        .routes(routes!(
            unit::show::handle,
            unit::change::handle,
            unit::remove::handle
        ))
        .routes(routes!(unit::extend::handle))
        .routes(routes!(import::template::units))
        .routes(routes!(import::template::liaisons))
        .merge(imports)
        .merge(notices)
        .merge(materials)
        .routes(routes!(progress::handle))
        .routes(routes!(statistics::of_congress))
        .routes(routes!(statistics::of_unit))
        .routes(routes!(message::list::handle, message::write::handle))
        .routes(routes!(disclosures::handle))
}
