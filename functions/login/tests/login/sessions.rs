//! Who gets in by code, once, and how long they stay.

use harness::{get, post};
use jiff::SignedDuration;
use serde_json::json;

use crate::browser::{Place, agreed, wrong};

const PHONE: &str = "19900900001";

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[tokio::test]
async fn the_first_sign_in_registers_and_shows_an_empty_workbench() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let answer = browser
        .sign_in(&format!("+86 {PHONE}"), &place.code(PHONE).await)
        .await;
    assert_eq!(answer.status, 201, "{answer}");
    let expected = json!({
        "phone": "199****0001", "name": null, "has_password": false,
        "second_factor": { "required": false, "methods": [], "shown": false },
        "agreement": { "terms": "2026-11", "privacy": "2026-11", "current": true },
        "convener": null, "contexts": [],
    });
    assert_eq!(answer.json(), expected);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Strict"),
        "{cookie}"
    );
    assert_eq!(browser.session().await.json(), expected);
}

#[tokio::test]
async fn which_version_was_agreed_to_and_when_is_recorded() {
    let place = Place::new().await;
    place.signed_in(PHONE).await;
    let phone = domain::phone::Phone::parse(PHONE).unwrap();
    let account = place
        .harness
        .store()
        .account(&phone)
        .await
        .unwrap()
        .unwrap();
    let (agreement, at) = account.agreed.unwrap();
    assert_eq!(
        (agreement.terms.as_str(), agreement.privacy.as_str()),
        ("2026-11", "2026-11")
    );
    assert_eq!(at, place.harness.now());
}

#[tokio::test]
async fn without_the_ticked_box_nobody_gets_in_and_the_code_stays_good() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    let old = json!({ "terms": "2020-01", "privacy": "2026-11" });
    for body in [
        json!({ "phone": PHONE, "code": code }),
        json!({ "phone": PHONE, "code": code, "agreed": null }),
        json!({ "phone": PHONE, "code": code, "agreed": old }),
    ] {
        let refused = browser.send(post("/api/login/sessions").json(&body)).await;
        assert_eq!(
            (refused.refusal(), refused.pointers()),
            ((422, "invalid_input".into()), vec!["/agreed".into()])
        );
    }
    assert_eq!(browser.sign_in(PHONE, &code).await.status, 201);
}

#[tokio::test]
async fn all_faults_are_said_at_once_in_the_asked_language() {
    let place = Place::new().await;
    let body = json!({ "phone": "1", "code": "12" });
    let refused = place
        .browser()
        .send(post("/api/login/sessions").in_english().json(&body))
        .await;
    assert_eq!(refused.pointers(), ["/phone", "/code", "/agreed"]);
    assert_eq!(
        refused.json()["errors"][1]["detail"],
        "The code is the 6 digits of the text message; please check it"
    );
    let both = json!({ "phone": PHONE, "code": "123456", "password": "x", "agreed": agreed() });
    let refused = place
        .browser()
        .send(post("/api/login/sessions").json(&both))
        .await;
    assert_eq!(refused.pointers(), ["/password"]);
    let neither = json!({ "phone": PHONE, "agreed": agreed() });
    let refused = place
        .browser()
        .send(post("/api/login/sessions").json(&neither))
        .await;
    assert_eq!(refused.pointers(), ["/code"]);
}

