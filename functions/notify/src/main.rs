//! The worker on AWS. Whatever wakes it, the table's stream or a schedule, carries nothing: it looks up what is due.

use jiff::Timestamp;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use notify::{Gateway, Notifier};
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    tracing_subscriber::fmt()
        .json()
        .without_time()
        .with_target(false)
        .init();
    let gateway = Gateway::from_variables(|name| std::env::var(name).ok())?;
    let gateway = gateway.ok_or("SMS_GATEWAY is not set: sns, aliyun or tencent")?;
    let origin = std::env::var("SITE_ORIGIN").ok();
    let notifier = Notifier::new(api::environment::store()?, gateway).with_origin(origin);
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
