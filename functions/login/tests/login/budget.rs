//! What signing in costs, against the budget of architecture.md.

use serde_json::json;

use crate::browser::{Place, agreed};

const PHONE: &str = "19900900001";

#[tokio::test]
async fn asking_for_a_code_takes_three_round_trips_and_ten_write_units() {
    let place = Place::new().await;
    // The second time is the dearer one: everything exists and is changed.
    for round in 1..=2 {
        let mut browser = place.browser();
        let solution = browser.verify().await;
        let (app, meter) = place.metered_app();
        browser.app = app;
        assert_eq!(browser.ask_with(PHONE, &solution).await.status, 202);
        let cost = (meter.round_trips(), meter.write_units());
        println!(
            "ask for a code, time {round}: {} round trips, {} WCU",
            cost.0, cost.1
        );
        assert!(cost.0 <= 3 && cost.1 <= 10.0, "{cost:?}");
        place.harness.wait(jiff::SignedDuration::from_mins(1));
    }
}

#[tokio::test]
async fn signing_in_with_a_code_takes_four_round_trips_and_ten_write_units() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let phone = world.liaison.national();
    for round in 1..=2 {
        let mut browser = place.browser();
        browser.ask(phone).await;
        let code = place.code(phone).await;
        let (app, meter) = place.metered_app();
        browser.app = app;
        let answer = browser.sign_in(phone, &code).await;
        assert_eq!(answer.status, 201);
        assert_eq!(
            answer.json()["contexts"].as_array().unwrap().len(),
            1,
            "the workbench is in it"
        );
        let cost = (meter.round_trips(), meter.write_units());
        println!(
            "sign in, time {round}: {} round trips, {} WCU, {} RCU",
            cost.0,
            cost.1,
            meter.read_units()
        );
        assert!(cost.0 <= 4 && cost.1 <= 10.0, "{cost:?}");
        place.harness.wait(jiff::SignedDuration::from_mins(1));
    }
}

#[tokio::test]
async fn a_wrong_code_and_a_password_stay_cheap() {
    let place = Place::new().await;
    let mut browser = place.browser();
    browser.ask(PHONE).await;
    let code = place.code(PHONE).await;
    assert_eq!(
        browser
            .set_password(PHONE, &code, "three small boats")
            .await
            .status,
        204
    );
    let (app, meter) = place.metered_app();
    browser.app = app;
    let body = json!({ "phone": PHONE, "password": "three small boots", "agreed": agreed() });
    assert_eq!(
        browser
            .send(harness::post("/api/login/sessions").json(&body))
            .await
            .status,
        422
    );
    // The password counted, and in one transaction the failure and its event.
    assert_eq!((meter.round_trips(), meter.write_units() <= 5.0), (4, true));
}
