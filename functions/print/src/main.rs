//! The function on AWS; on one machine `infra/local` mounts the same routes.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use print::Press;

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    // `infra/aws/package` puts the layouts into the package and the fonts into a layer.
    let root = api::environment::required("LAMBDA_TASK_ROOT")?;
    let root = Path::new(&root);
    let press = Press::new(
        root.join("templates/print"),
        vec![PathBuf::from("/opt/fonts")],
        api::environment::required("SITE_ORIGIN")?,
    );
    let (routes, _) = print::routes(Arc::new(press)).split_for_parts();
    api::shell::serve(api::shell::wrap(routes, api::environment::edge()?)).await
}
