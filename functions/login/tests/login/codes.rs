//! Who gets a code, how often, and that nobody learns who has an account.

use harness::{get, post};
use jiff::SignedDuration;
use notify::GatewayError;
use serde_json::json;

use crate::browser::Place;

const PHONE: &str = "19900900001";

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

#[tokio::test]
async fn a_code_is_sent_and_says_when_another_may_be_asked_for() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let answer = browser.ask(PHONE).await;
    assert_eq!(answer.status, 202, "{answer}");
    let said = answer.json();
    assert_eq!(
        (&said["resend_after_seconds"], &said["expires_in_seconds"]),
        (&json!(60), &json!(300))
    );
    assert!(
        said["delivery"].is_string(),
        "what became of the text can be asked: {said}"
    );
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-browser=")
            && cookie.ends_with("HttpOnly; Secure; SameSite=Strict")
    );
    let texts = place.texts(PHONE).await;
    assert_eq!(texts.len(), 1);
    assert!(texts[0].starts_with("【推选】验证码"), "{texts:?}");
}

#[tokio::test]
async fn the_text_is_in_the_language_of_the_page() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let body = json!({ "phone": PHONE, "solution": browser.verify().await });
    browser
        .send(post("/api/login/codes").in_english().json(&body))
        .await;
    assert!(place.texts(PHONE).await[0].contains("is your code"));
}

#[tokio::test]
async fn a_number_with_an_account_is_answered_like_one_without() {
    let place = Place::new().await;
    place.signed_in(PHONE).await;
    place.harness.wait(seconds(61));
    let known = place.browser().ask(PHONE).await;
    let unknown = place.browser().ask("19900900002").await;
    // Each has a random id to ask after it by; all else is the same.
    let said = |answer: &harness::Answer| {
        let mut json = answer.json();
        let delivery = json["delivery"].take();
        (answer.status, json, delivery.as_str().unwrap().len())
    };
    assert_eq!(said(&known), said(&unknown));
    let names = |answer: &harness::Answer| {
        let mut names: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        names.sort();
        names
    };
    assert_eq!(names(&known), names(&unknown));
}

#[tokio::test]
async fn a_number_that_cannot_be_is_told_what_to_do_in_both_languages() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let solution = browser.verify().await;
    let body = json!({ "phone": "12345", "solution": solution });
    let chinese = browser.send(post("/api/login/codes").json(&body)).await;
    assert_eq!(
        (chinese.refusal(), chinese.pointers()),
        ((422, "invalid_input".into()), vec!["/phone".into()])
    );
    assert_eq!(
        chinese.json()["errors"][0]["detail"],
        "请填写11位手机号（1开头）；境外号码请在前面加“+”和国家（地区）代码。"
    );
    let english = browser
        .send(post("/api/login/codes").in_english().json(&body))
        .await;
    assert!(
        english.json()["errors"][0]["detail"]
            .as_str()
            .unwrap()
            .starts_with("Please enter the 11 digits")
    );
    // A slip of the finger uses nothing up.
    assert_eq!(browser.ask_with(PHONE, &solution).await.status, 202);
}

#[tokio::test]
async fn another_code_can_be_asked_for_after_a_minute_and_only_the_last_one_counts() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let first = place.code(PHONE).await;
    place.harness.wait(seconds(59));
    let early = browser.ask(PHONE).await;
    assert_eq!(early.refusal(), (429, "too_many_requests".into()));
    let wait = early.json()["retry_after_seconds"].as_i64().unwrap();
    assert!(wait == 1, "{early}");
    assert_eq!(early.headers["retry-after"], wait.to_string().as_str());
    assert_eq!(place.texts(PHONE).await.len(), 1);
    place.harness.wait(seconds(1));
    assert_eq!(browser.ask(PHONE).await.status, 202);
    let second = place.code(PHONE).await;
    if first != second {
        assert_eq!(
            browser.sign_in(PHONE, &first).await.refusal(),
            (422, "code_wrong".into())
        );
    }
    assert_eq!(browser.sign_in(PHONE, &second).await.status, 201);
}

#[tokio::test]
async fn a_number_gets_ten_codes_a_day() {
    let place = Place::new()
        .await
        .limited(|limits| limits.codes_per_network = 100);
    for _ in 0..10 {
        assert_eq!(place.browser().ask(PHONE).await.status, 202);
        place.harness.wait(seconds(60));
    }
    let refused = place.browser().ask(PHONE).await;
    assert_eq!(refused.refusal(), (429, "too_many_requests".into()));
    assert!(
        refused.json()["detail"].as_str().unwrap().contains("明天"),
        "{refused}"
    );
    let wait = refused.json()["retry_after_seconds"].as_i64().unwrap();
    assert_eq!(
        place.browser().ask("19900900002").await.status,
        202,
        "another number is not concerned"
    );
    place.harness.wait(seconds(wait));
    assert_eq!(
        place.browser().ask(PHONE).await.status,
        202,
        "the next day in China"
    );
}

#[tokio::test]
async fn a_network_asks_for_fifteen_codes_an_hour() {
    let place = Place::new().await;
    let phone = |number: u32| format!("199009{number:05}");
    for number in 0..15 {
        assert_eq!(place.browser().ask(&phone(number)).await.status, 202);
    }
    let refused = place.browser().ask(&phone(15)).await;
    assert_eq!(refused.refusal(), (429, "too_many_requests".into()));
    assert!(place.texts(&phone(15)).await.is_empty());
    let mut elsewhere = place.browser();
    elsewhere.address = "192.0.2.2".to_owned();
    assert_eq!(elsewhere.ask(&phone(15)).await.status, 202);
    place.harness.wait(seconds(
        refused.json()["retry_after_seconds"].as_i64().unwrap(),
    ));
    assert_eq!(place.browser().ask(&phone(16)).await.status, 202);
}

