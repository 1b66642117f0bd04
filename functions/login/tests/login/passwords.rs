//! Setting, forgetting and guessing passwords.

use harness::put;
use jiff::SignedDuration;
use serde_json::json;

use crate::browser::{Browser, Place, wrong};

const PHONE: &str = "19900900001";
const PASSWORD: &str = "三只小船在江上";
const GOOD: &str = "three small boats";

async fn with_password(place: &Place) -> Browser {
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let answer = browser
        .set_password(PHONE, &place.code(PHONE).await, GOOD)
        .await;
    assert_eq!(answer.status, 204, "{answer}");
    browser
}

#[tokio::test]
async fn a_password_is_set_by_code_and_then_lets_in() {
    let place = Place::new().await;
    with_password(&place).await;
    let mut elsewhere = place.browser();
    let answer = elsewhere.sign_in_by_password(PHONE, GOOD).await;
    assert_eq!(answer.status, 201, "{answer}");
    assert_eq!(answer.json()["has_password"], true);
    assert_eq!(elsewhere.session().await.status, 200);
}

#[tokio::test]
async fn a_wrong_password_an_account_without_one_and_no_account_are_answered_alike() {
    let place = Place::new().await;
    with_password(&place).await;
    place.signed_in("19900900002").await;
    let mut answers = Vec::new();
    for phone in [PHONE, "19900900002", "19900900003"] {
        let answer = place
            .browser()
            .sign_in_by_password(phone, "three small boots")
            .await;
        assert_eq!(answer.refusal(), (422, "invalid_input".into()), "{answer}");
        answers.push(answer.body);
    }
    assert!(answers.iter().all(|body| *body == answers[0]));
}

#[tokio::test]
async fn ten_wrong_passwords_close_the_account_for_codes_too() {
    let place = Place::new().await;
    with_password(&place).await;
    for _ in 0..10 {
        assert_eq!(
            place
                .browser()
                .sign_in_by_password(PHONE, "three small boots")
                .await
                .status,
            422
        );
    }
    let closed = (429, "too_many_requests".to_owned());
    assert_eq!(
        place
            .browser()
            .sign_in_by_password(PHONE, GOOD)
            .await
            .refusal(),
        closed
    );
    place.harness.wait(SignedDuration::from_mins(1));
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    assert_eq!(
        browser
            .sign_in(PHONE, &place.code(PHONE).await)
            .await
            .refusal(),
        closed
    );
    place.harness.wait(SignedDuration::from_hours(1));
    assert_eq!(
        place
            .browser()
            .sign_in_by_password(PHONE, GOOD)
            .await
            .status,
        201
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parallel_passwords_count_one_by_one() {
    let place = Place::new().await;
    with_password(&place).await;
    let guesses: Vec<_> = (0..20)
        .map(|_| {
            let mut browser = place.browser();
            tokio::spawn(async move {
                browser
                    .sign_in_by_password(PHONE, "three small boots")
                    .await
                    .status
            })
        })
        .collect();
    let mut compared = 0;
    for guess in guesses {
        compared += u32::from(guess.await.unwrap() == 422);
    }
    assert!(compared <= 10, "{compared} guesses were compared");
    let answer = place.browser().sign_in_by_password(PHONE, GOOD).await;
    assert_eq!(
        u32::from(answer.status == 429),
        u32::from(compared == 10),
        "{compared} {answer}"
    );
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_and_the_old_password() {
    let place = Place::new().await;
    let mut intruder = place.signed_in(PHONE).await;
    assert_eq!(intruder.session().await.status, 200);
    place.harness.wait(SignedDuration::from_mins(1));
    with_password(&place).await;
    assert_eq!(intruder.session().await.status, 401);
    place.harness.wait(SignedDuration::from_mins(1));
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let again = browser
        .set_password(PHONE, &place.code(PHONE).await, "three large ships")
        .await;
    assert_eq!(again.status, 204);
    assert_eq!(browser.sign_in_by_password(PHONE, GOOD).await.status, 422);
    assert_eq!(
        browser
            .sign_in_by_password(PHONE, "three large ships")
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_refused_password_says_all_that_is_wrong_and_leaves_the_code_good() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    for bad in [
        PASSWORD,
        "1234567890",
        "xx19900900001xx",
        &"x y z".repeat(40),
    ] {
        let refused = browser.set_password(PHONE, &code, bad).await;
        assert_eq!(
            (refused.refusal(), refused.pointers()),
            ((422, "invalid_input".into()), vec!["/password".into()])
        );
    }
    let body = json!({ "phone": "1", "code": "x", "password": "short" });
    let refused = browser.send(put("/api/login/password").json(&body)).await;
    assert_eq!(refused.pointers(), ["/phone", "/code", "/password"]);
    assert_eq!(browser.set_password(PHONE, &code, GOOD).await.status, 204);
}

#[tokio::test]
async fn setting_a_password_takes_the_code_of_this_browser() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    assert_eq!(
        place
            .browser()
            .set_password(PHONE, &code, GOOD)
            .await
            .refusal(),
        (422, "code_expired".into())
    );
    assert_eq!(
        browser
            .set_password(PHONE, &wrong(&code), GOOD)
            .await
            .refusal(),
        (422, "code_wrong".into())
    );
    assert_eq!(browser.set_password(PHONE, &code, GOOD).await.status, 204);
    let again = browser
        .set_password(PHONE, &code, "three large ships")
        .await;
    assert_eq!(again.refusal(), (422, "code_expired".into()));
    let without = json!({ "phone": PHONE, "code": code, "password": GOOD });
    let refused = browser
        .send(
            put("/api/login/password")
                .json(&without)
                .without("x-tuixuan"),
        )
        .await;
    assert_eq!(refused.refusal(), (403, "own_header_required".into()));
}

#[tokio::test]
async fn one_network_cannot_try_a_password_on_every_number() {
    let place = Place::new()
        .await
        .limited(|limits| limits.passwords_per_network = 3);
    for number in 0..3 {
        let phone = format!("1990090001{number}");
        assert_eq!(
            place
                .browser()
                .sign_in_by_password(&phone, GOOD)
                .await
                .status,
            422
        );
    }
    let refused = place.browser().sign_in_by_password(PHONE, GOOD).await;
    assert_eq!(refused.refusal(), (429, "too_many_requests".into()));
    let mut elsewhere = place.browser();
    elsewhere.address = "192.0.2.2".to_owned();
    assert_eq!(elsewhere.sign_in_by_password(PHONE, GOOD).await.status, 422);
}
