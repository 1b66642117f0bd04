//! Passkeys: added, signed in with, shown as second factor, removed.

use harness::{Answer, delete, get, post};
use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    browser::{Browser, Place, agreed},
};

const PHONE: &str = "19900900001";

async fn begin(browser: &mut Browser, path: &str) -> Value {
    let begun = browser.send(post(path)).await;
    assert_eq!(begun.status, 200, "{begun}");
    begun.json()
}

async fn add(browser: &mut Browser, device: &mut Authenticator, name: &str) -> Answer {
    let begun = begin(browser, "/api/login/passkeys/challenges").await;
    let credential = device.create(&begun["options"]);
    let body = json!({ "ceremony": begun["ceremony"], "name": name, "credential": credential });
    browser.send(post("/api/login/passkeys").json(&body)).await
}

async fn sign_in(browser: &mut Browser, device: &mut Authenticator) -> Answer {
    let begun = begin(browser, "/api/login/passkey-sessions/challenges").await;
    finish(browser, &begun["ceremony"], device.show(&begun["options"])).await
}

async fn finish(browser: &mut Browser, ceremony: &Value, credential: Value) -> Answer {
    let passkey = json!({ "ceremony": ceremony, "credential": credential });
    let body = json!({ "passkey": passkey, "agreed": agreed() });
    browser
        .send(post("/api/login/passkey-sessions").json(&body))
        .await
}

fn refused(answer: &Answer) {
    assert_eq!(
        answer.refusal(),
        (422, "verification_failed".into()),
        "{answer}"
    );
}

/// Somebody with a passkey.
async fn with_passkey(place: &Place) -> (Browser, Authenticator) {
    let mut browser = place.signed_in(PHONE).await;
    let mut device = Authenticator::new();
    let added = add(&mut browser, &mut device, "办公室电脑").await;
    assert_eq!(added.status, 201, "{added}");
    assert_eq!(added.json()["recovery_codes"].as_array().unwrap().len(), 10);
    assert_eq!(added.json()["session"]["second_factor"]["shown"], true);
    (browser, device)
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_number_and_shows_both_factors() {
    let place = Place::new().await;
    let (mut first, mut device) = with_passkey(&place).await;
    let mut browser = place.browser();
    let answer = sign_in(&mut browser, &mut device).await;
    assert_eq!(answer.status, 201, "{answer}");
    let session = browser.session().await.json();
    assert_eq!(session["phone"], "199****0001");
    assert_eq!(session["second_factor"]["shown"], true);
    let account = first.send(get("/api/login/account")).await.json();
    assert_eq!(account["passkeys"][0]["name"], "办公室电脑");
    assert!(account["passkeys"][0]["used_at"].is_string());
}

#[tokio::test]
async fn without_the_ticked_box_a_passkey_does_not_sign_in() {
    let place = Place::new().await;
    let (_, mut device) = with_passkey(&place).await;
    let mut browser = place.browser();
    let begun = begin(&mut browser, "/api/login/passkey-sessions/challenges").await;
    let passkey =
        json!({ "ceremony": begun["ceremony"], "credential": device.show(&begun["options"]) });
    let answer = browser
        .send(post("/api/login/passkey-sessions").json(&json!({ "passkey": passkey })))
        .await;
    assert_eq!(answer.pointers(), ["/agreed"]);
}

#[tokio::test]
async fn an_answer_is_good_once_and_only_for_what_was_asked() {
    let place = Place::new().await;
    let (_, mut device) = with_passkey(&place).await;
    let mut browser = place.browser();
    let begun = begin(&mut browser, "/api/login/passkey-sessions/challenges").await;
    let shown = device.show(&begun["options"]);
    let tries = [(); 2].map(|()| {
        let (mut browser, begun, shown) = (browser.clone(), begun.clone(), shown.clone());
        tokio::spawn(async move { finish(&mut browser, &begun["ceremony"], shown).await.status })
    });
    let mut statuses = Vec::new();
    for one in tries {
        statuses.push(one.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422], "sent twice at once, one gets in");
    let other = begin(&mut browser, "/api/login/passkey-sessions/challenges").await;
    refused(&finish(&mut browser, &other["ceremony"], shown).await);
    let late = begin(&mut browser, "/api/login/passkey-sessions/challenges").await;
    place.harness.wait(jiff::SignedDuration::from_mins(5));
    refused(
        &finish(
            &mut browser,
            &late["ceremony"],
            device.show(&late["options"]),
        )
        .await,
    );
}

#[tokio::test]
async fn an_answer_of_another_site_or_of_nobody_verified_or_by_another_key_is_refused() {
    let place = Place::new().await;
    let (mut browser, mut device) = with_passkey(&place).await;
    device.origin = "https://congress.example.net".to_owned();
    refused(&sign_in(&mut browser, &mut device).await);
    device.origin = crate::authenticator::ORIGIN.to_owned();
    let mut device = device.unverified();
    refused(&sign_in(&mut browser, &mut device).await);
    let unknown = add(&mut browser, &mut Authenticator::new().unverified(), "x").await;
    refused(&unknown);
    let mut stranger = Authenticator::new();
    let begun = begin(&mut browser, "/api/login/passkeys/challenges").await;
    stranger.create(&begun["options"]);
    refused(&sign_in(&mut browser, &mut stranger).await);
}

#[tokio::test]
async fn a_passkey_is_a_second_factor_in_the_session_that_asked_for_it() {
    let place = Place::new().await;
    let (_, mut device) = with_passkey(&place).await;
    place.harness.wait(jiff::SignedDuration::from_mins(1));
    let mut browser = place.signed_in(PHONE).await;
    place.harness.wait(jiff::SignedDuration::from_mins(1));
    let mut elsewhere = place.signed_in(PHONE).await;
    let begun = begin(&mut browser, "/api/login/second-factor/passkey").await;
    let passkey =
        json!({ "ceremony": begun["ceremony"], "credential": device.show(&begun["options"]) });
    let body = json!({ "passkey": passkey });
    let stolen = elsewhere
        .send(post("/api/login/second-factor").json(&body))
        .await;
    refused(&stolen);
    let begun = begin(&mut browser, "/api/login/second-factor/passkey").await;
    let passkey =
        json!({ "ceremony": begun["ceremony"], "credential": device.show(&begun["options"]) });
    let shown = browser
        .send(post("/api/login/second-factor").json(&json!({ "passkey": passkey })))
        .await;
    assert_eq!(shown.status, 200, "{shown}");
    assert_eq!(shown.json()["session"]["second_factor"]["shown"], true);
}

#[tokio::test]
async fn a_removed_passkey_is_worth_nothing() {
    let place = Place::new().await;
    let (mut browser, mut device) = with_passkey(&place).await;
    let account = browser.send(get("/api/login/account")).await.json();
    let id = account["passkeys"][0]["id"].as_str().unwrap().to_owned();
    let removed = browser
        .send(delete(format!("/api/login/passkeys/{id}")))
        .await;
    assert_eq!(removed.status, 204, "{removed}");
    refused(&sign_in(&mut place.browser(), &mut device).await);
}

#[tokio::test]
async fn a_passkey_has_a_name_of_at_most_thirty_characters() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    for name in ["  ".to_owned(), "长".repeat(31)] {
        let answer = add(&mut browser, &mut Authenticator::new(), &name).await;
        assert_eq!(answer.pointers(), ["/name"]);
    }
}