#[tokio::test]
async fn what_may_be_spent_a_day_is_capped() {
    let place = Place::new().await.limited(|limits| limits.codes_a_day = 2);
    assert_eq!(place.browser().ask("19900900001").await.status, 202);
    assert_eq!(place.browser().ask("19900900002").await.status, 202);
    let refused = place.browser().ask("19900900003").await;
    assert_eq!(refused.refusal(), (429, "too_many_requests".into()));
    assert!(place.texts("19900900003").await.is_empty());
}

#[tokio::test]
async fn a_verification_is_good_once_and_for_ten_minutes() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let solution = browser.verify().await;
    assert_eq!(browser.ask_with(PHONE, &solution).await.status, 202);
    let replayed = browser.ask_with("19900900002", &solution).await;
    assert_eq!(replayed.refusal(), (422, "verification_failed".into()));
    assert!(place.texts("19900900002").await.is_empty());
    let late = browser.verify().await;
    place.harness.wait(seconds(602));
    let refused = browser.ask_with("19900900002", &late).await;
    assert_eq!(refused.refusal(), (422, "verification_failed".into()));
    for junk in ["", "e30="] {
        assert_eq!(
            browser.ask_with(PHONE, junk).await.refusal(),
            (422, "verification_failed".into())
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_parallel_requests_with_one_verification_one_gets_a_code() {
    let place = Place::new().await;
    let solution = place.browser().verify().await;
    let tasks: Vec<_> = (0..8)
        .map(|number| {
            let (mut browser, solution) = (place.browser(), solution.clone());
            tokio::spawn(async move {
                browser
                    .ask_with(&format!("1990090000{number}"), &solution)
                    .await
                    .status
            })
        })
        .collect();
    let mut sent = 0;
    for task in tasks {
        sent += u32::from(task.await.unwrap() == 202);
    }
    assert_eq!(sent, 1);
}

#[tokio::test]
async fn challenges_get_harder_and_are_limited_by_network() {
    let place = Place::new()
        .await
        .limited(|limits| limits.challenges_per_network = 12);
    let mut browser = place.browser();
    for _ in 0..12 {
        assert_eq!(browser.send(get("/api/login/challenges")).await.status, 200);
    }
    let refused = browser.send(get("/api/login/challenges")).await;
    assert_eq!(refused.refusal(), (429, "too_many_requests".into()));
}

#[tokio::test]
async fn on_one_machine_the_connection_says_from_where_a_request_comes() {
    let place = Place::new()
        .await
        .limited(|limits| limits.codes_per_network = 1);
    let mut one = place.browser();
    one.app = place.app_of_connections("127.0.0.1:5000".parse().unwrap());
    assert_eq!(one.ask(PHONE).await.status, 202);
    one.address = "192.0.2.77".to_owned();
    let refused = one.ask("19900900002").await;
    assert_eq!(
        refused.refusal(),
        (429, "too_many_requests".into()),
        "a header that nobody named changes nothing"
    );
    one.app = place.app_of_connections("127.0.0.2:5000".parse().unwrap());
    assert_eq!(one.ask("19900900002").await.status, 202);
}

#[tokio::test]
async fn a_request_without_our_header_or_key_or_with_more_than_is_documented_is_refused() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let body = json!({ "phone": PHONE, "solution": browser.verify().await });
    let path = "/api/login/codes";
    let without = browser
        .send(post(path).json(&body).without("x-tuixuan"))
        .await;
    assert_eq!(without.refusal(), (403, "own_header_required".into()));
    let without = browser
        .send(post(path).json(&body).without("idempotency-key"))
        .await;
    assert_eq!(without.refusal(), (400, "idempotency_key_required".into()));
    let more = json!({ "phone": PHONE, "solution": "x", "code": "y" });
    let refused = browser.send(post(path).json(&more)).await;
    assert_eq!(
        (refused.status, refused.pointers()),
        (422, vec!["/code".to_owned()])
    );
    let broken = browser
        .send(post(path).bytes("application/json", "{\"phone\":"))
        .await;
    assert_eq!(broken.refusal(), (400, "malformed_request".into()));
    let large = browser
        .send(post(path).bytes("application/json", "x".repeat(300_000)))
        .await;
    assert_eq!(large.refusal(), (413, "body_too_large".into()));
    assert!(place.texts(PHONE).await.is_empty());
}

#[tokio::test]
async fn whoever_waits_for_a_code_is_told_when_the_gateway_fails() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let asked = browser.ask(PHONE).await.json();
    let path = format!("/api/login/codes/{}", asked["delivery"].as_str().unwrap());
    let mut state = async || browser.send(harness::get(&path)).await.json()["state"].clone();
    assert_eq!(state().await, "waiting");
    place.gateway_fails(GatewayError::Unavailable("503".into()));
    place.deliver().await;
    assert_eq!(state().await, "delayed");
    place.gateway_fails(GatewayError::Refused("InvalidParameter".into()));
    place.harness.wait(jiff::SignedDuration::from_secs(10));
    place.deliver().await;
    assert_eq!(state().await, "failed");

    let place = Place::new().await;
    let mut browser = place.browser();
    let asked = browser.ask(PHONE).await.json();
    place.deliver().await;
    let path = format!("/api/login/codes/{}", asked["delivery"].as_str().unwrap());
    assert_eq!(
        browser.send(harness::get(path)).await.json()["state"],
        "sent"
    );
    let unknown = browser.send(harness::get("/api/login/codes/1.x")).await;
    assert_eq!(unknown.refusal(), (404, "not_found".to_owned()));
}
