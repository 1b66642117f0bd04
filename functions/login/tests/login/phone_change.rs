//! 更换手机号, from the new number's code to what the old one is told.

use domain::{category::Category, nomination::state::State, phone::Phone};
use harness::{Answer, get, put};
use jiff::SignedDuration;
use serde_json::json;
use store::{Pointer, access::factors::TotpSecret};

use crate::{
    browser::{Browser, Place, wrong},
    second_factor::enrolled,
};

const OLD: &str = "19900900001";
const NEW: &str = "19900900002";

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

async fn change(browser: &mut Browser, to: &str, code: &str) -> Answer {
    let body = json!({ "phone": to, "code": code });
    browser
        .send(put("/api/login/account/phone").json(&body))
        .await
}

/// A code for the new number in this browser, and the change.
async fn change_by_code(place: &Place, browser: &mut Browser, to: &str) -> Answer {
    assert_eq!(browser.ask(to).await.status, 202);
    let code = place.code(to).await;
    change(browser, to, &code).await
}

#[tokio::test]
async fn everything_goes_over_to_the_new_number_in_one_step() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let nominee = place
        .harness
        .add_nominee(&world, 1, Category::Delegate, State::FirstReviewApproved)
        .await;
    let old = nominee.phone.national().to_owned();
    let mut elsewhere = place.signed_in(&old).await;
    let before = elsewhere.session().await.json();
    place.harness.wait(SignedDuration::from_secs(61));
    let mut browser = place.signed_in(&old).await;
    let answer = change_by_code(&place, &mut browser, NEW).await;
    assert_eq!(answer.status, 200, "{answer}");

    assert_eq!(elsewhere.session().await.status, 401, "all others are out");
    let after = browser.session().await.json();
    assert_eq!(after["phone"], "199****0002");
    assert_eq!(after["contexts"], before["contexts"], "the same part");
    let store = place.harness.store();
    let now = place
        .harness
        .nomination(&world.congress, &world.unit, &nominee.id)
        .await;
    assert_eq!((now.phone, now.state), (phone(NEW), nominee.state));
    let dossier = store.dossier(&nominee.id).await.unwrap();
    assert_eq!(
        dossier.form.unwrap().values.text("phone"),
        Some(phone(NEW).e164())
    );
    assert_eq!(
        dossier.trail.last().unwrap().action.name().en,
        "Changed the phone"
    );
    let checked = store.verify_records().await.unwrap();
    assert!(checked.trails.faults.is_empty(), "{checked:?}");
    let guarded = |id: &str| checked.faults.get(id).cloned().unwrap_or_default();
    assert!(guarded(nominee.id.as_str()).is_empty(), "{checked:?}");

    assert!(store.places_of(&nominee.phone).await.unwrap().is_empty());
    assert!(store.account(&nominee.phone).await.unwrap().is_none());
    assert!(
        store
            .inbox(&nominee.phone, None, 50)
            .await
            .unwrap()
            .is_empty()
    );
    let told = place.texts(&old).await.pop().unwrap();
    assert!(
        told.contains("更换手机号") && !told.contains("0002"),
        "{told}"
    );
    let events = store.events_of(&phone(NEW)).await.unwrap();
    assert!(events.iter().any(|one| one.event.code() == "phone_changed"));
    assert!(
        store
            .events_of(&nominee.phone)
            .await
            .unwrap()
            .iter()
            .all(|one| one.event.code() == "code_asked"),
        "the events went along"
    );
    let later = place.harness.now() + SignedDuration::from_hours(1);
    assert_eq!(
        store.carry_on_jobs(later).await.unwrap(),
        0,
        "nothing is left to do"
    );
}