#[tokio::test]
async fn a_code_is_good_once() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    assert_eq!(browser.sign_in(PHONE, &code).await.status, 201);
    assert_eq!(
        browser.sign_in(PHONE, &code).await.refusal(),
        (422, "code_expired".into())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_parallel_attempts_with_the_right_code_one_gets_in() {
    let place = Place::new().await;
    for round in 0..5 {
        let phone = format!("1990090001{round}");
        let mut browser = place.browser();
        browser.ask(&phone).await;
        let code = place.code(&phone).await;
        let attempts: Vec<_> = (0..8)
            .map(|_| {
                let (mut browser, phone, code) = (browser.clone(), phone.clone(), code.clone());
                tokio::spawn(async move { browser.sign_in(&phone, &code).await.refusal() })
            })
            .collect();
        let mut answers = Vec::new();
        for attempt in attempts {
            answers.push(attempt.await.unwrap());
        }
        let inside = answers.iter().filter(|(status, _)| *status == 201).count();
        assert_eq!(inside, 1, "{answers:?}");
        assert!(
            answers
                .iter()
                .all(|(status, code)| *status == 201 || code == "code_expired"),
            "{answers:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parallel_guesses_count_one_by_one() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    let guesses: Vec<_> = (0..20)
        .map(|_| {
            let (mut browser, guess) = (browser.clone(), wrong(&code));
            tokio::spawn(async move { browser.sign_in(PHONE, &guess).await.code() })
        })
        .collect();
    let mut compared = 0;
    for guess in guesses {
        compared += u32::from(guess.await.unwrap() == "code_wrong");
    }
    assert_eq!(
        compared, 5,
        "more guesses than tries were compared, or fewer"
    );
    assert_eq!(
        browser.sign_in(PHONE, &code).await.refusal(),
        (422, "code_expired".into())
    );
}

#[tokio::test]
async fn a_code_takes_five_tries_and_says_how_many_are_left() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    for left in (1..=4).rev() {
        let refused = browser.sign_in(PHONE, &wrong(&code)).await;
        assert_eq!(refused.refusal(), (422, "code_wrong".into()));
        assert!(
            refused.json()["detail"]
                .as_str()
                .unwrap()
                .contains(&format!("还可以试 {left} 次")),
            "{refused}"
        );
    }
    assert_eq!(
        browser.sign_in(PHONE, &wrong(&code)).await.refusal(),
        (422, "code_wrong".into())
    );
    assert_eq!(
        browser.sign_in(PHONE, &code).await.refusal(),
        (422, "code_expired".into())
    );
}

#[tokio::test]
async fn ten_failures_close_an_account_for_an_hour_whatever_codes_are_sent() {
    let place = Place::new().await;
    let mut browser = place.browser();
    for _ in 0..2 {
        browser.ask(PHONE).await;
        let code = place.code(PHONE).await;
        for _ in 0..5 {
            assert_eq!(
                browser.sign_in(PHONE, &wrong(&code)).await.code(),
                "code_wrong"
            );
        }
        place.harness.wait(minutes(1));
    }
    assert_eq!(browser.ask(PHONE).await.status, 202);
    let code = place.code(PHONE).await;
    let refused = browser.sign_in(PHONE, &code).await;
    assert_eq!(refused.refusal(), (429, "too_many_requests".into()));
    let wait = refused.json()["retry_after_seconds"].as_i64().unwrap();
    assert!((3400..=3600).contains(&wait), "{refused}");
    place.harness.wait(SignedDuration::from_secs(wait));
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    assert_eq!(browser.sign_in(PHONE, &code).await.status, 201);
}

#[tokio::test]
async fn a_code_works_in_the_browser_that_asked_for_it_and_in_no_other() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    let mut fresh = place.browser();
    assert_eq!(
        fresh.sign_in(PHONE, &code).await.refusal(),
        (422, "code_expired".into())
    );
    let mut other = place.browser();
    other.ask("19900900002").await;
    for _ in 0..12 {
        // Guesses from elsewhere neither use the code up nor close the account.
        assert_eq!(
            other.sign_in(PHONE, &code).await.refusal(),
            (422, "code_expired".into())
        );
    }
    assert_eq!(browser.sign_in(PHONE, &code).await.status, 201);
}

#[tokio::test]
async fn a_code_is_good_for_five_minutes() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    place.harness.wait(minutes(5));
    let refused = browser.sign_in(PHONE, &code).await;
    assert_eq!(refused.refusal(), (422, "code_expired".into()));
    assert!(
        refused.json()["detail"]
            .as_str()
            .unwrap()
            .contains("重新获取"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_session_ends_half_an_hour_after_the_last_request() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    for _ in 0..4 {
        place.harness.wait(minutes(29));
        assert_eq!(
            browser.session().await.status,
            200,
            "each request begins the half hour anew"
        );
    }
    place.harness.wait(minutes(30));
    assert_eq!(
        browser.session().await.refusal(),
        (401, "unauthenticated".into())
    );
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    for _ in 0..35 {
        place.harness.wait(minutes(20));
        assert_eq!(browser.session().await.status, 200);
    }
    place.harness.wait(minutes(20));
    assert_eq!(
        browser.session().await.refusal(),
        (401, "unauthenticated".into())
    );
}

#[tokio::test]
async fn a_request_within_a_minute_of_the_last_writes_nothing() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    let (app, meter) = place.metered_app();
    browser.app = app;
    assert_eq!(browser.session().await.status, 200);
    assert!(meter.write_units().abs() < f64::EPSILON);
    place.harness.wait(minutes(1));
    let (app, meter) = place.metered_app();
    browser.app = app;
    assert_eq!(browser.session().await.status, 200);
    assert!((meter.write_units() - 1.0).abs() < f64::EPSILON);
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let place = Place::new().await;
    let mut desk = place.signed_in(PHONE).await;
    place.harness.wait(minutes(1));
    let mut phone = place.signed_in(PHONE).await;
    assert_ne!(
        desk.cookies["__Host-session"], phone.cookies["__Host-session"],
        "a new token at each sign-in"
    );
    let kept = desk.clone();
    assert_eq!(desk.sign_out().await.status, 204);
    assert_eq!(desk.cookies["__Host-session"], "");
    assert_eq!(
        kept.clone().session().await.status,
        401,
        "the old cookie is worth nothing"
    );
    assert_eq!(phone.session().await.status, 200);
    assert_eq!(desk.sign_out().await.status, 204, "who is out is out");
}

#[tokio::test]
async fn a_request_under_way_does_not_bring_an_ended_session_back() {
    let place = Place::new().await;
    let mut browser = place.signed_in(PHONE).await;
    let token = store::TokenHash::of(&browser.cookies["__Host-session"]);
    let wanted = store::Wanted {
        session: Some(&token),
        ..Default::default()
    };
    let store = place.harness.store();
    let session = store.load(&wanted).await.unwrap().session.unwrap();
    browser.clone().sign_out().await;
    place.harness.wait(minutes(2));
    store
        .touch_session(&token, &session, place.harness.now())
        .await
        .unwrap();
    assert!(store.load(&wanted).await.unwrap().session.is_none());
    assert_eq!(browser.session().await.status, 401);
}

#[tokio::test]
async fn nobody_is_signed_in_without_a_cookie_or_with_a_made_up_one() {
    let place = Place::new().await;
    assert_eq!(
        place.browser().session().await.refusal(),
        (401, "unauthenticated".into())
    );
    let mut browser = place.browser();
    browser
        .cookies
        .insert("__Host-session".to_owned(), store::access::random_token());
    assert_eq!(
        browser.session().await.refusal(),
        (401, "unauthenticated".into())
    );
}

#[tokio::test]
async fn the_versions_in_force_are_public() {
    let place = Place::new().await;
    let answer = place.browser().send(get("/api/login/terms")).await;
    assert_eq!(
        answer.json(),
        json!({ "terms": "2026-11", "privacy": "2026-11" })
    );
}
