//! The function on AWS.

use login::{Settings, password::Password};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let edge = api::environment::edge()?;
    let mut settings = Settings::new(api::environment::root_key()?.purpose("challenges"));
    if let Ok(header) = api::environment::required("ADDRESS_HEADER") {
        settings.address_header = Some(header.parse()?);
    }
    Password::prepare();
    api::shell::serve(login::router(edge, settings)).await
}
