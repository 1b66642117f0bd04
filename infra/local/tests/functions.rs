//! The functions behind the one port, against what `infra/routes.json` says.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod running;

use std::collections::BTreeSet;

use local::routes::Routes;
use running::{Answer, Place, get};
use serde_json::Value;

async fn ask(path: &'static str) -> Answer {
    let place = Place::new();
    let system = place.start().await;
    let address = system.address();
    let answer = tokio::task::spawn_blocking(move || get(address, path, &[])).await;
    system.shutdown().await;
    answer.unwrap()
}

#[tokio::test]
async fn every_documented_path_belongs_to_a_function_and_every_function_has_some() {
    let answer = ask("/api/openapi.json").await;
    let document: Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["info"]["title"], "推选 Tuixuan");
    let functions = Routes::shared().functions;
    let mut found = BTreeSet::new();
    for path in document["paths"].as_object().unwrap().keys() {
        let function = functions.iter().find(|(_, prefix)| {
            path.strip_prefix(prefix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        let (name, _) = function.unwrap_or_else(|| panic!("{path} belongs to nobody"));
        found.insert(name.clone());
    }
    assert_eq!(found, functions.into_keys().collect());
}

#[tokio::test]
async fn a_path_that_no_function_knows_gets_a_problem_and_not_a_page() {
    for path in ["/api", "/api/", "/api/nothing", "/api/login/nothing/here"] {
        let answer = ask(path).await;
        assert_eq!(answer.status, 404, "{path}");
        let kind = answer.header("content-type");
        assert_eq!(kind, Some("application/problem+json"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn health_is_answered_without_a_session() {
    let answer = ask("/api/health").await;
    assert_eq!((answer.status, answer.text()), (200, r#"{"status":"ok"}"#));
}
