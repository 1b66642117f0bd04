//! What stands around every function's router: limits, the answer's language, the log line, headers and health.

use std::time::Instant;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use utoipa_axum::router::OpenApiRouter;

use crate::{Code, Edge, Problem, json::LARGEST_BODY, language, refused};

/// Puts the shell around a function's routes.
pub fn wrap(routes: Router<Edge>, edge: Edge) -> Router {
    routes
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::not_found() })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(no_store))
        .layer(middleware::from_fn_with_state(edge.clone(), refused::note))
        .layer(middleware::from_fn(log))
        .layer(middleware::from_fn(language::layer))
        .with_state(edge)
}

/// `GET /api/health`: answers without a session and touches no storage.
pub fn health() -> OpenApiRouter<Edge> {
    OpenApiRouter::new().route(
        "/api/health",
        get(|| async { Json(serde_json::json!({ "status": "ok" })).into_response() }),
    )
}

/// Answers of functions are one person's: no cache may keep them.
async fn no_store(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers
        .entry(header::VARY)
        .or_insert(HeaderValue::from_static("Accept-Language, Cookie"));
    response
}

/// One line a request: route (never the path with its ids), status, problem code, milliseconds. Nothing personal.
async fn log(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let method = request.method().clone();
    let begin = Instant::now();
    let response = next.run(request).await;
    let code = response.extensions().get::<Code>();
    tracing::info!(
        %method,
        route = route.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        problem = ?code,
        milliseconds = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

/// What a function's `main` does: hands its router to Lambda.
///
/// # Errors
/// What the Lambda runtime answers when it cannot be reached.
pub async fn serve(router: Router) -> Result<(), lambda_http::Error> {
    write_log();
    lambda_http::run(router).await
}

/// Lines of JSON, as Lambda collects them.
pub fn write_log() {
    tracing_subscriber::fmt()
        .json()
        .without_time()
        .with_target(false)
        .init();
}
