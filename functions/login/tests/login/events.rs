//! What is noted at an account's door, and who gets to see it.

use domain::access_event::AccessEvent::{
    self, CodeAsked, CodeFailed, CodeRefused, PasswordFailed, PasswordSet, SignInClosed,
    SignedInByCode, SignedInByPassword, SignedOut,
};
use domain::phone::Phone;
use harness::get;
use jiff::SignedDuration;

use crate::browser::{Place, wrong};

const PHONE: &str = "19900900001";
const PASSWORD: &str = "three small boats";

/// The kinds of what happened, the oldest first.
async fn kinds(place: &Place, phone: &str) -> Vec<AccessEvent> {
    let phone = Phone::parse(phone).unwrap();
    let events = place.harness.store().events_of(&phone).await.unwrap();
    events.iter().rev().map(|happened| happened.event).collect()
}

#[tokio::test]
async fn every_way_in_and_out_is_noted_and_its_owner_sees_it() {
    let place = Place::new().await;
    let mut browser = place.browser();
    let step = || place.harness.wait(SignedDuration::from_mins(2));
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    step();
    browser.sign_in(PHONE, &wrong(&code)).await;
    step();
    browser.app = place.app();
    assert_eq!(browser.sign_in(PHONE, &code).await.status, 201);
    step();
    browser.sign_out().await;
    step();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    step();
    browser.set_password(PHONE, &code, PASSWORD).await;
    step();
    browser
        .sign_in_by_password(PHONE, "three small boots")
        .await;
    step();
    browser.sign_in_by_password(PHONE, PASSWORD).await;
    let expected = [
        CodeAsked,
        CodeFailed,
        SignedInByCode,
        SignedOut,
        CodeAsked,
        PasswordSet,
        PasswordFailed,
        SignedInByPassword,
    ];
    assert_eq!(kinds(&place, PHONE).await, expected);

    let answer = browser.send(get("/api/login/events").in_english()).await;
    let items = answer.json()["items"].as_array().cloned().unwrap();
    assert_eq!(items.len(), 8, "{answer}");
    assert_eq!(items[0]["event_name"], "Signed in by password");
    assert_eq!(items[0]["from_here"], true);
    assert_eq!(items[1]["is_failure"], true);
    for personal in ["192.0.2.1", PHONE] {
        assert!(!answer.to_string().contains(personal), "{answer}");
    }
    browser.address = "192.0.2.77".to_owned();
    let elsewhere = browser.send(get("/api/login/events")).await;
    assert_eq!(elsewhere.json()["items"][0]["from_here"], false);
}

#[tokio::test]
async fn nobody_sees_anothers_events_or_any_without_a_session() {
    let place = Place::new().await;
    place.signed_in(PHONE).await;
    let mut other = place.signed_in("19900900002").await;
    let answer = other.send(get("/api/login/events")).await;
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), 2);
    let answer = place.browser().send(get("/api/login/events")).await;
    assert_eq!(answer.refusal(), (401, "unauthenticated".to_owned()));
}

#[tokio::test]
async fn whoever_is_refused_by_a_limit_is_noted_once_a_minute_however_often_they_knock() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    for _ in 0..3 {
        assert_eq!(browser.ask(PHONE).await.status, 429);
    }
    let phone = Phone::parse(PHONE).unwrap();
    let events = place.harness.store().events_of(&phone).await.unwrap();
    assert_eq!(events.len(), 2, "{events:?}");
    let refused = events.iter().find(|one| one.event == CodeRefused);
    assert_eq!(refused.unwrap().times, 3);
    assert!(!format!("{events:?}").contains("192.0.2.1"));

    for _ in 0..11 {
        browser
            .sign_in_by_password(PHONE, "three small boots")
            .await;
    }
    let kinds = kinds(&place, PHONE).await;
    assert_eq!(
        kinds.iter().filter(|kind| **kind == PasswordFailed).count(),
        10
    );
    assert_eq!(
        kinds.iter().filter(|kind| **kind == SignInClosed).count(),
        1
    );
}
