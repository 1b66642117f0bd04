//! The functions behind the one port, against what `infra/routes.json` says.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::running::{Answer, Place, get, request};
use domain::phone::Phone;
use domain::text::Language;
use jiff::Timestamp;
use local::routes::Routes;
use serde_json::Value;
use store::access::{Asking, BrowserHash, Limits, Network, SpentChallenge, random_token};

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

#[tokio::test]
async fn a_change_wakes_the_workers_at_once() {
    let place = Place::new();
    let system = place.start().await;
    let address = system.address();
    // The workers have looked once and sleep.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let asking = Asking {
        phone: &Phone::parse("19900900000").unwrap(),
        browser: &BrowserHash::of(&random_token()),
        network: Network::of(address.ip()),
        challenge: &SpentChallenge {
            nonce: random_token(),
            expires_at: Timestamp::now(),
        },
        language: Language::Zh,
        message_id: "0198f2c0",
        now: Timestamp::now(),
    };
    let limits = Limits::default();
    system.store().ask_for_code(&asking, &limits).await.unwrap();
    let change = move || request(address, "POST", "/api/login/sessions", &[], b"");
    tokio::task::spawn_blocking(change).await.unwrap();
    let rung = Instant::now();
    while system.outbox().latest().is_empty() && rung.elapsed() < Duration::from_secs(3) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let texts = system.outbox().latest();
    assert_eq!(texts.len(), 1, "no text within three seconds");
    assert_eq!(texts[0].to, "+8619900900000");
    system.shutdown().await;
}