#[tokio::test]
async fn liaisons_and_officers_keep_their_parts_and_a_second_factor_still_counts() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let old = world.administrator.national().to_owned();
    let (mut browser, secret, _) = enrolled(&place, &old).await;
    let seconds = place.harness.now().as_second().unsigned_abs();
    let shown = json!({ "code": TotpSecret::code_at(&secret, seconds) });
    let shown = harness::post("/api/login/second-factor").json(&shown);
    assert_eq!(browser.send(shown).await.status, 200);
    let answer = change_by_code(&place, &mut browser, NEW).await;
    assert_eq!(answer.status, 200, "{answer}");
    let who = browser.session().await.json();
    assert_eq!(who["contexts"][0]["roles"], json!(["administrator"]));
    assert_eq!(
        who["second_factor"]["methods"],
        json!(["totp", "recovery_code"])
    );
    let liaison = world.liaison.national().to_owned();
    let mut browser = place.signed_in(&liaison).await;
    let answer = change_by_code(&place, &mut browser, "19900900003").await;
    assert_eq!(answer.status, 200, "{answer}");
    let unit = place.harness.unit(&world.congress, &world.unit).await;
    assert!(
        unit.liaisons
            .iter()
            .any(|one| one.phone == phone("19900900003"))
    );
    assert!(unit.liaisons.iter().all(|one| one.phone != world.liaison));
    let places = place.harness.store().places_of(&phone("19900900003")).await;
    assert!(matches!(places.unwrap()[..], [Pointer::Liaison { .. }]));
}

#[tokio::test]
async fn a_number_with_a_part_is_refused_to_who_has_its_code_and_one_without_is_given_up() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let taken = world.liaison.national().to_owned();
    let mut browser = place.signed_in(OLD).await;
    assert_eq!(
        browser.ask(&taken).await.status,
        202,
        "asking tells nothing"
    );
    let code = place.code(&taken).await;
    let guessed = change(&mut browser, &taken, &wrong(&code)).await;
    assert_eq!(
        guessed.refusal(),
        (422, "code_wrong".to_owned()),
        "nor does guessing"
    );
    let refused = change(&mut browser, &taken, &code).await;
    assert_eq!(refused.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(refused.pointers(), ["/phone"]);
    assert_eq!(browser.session().await.json()["phone"], "199****0001");

    // Signed in with the new number once already, and found nothing there.
    let mut bare = place.signed_in(NEW).await;
    place.harness.wait(SignedDuration::from_secs(61));
    let answer = change_by_code(&place, &mut browser, NEW).await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(bare.session().await.status, 401);
    assert_eq!(browser.session().await.json()["phone"], "199****0002");
    place.harness.wait(SignedDuration::from_secs(61));
    let same = change_by_code(&place, &mut browser, NEW).await;
    assert_eq!(same.status, 422, "{same}");
}

#[tokio::test]
async fn without_something_fresh_shown_no_phone_is_changed() {
    let place = Place::new().await;
    let mut browser = place.signed_in(OLD).await;
    let account = browser.send(get("/api/login/account")).await.json();
    assert!(account["fresh_until"].is_string());
    place.harness.wait(SignedDuration::from_mins(11));
    let account = browser.send(get("/api/login/account")).await.json();
    assert!(account["fresh_until"].is_null());
    let refused = change_by_code(&place, &mut browser, NEW).await;
    assert_eq!(refused.refusal(), (403, "fresh_factor_required".to_owned()));
}

#[tokio::test]
async fn two_changes_at_once_are_one() {
    let place = Place::new().await;
    let world = place.harness.world().await;
    let old = world.liaison.national().to_owned();
    let mut one = place.signed_in(&old).await;
    place.harness.wait(SignedDuration::from_secs(61));
    let mut two = place.signed_in(&old).await;
    for (browser, to) in [(&mut one, NEW), (&mut two, "19900900003")] {
        assert_eq!(browser.ask(to).await.status, 202);
    }
    let (first, second) = (place.code(NEW).await, place.code("19900900003").await);
    let (first, second) = tokio::join!(
        change(&mut one, NEW, &first),
        change(&mut two, "19900900003", &second)
    );
    let mut both = [first.status, second.status];
    both.sort_unstable();
    assert_eq!(both[0], 200, "{first} {second}");
    assert_ne!(both[1], 200, "{first} {second}");
}
