//! The function on AWS Lambda.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let edge = api::environment::edge()?;
    api::shell::serve(inbox::router(edge)).await
}
