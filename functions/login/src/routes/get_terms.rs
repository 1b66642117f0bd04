//! `GET /terms`: the versions in force, for the box on the login page.

use api::Json;

use crate::agreement::Versions;

/// The versions of the terms and of the privacy policy in force.
#[utoipa::path(get, path = "/terms", tag = "login", responses((status = 200, body = Versions)))]
pub(crate) async fn get_terms() -> Json<Versions> {
    Json(Versions::current())
}
