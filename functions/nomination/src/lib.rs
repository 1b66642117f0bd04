#![doc = include_str!("../README.md")]

mod picture;
mod routes;
mod upload;
mod view;

use api::Edge;
use axum::{Router, extract::DefaultBodyLimit};
use domain::nomination::photo;
use utoipa_axum::{router::OpenApiRouter, routes};

use routes::{
    add_attachment, allocate, change_category, claim_exception, confirm_attachment, consent,
    deregister, disable, download_attachment, enable, former, get_details, get_form, get_photo,
    go_on_uploading, import, list, put_photo, receive_original, remind, remove_attachment, reveal,
    save_form, submit, unit_file,
};

/// The path under which the routes stand (`infra/routes.json`).
pub const PREFIX: &str = "/api/nominations";

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<Edge> {
    let routes = OpenApiRouter::new()
        .routes(routes!(list::list, allocate::allocate))
        .routes(routes!(remind::remind))
        .routes(routes!(get_details::get_details))
        .routes(routes!(deregister::deregister))
        .routes(routes!(disable::disable))
        .routes(routes!(enable::enable))
        .routes(routes!(change_category::change_category))
        .routes(routes!(claim_exception::claim_exception))
        .routes(routes!(get_form::get_form, save_form::save_form))
        .routes(routes!(former::list::list, former::bring_in::bring_in))
        .routes(routes!(submit::submit))
        .routes(routes!(add_attachment::add_attachment))
        .routes(routes!(confirm_attachment::confirm_attachment))
        .routes(routes!(
            download_attachment::download_attachment,
            remove_attachment::remove_attachment
        ))
        .routes(routes!(go_on_uploading::go_on_uploading))
        .routes(routes!(unit_file::list::list, unit_file::add::add))
        .routes(routes!(unit_file::confirm::confirm))
        .routes(routes!(unit_file::go_on::go_on))
        .routes(routes!(
            unit_file::download::download,
            unit_file::remove::remove
        ))
        .routes(routes!(consent::give_consent, consent::withdraw_consent))
        .routes(routes!(reveal::reveal))
        .routes(routes!(receive_original::receive_original));
    let photo = OpenApiRouter::new()
        .routes(routes!(get_photo::get_photo, put_photo::put_photo))
        .layer(DefaultBodyLimit::max(photo::LARGEST_FILE));
    let imports = OpenApiRouter::new()
        .routes(routes!(import::list::list, import::run::run))
        .routes(routes!(import::mark::mark))
        .routes(routes!(import::template::template))
        .routes(routes!(import::undo::undo))
        .layer(DefaultBodyLimit::max(sheet::LARGEST_FILE));
    OpenApiRouter::new().nest(PREFIX, routes.merge(photo).merge(imports))
}

/// The whole function: routes with the shell around them.
pub fn router(edge: Edge) -> Router {
    let (routes, _) = routes().split_for_parts();
    api::shell::wrap(routes, edge)
}
