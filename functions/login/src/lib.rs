#![doc = include_str!("../README.md")]

mod address;
pub mod agreement;
pub mod challenge;
mod cookies;
mod device;
mod live;
mod passkey;
pub mod password;
mod phone;
mod qr;
mod refusals;
mod routes;
mod settings;
mod view;

use api::Edge;
use axum::Router;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use passkey::{BadOrigin, RelyingParty};
use settings::Login;
pub use settings::{ChallengeKey, Settings};

/// The path under which the routes stand (`infra/routes.json`).
pub const PREFIX: &str = "/api/login";

/// The routes with their documentation.
pub fn routes(edge: &Edge, settings: Settings) -> OpenApiRouter<Edge> {
    let routes = OpenApiRouter::new()
        .routes(routes!(routes::get_challenge::get_challenge))
        .routes(routes!(routes::ask_for_code::ask_for_code))
        .routes(routes!(routes::get_delivery::get_delivery))
        .routes(routes!(routes::sign_in::sign_in))
        .routes(routes!(
            routes::get_session::get_session,
            routes::sign_out::sign_out,
            routes::account::show_again::show_again
        ))
        .routes(routes!(routes::set_password::set_password))
        .routes(routes!(routes::list_events::list_events))
        .routes(routes!(routes::account::show::show))
        .routes(routes!(routes::account::change_password::change_password))
        .routes(routes!(routes::account::change_phone::change_phone))
        .routes(routes!(routes::account::end_others::end_others))
        .routes(routes!(routes::account::end_session::end_session))
        .routes(routes!(routes::second_factor::show::show))
        .routes(routes!(routes::second_factor::ask_passkey::ask_passkey))
        .routes(routes!(
            routes::second_factor::offer_totp::offer_totp,
            routes::second_factor::confirm_totp::confirm_totp,
            routes::second_factor::remove_totp::remove_totp
        ))
        .routes(routes!(
            routes::second_factor::renew_recovery_codes::renew_recovery_codes
        ))
        .routes(routes!(routes::passkey::begin::begin))
        .routes(routes!(routes::passkey::add::add))
        .routes(routes!(
            routes::passkey::remove::remove,
            routes::passkey::rename::rename
        ))
        .routes(routes!(routes::passkey::ask::ask))
        .routes(routes!(routes::passkey::sign_in::sign_in))
        .routes(routes!(routes::get_terms::get_terms))
        .routes(routes!(routes::agree::agree));
    OpenApiRouter::new().nest(
        PREFIX,
        routes.with_state(Login::new(edge.clone(), settings)),
    )
}

/// The whole function: routes with the shell around them.
pub fn router(edge: Edge, settings: Settings) -> Router {
    let (routes, _) = routes(&edge, settings).split_for_parts();
    api::shell::wrap(routes, edge)
}
