//! The tests of the site's scripts (`tests/scripts/`), in the browser they are written for.

use std::path::{Component, Path, PathBuf};

use axum::{
    Router,
    extract::Path as Wanted,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use tests::browser::{Browser, DESKTOP, skipped};

#[tokio::test(flavor = "multi_thread")]
async fn the_scripts_pass_their_own_tests() {
    if skipped("the_scripts_pass_their_own_tests") {
        return;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    let router = Router::new().route("/{*path}", get(file));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });

    let browser = Browser::open(&format!("http://localhost:{port}"), DESKTOP).await;
    browser.go("/tests/scripts/index.html").await;
    let summary = browser
        .until(
            "the tests' end",
            "return document.querySelector('#summary').textContent || null",
            vec![],
        )
        .await;
    let failures = browser.text_of("#failures").await;
    let (passed, rest) = summary
        .as_str()
        .and_then(|text| text.split_once(" passed, "))
        .expect("a summary");
    assert_eq!(rest, "0 failed", "{failures}");
    assert_ne!(passed, "0");
    browser.close();
    server.abort();
}

/// A file of the repository; modules don't load from `file:`.
async fn file(Wanted(path): Wanted<String>) -> impl IntoResponse {
    let path = PathBuf::from(path);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        _ => "application/octet-stream",
    };
    match tokio::fs::read(root.join(&path)).await {
        Ok(bytes) if plain => (StatusCode::OK, [(header::CONTENT_TYPE, kind)], bytes),
        _ => (
            StatusCode::NOT_FOUND,
            [(header::CONTENT_TYPE, "text/plain")],
            Vec::new(),
        ),
    }
}
