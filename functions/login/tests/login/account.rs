//! 账号与安全: where somebody is signed in, and ending it.

use harness::{delete, get, put};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::browser::{Browser, Place};

const PHONE: &str = "19900900001";

async fn sessions(browser: &mut Browser) -> Vec<Value> {
    let account = browser.send(get("/api/login/account")).await;
    assert_eq!(account.status, 200, "{account}");
    account.json()["sessions"].as_array().unwrap().clone()
}

/// Three browsers of one person.
async fn three(place: &Place) -> [Browser; 3] {
    let mut browsers = Vec::new();
    for _ in 0..3 {
        browsers.push(place.signed_in(PHONE).await);
        place.harness.wait(SignedDuration::from_mins(1));
    }
    browsers.try_into().ok().unwrap()
}

#[tokio::test]
async fn sessions_are_listed_with_half_an_address_and_this_one_is_marked() {
    let place = Place::new().await;
    let [mut first, ..] = three(&place).await;
    let listed = sessions(&mut first).await;
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|one| one["address"] == "192.0.*.*"));
    assert_eq!(listed[0]["is_this"], true, "seen just now");
    assert_eq!(
        listed.iter().filter(|one| one["is_this"] == true).count(),
        1
    );
}

#[tokio::test]
async fn one_session_is_ended_at_once_and_nobody_elses_can_be() {
    let place = Place::new().await;
    let [mut first, mut second, _] = three(&place).await;
    let other = sessions(&mut second).await;
    let id = other.iter().find(|one| one["is_this"] == true).unwrap()["id"].clone();
    let path = format!("/api/login/sessions/{}", id.as_str().unwrap());
    let mut stranger = place.signed_in("19900900002").await;
    assert_eq!(stranger.send(delete(path.clone())).await.status, 204);
    assert_eq!(
        second.session().await.status,
        200,
        "not the stranger's to end"
    );
    assert_eq!(first.send(delete(path)).await.status, 204);
    assert_eq!(second.session().await.status, 401);
    assert_eq!(sessions(&mut first).await.len(), 2);
}

#[tokio::test]
async fn all_others_are_ended_and_this_one_stays() {
    let place = Place::new().await;
    let [mut first, mut second, mut third] = three(&place).await;
    assert_eq!(first.send(delete("/api/login/sessions")).await.status, 204);
    assert_eq!(second.session().await.status, 401);
    assert_eq!(third.session().await.status, 401);
    assert_eq!(first.session().await.status, 200);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_signs_in() {
    let place = Place::new().await;
    let [_, mut second, mut third] = three(&place).await;
    let short = put("/api/login/account/password").json(&json!({ "password": "short" }));
    assert_eq!(third.send(short).await.pointers(), ["/password"]);
    let set = put("/api/login/account/password").json(&json!({ "password": "three small boats" }));
    assert_eq!(third.send(set).await.status, 204);
    assert_eq!(second.session().await.status, 401);
    assert_eq!(third.session().await.json()["has_password"], true);
    let mut browser = place.browser();
    let answer = browser
        .sign_in_by_password(PHONE, "three small boats")
        .await;
    assert_eq!(answer.status, 201, "{answer}");
}
