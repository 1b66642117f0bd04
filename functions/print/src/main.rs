//! The function on AWS, twice: as what answers requests, and, with the handler `worker`, as what makes the forms of jobs. On one
//! machine `infra/local` mounts the same routes and runs the same maker.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use job::Worker;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use print::{FormsMaker, Press};
use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let press = Arc::new(press()?);
    if std::env::var("_HANDLER").is_ok_and(|handler| handler == "worker") {
        return work(press).await;
    }
    let (routes, _) = print::routes(press).split_for_parts();
    api::shell::serve(api::shell::wrap(routes, api::environment::edge()?)).await
}

/// Whatever wakes it, the table's stream or a schedule, carries nothing: it looks up what is due.
async fn work(press: Arc<Press>) -> Result<(), lambda_http::Error> {
    api::shell::write_log();
    let edge = api::environment::edge()?;
    let worker = Worker::new(edge.clone(), vec![Box::new(FormsMaker::new(edge, press))]);
    let drain = async |_: LambdaEvent<Value>| -> Result<(), lambda_http::Error> {
        let made = worker.drain().await?;
        tracing::info!(made, "exports");
        Ok(())
    };
    lambda_runtime::run(service_fn(drain)).await
}

fn press() -> Result<Press, lambda_http::Error> {
    // `infra/aws/package` puts the layouts into the package and the fonts into a layer.
    let root = api::environment::required("LAMBDA_TASK_ROOT")?;
    let root = Path::new(&root);
    Ok(Press::new(
        root.join("templates/print"),
        vec![PathBuf::from("/opt/fonts")],
        api::environment::required("SITE_ORIGIN")?,
    ))
}
