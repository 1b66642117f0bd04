//! The second factor: set up, shown once, asked for again.

use domain::phone::Phone;
use harness::{Answer, delete, get, post, put};
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::access::factors::{RecoveryCode, TotpSecret};

use crate::browser::{Browser, Place};

const PHONE: &str = "19900900001";

/// Somebody with an app, half a minute after it was set up, and the recovery codes.
pub(crate) async fn enrolled(place: &Place, phone: &str) -> (Browser, TotpSecret, Vec<String>) {
    let mut browser = place.signed_in(phone).await;
    let (secret, changed) = set_up(place, &mut browser, phone).await;
    let codes = changed["recovery_codes"].as_array().unwrap().iter();
    let codes = codes
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    place.harness.wait(SignedDuration::from_mins(1));
    (browser, secret, codes)
}

async fn set_up(place: &Place, browser: &mut Browser, phone: &str) -> (TotpSecret, Value) {
    let offer = browser.send(post("/api/login/second-factor/totp")).await;
    assert_eq!(offer.status, 200, "{offer}");
    let uri = offer.json()["uri"].as_str().unwrap().to_owned();
    assert!(uri.contains("Tuixuan:199****"), "no phone in full: {uri}");
    let secret = stored(place, phone).await;
    let typed = offer.json()["secret"].as_str().unwrap().replace(' ', "");
    assert_eq!(typed, secret.text());
    let confirmed =
        put("/api/login/second-factor/totp").json(&json!({ "code": code(place, &secret) }));
    let answer = browser.send(confirmed).await;
    assert_eq!(answer.status, 200, "{answer}");
    (secret, answer.json())
}

/// The secret that was offered, as the app has it: read from the table rather than from the QR code.
async fn stored(place: &Place, phone: &str) -> TotpSecret {
    let phone = Phone::parse(phone).unwrap();
    let factors = place.harness.store().second_factors(&phone).await;
    factors.unwrap().offered.unwrap().0
}

fn code(place: &Place, secret: &TotpSecret) -> String {
    secret.code_at(place.harness.now().as_second().unsigned_abs())
}

async fn show(browser: &mut Browser, shown: Value) -> Answer {
    browser
        .send(post("/api/login/second-factor").json(&shown))
        .await
}

#[tokio::test]
async fn an_app_is_set_up_with_ten_recovery_codes_and_a_new_session() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    let before = browser.clone();
    let (_, changed) = set_up(&place, &mut browser, PHONE).await;
    let codes = changed["recovery_codes"].as_array().unwrap();
    assert_eq!(codes.len(), 10);
    assert!(RecoveryCode::parse(codes[0].as_str().unwrap()).is_some());
    let expected = json!({
        "required": false, "methods": ["totp", "recovery_code"], "shown": true,
    });
    assert_eq!(changed["session"]["second_factor"], expected);
    assert_eq!(browser.session().await.json()["second_factor"], expected);
    assert_eq!(
        before.clone().session().await.status,
        401,
        "the old token is worth nothing"
    );
}

#[tokio::test]
async fn at_the_next_sign_in_the_app_is_shown_and_each_code_counts_once() {
    let place = Place::new().await;
    let (_, secret, _) = enrolled(&place, PHONE).await;
    let mut browser = place.signed_in(PHONE).await;
    assert_eq!(
        browser.session().await.json()["second_factor"]["shown"],
        false
    );
    let right = code(&place, &secret);
    let wrong = show(
        &mut browser,
        json!({ "code": crate::browser::wrong(&right) }),
    )
    .await;
    assert_eq!(wrong.refusal(), (422, "code_wrong".into()));
    let shown = show(&mut browser, json!({ "code": right })).await;
    assert_eq!(shown.status, 200, "{shown}");
    let again = show(&mut browser, json!({ "code": right })).await;
    assert_eq!(again.refusal(), (422, "code_expired".into()));
}

#[tokio::test]
async fn one_code_shown_in_many_sessions_at_once_counts_once() {
    let place = Place::new().await;
    let (_, secret, codes) = enrolled(&place, PHONE).await;
    let mut browsers = Vec::new();
    for _ in 0..4 {
        browsers.push(place.signed_in(PHONE).await);
        place.harness.wait(SignedDuration::from_mins(1));
    }
    for shown in [
        json!({ "code": code(&place, &secret) }),
        json!({ "recovery_code": codes[0] }),
    ] {
        let tries = browsers.iter().cloned().map(|mut browser| {
            let shown = shown.clone();
            tokio::spawn(async move { show(&mut browser, shown).await.status })
        });
        let mut statuses = Vec::new();
        for one in tries.collect::<Vec<_>>() {
            statuses.push(one.await.unwrap());
        }
        statuses.sort_unstable();
        let once = statuses.iter().filter(|status| **status == 200).count();
        assert_eq!(once, 1, "{statuses:?}");
        let others = statuses
            .iter()
            .filter(|status| [422, 401].contains(*status));
        assert_eq!(others.count(), 3, "{statuses:?}");
        // The one that got through has another token now.
        browsers.pop();
        browsers.insert(0, place.signed_in(PHONE).await);
        place.harness.wait(SignedDuration::from_mins(1));
    }
}

