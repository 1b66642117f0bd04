//! The worker on AWS. Whatever wakes it, the table's stream or a schedule, carries nothing: it looks up what is due.

use aws_credential_types::Credentials;
use jiff::Timestamp;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use notify::{Notifier, sns::SnsGateway};
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    tracing_subscriber::fmt()
        .json()
        .without_time()
        .with_target(false)
        .init();
    let notifier = Notifier::new(api::environment::store()?, gateway()?);
    let drain = async |_: LambdaEvent<Value>| -> Result<(), lambda_http::Error> {
        loop {
            let drained = notifier.drain(Timestamp::now()).await?;
            if drained.taken == 0 {
                return Ok(());
            }
            tracing::info!(?drained, "drained");
        }
    };
    lambda_runtime::run(service_fn(drain)).await
}

/// Amazon SNS in the region of `SMS_REGION`, or of the function: not every region can send texts.
fn gateway() -> Result<SnsGateway, lambda_http::Error> {
    let region = match api::environment::required("SMS_REGION") {
        Ok(region) => region,
        Err(_) => api::environment::required("AWS_REGION")?,
    };
    let credentials = Credentials::new(
        api::environment::required("AWS_ACCESS_KEY_ID")?,
        api::environment::required("AWS_SECRET_ACCESS_KEY")?,
        api::environment::required("AWS_SESSION_TOKEN").ok(),
        None,
        "lambda",
    );
    Ok(SnsGateway::new(&region, credentials))
}
