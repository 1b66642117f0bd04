//! The worker on AWS. Whatever wakes it, the table's stream or a schedule, carries nothing: it looks up what is due.

use std::path::PathBuf;

use jiff::Timestamp;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use publish::Publisher;
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    tracing_subscriber::fmt()
        .json()
        .without_time()
        .with_target(false)
        .init();
    let edge = api::environment::edge()?;
    let publisher = Publisher::new(
        edge.store,
        edge.files,
        api::environment::files("PUBLIC_BUCKET")?,
        PathBuf::from(api::environment::required("LAMBDA_TASK_ROOT")?),
        api::environment::required("SITE_ORIGIN")?,
    );
    let drain = async |_: LambdaEvent<Value>| -> Result<(), lambda_http::Error> {
        let made = publisher.drain(Timestamp::now()).await?;
        tracing::info!(made, "published");
        Ok(())
    };
    lambda_runtime::run(service_fn(drain)).await
}
