//! The function on AWS.

use login::{RelyingParty, Settings, password::Password};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let edge = api::environment::edge()?;
    let site = RelyingParty::of(&api::environment::required("SITE_ORIGIN")?)?;
    let challenge_key = api::environment::root_key()?.purpose("challenges");
    let mut settings = Settings::new(challenge_key, site);
    if let Ok(header) = api::environment::required("ADDRESS_HEADER") {
        settings.address_header = Some(header.parse()?);
    }
    Password::prepare();
    api::shell::serve(login::router(edge, settings)).await
}
