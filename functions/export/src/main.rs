//! The function on AWS; on one machine `infra/local` mounts the same router.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let routes = export::router().merge(api::shell::health());
    let (routes, _) = routes.split_for_parts();
    api::shell::serve(api::shell::wrap(routes, api::environment::edge()?)).await
}
