//! The function on AWS, twice: as what answers requests, and, with the handler `worker`, as what makes the files of jobs. On one
//! machine `infra/local` mounts the same router and runs the same worker.

use export::RosterMaker;
use job::Worker;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    if std::env::var("_HANDLER").is_ok_and(|handler| handler == "worker") {
        return work().await;
    }
    let routes = export::router().merge(api::shell::health());
    let (routes, _) = routes.split_for_parts();
    api::shell::serve(api::shell::wrap(routes, api::environment::edge()?)).await
}

/// Whatever wakes it, the table's stream or a schedule, carries nothing: it looks up what is due.
async fn work() -> Result<(), lambda_http::Error> {
    api::shell::write_log();
    let edge = api::environment::edge()?;
    let worker = Worker::new(edge.clone(), vec![Box::new(RosterMaker::new(edge))]);
    let drain = async |_: LambdaEvent<Value>| -> Result<(), lambda_http::Error> {
        let made = worker.drain().await?;
        tracing::info!(made, "exports");
        Ok(())
    };
    lambda_runtime::run(service_fn(drain)).await
}