#[tokio::test]
async fn a_recovery_code_stands_in_once_and_new_ones_end_the_old() {
    let place = Place::new().await;
    let (mut browser, secret, codes) = enrolled(&place, PHONE).await;
    let shown = show(
        &mut browser,
        json!({ "recovery_code": codes[0].to_uppercase() }),
    )
    .await;
    assert_eq!(shown.status, 200, "{shown}");
    let again = show(&mut browser, json!({ "recovery_code": codes[0] })).await;
    assert_eq!(again.refusal(), (422, "code_wrong".into()));
    let malformed = show(&mut browser, json!({ "recovery_code": "12" })).await;
    assert_eq!(malformed.pointers(), ["/recovery_code"]);
    let renewed = browser
        .send(post("/api/login/second-factor/recovery-codes"))
        .await;
    assert_eq!(renewed.status, 201, "{renewed}");
    let old = show(&mut browser, json!({ "recovery_code": codes[1] })).await;
    assert_eq!(old.refusal(), (422, "code_wrong".into()));
    let new = renewed.json()["recovery_codes"][0].clone();
    assert_eq!(
        show(&mut browser, json!({ "recovery_code": new }))
            .await
            .status,
        200
    );
    assert_eq!(
        show(&mut browser, json!({ "code": code(&place, &secret) }))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn ten_wrong_codes_bar_the_account_for_an_hour_whatever_the_session() {
    let place = Place::new().await;
    let (mut browser, secret, codes) = enrolled(&place, PHONE).await;
    for _ in 0..10 {
        let wrong = show(&mut browser, json!({ "code": "000000" })).await;
        assert_eq!(wrong.refusal(), (422, "code_wrong".into()));
    }
    let mut other = place.signed_in(PHONE).await;
    for shown in [
        json!({ "code": code(&place, &secret) }),
        json!({ "recovery_code": codes[0] }),
    ] {
        let barred = show(&mut other, shown).await;
        assert_eq!(barred.refusal(), (429, "too_many_requests".into()));
    }
}

#[tokio::test]
async fn nothing_or_two_things_at_once_are_no_proof() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    assert_eq!(show(&mut browser, json!({})).await.pointers(), ["/code"]);
    let both = json!({ "code": "123456", "recovery_code": "a1b2c-3d4e5" });
    assert_eq!(show(&mut browser, both).await.pointers(), ["/code"]);
    let nothing_set_up = show(&mut browser, json!({ "code": "123456" })).await;
    assert_eq!(nothing_set_up.refusal(), (422, "code_expired".into()));
    let mut nobody = place.browser();
    assert_eq!(
        show(&mut nobody, json!({ "code": "123456" })).await.status,
        401
    );
}

#[tokio::test]
async fn what_touches_the_account_asks_for_a_fresh_factor() {
    let place = Place::new().await;
    let (mut browser, secret, _) = enrolled(&place, PHONE).await;
    place.harness.wait(SignedDuration::from_mins(10));
    let password = json!({ "password": "three small boats" });
    let requests = || {
        [
            post("/api/login/second-factor/totp"),
            put("/api/login/second-factor/totp").json(&json!({ "code": "123456" })),
            delete("/api/login/second-factor/totp"),
            post("/api/login/second-factor/recovery-codes"),
            post("/api/login/passkeys/challenges"),
            delete("/api/login/passkeys/x"),
            put("/api/login/account/password").json(&password),
        ]
    };
    for request in requests() {
        let refused = browser.send(request).await;
        assert_eq!(
            refused.refusal(),
            (403, "fresh_factor_required".into()),
            "{refused}"
        );
    }
    show(&mut browser, json!({ "code": code(&place, &secret) })).await;
    let removed = browser.send(delete("/api/login/second-factor/totp")).await;
    assert_eq!(removed.status, 204, "{removed}");
    // A sign-in since, with an app set up and not shown.
    let (_, _, _) = enrolled(&place, "19900900002").await;
    let mut by_code_only = place.signed_in("19900900002").await;
    for request in requests() {
        let refused = by_code_only.send(request).await;
        assert_eq!(
            refused.refusal(),
            (403, "second_factor_required".into()),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn somebody_without_a_second_factor_shows_again_what_they_sign_in_with() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    place.harness.wait(SignedDuration::from_mins(11));
    let refused = browser.send(post("/api/login/second-factor/totp")).await;
    assert_eq!(refused.refusal(), (403, "fresh_factor_required".into()));
    // The site knows the phone masked only: the code goes to one's own.
    let solution = browser.verify().await;
    let asked = post("/api/login/codes").json(&json!({ "solution": solution }));
    assert_eq!(browser.send(asked).await.status, 202);
    let right = place.code(PHONE).await;
    let wrong = put("/api/login/session").json(&json!({ "code": crate::browser::wrong(&right) }));
    assert_eq!(
        browser.send(wrong).await.refusal(),
        (422, "code_wrong".into())
    );
    let before = browser.clone();
    let shown = browser
        .send(put("/api/login/session").json(&json!({ "code": right })))
        .await;
    assert_eq!(shown.status, 200, "{shown}");
    assert_eq!(before.clone().session().await.status, 401);
    let offered = browser.send(post("/api/login/second-factor/totp")).await;
    assert_eq!(offered.status, 200, "{offered}");
}

#[tokio::test]
async fn whose_part_asks_for_a_second_factor_is_told_so() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    for (phone, required) in [
        (&world.administrator, true),
        (&world.reviewer, true),
        (&world.liaison, false),
    ] {
        let mut browser = place.signed_in(phone.national()).await;
        let session = browser.send(get("/api/login/session")).await.json();
        assert_eq!(session["second_factor"]["required"], required);
    }
}
