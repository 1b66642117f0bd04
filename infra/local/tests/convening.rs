//! The operator's command that lets somebody create congresses.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod running;

use std::process::Output;

use domain::phone::Phone;
use running::Place;
use store::Pointer;

const PHONE: &str = "19900900000";

fn grant(place: &Place, phone: &str) -> Output {
    let mut command = place.command(0);
    command.args(["grant-convener", phone, "示例市科学技术协会"]);
    command.output().unwrap()
}

async fn is_granted(place: &Place) -> bool {
    let system = place.start().await;
    let places = system
        .store()
        .places_of(&Phone::parse(PHONE).unwrap())
        .await;
    system.shutdown().await;
    let named = |place: &Pointer| matches!(place, Pointer::Convener { organisation } if organisation == "示例市科学技术协会");
    places.unwrap().iter().any(named)
}

#[tokio::test]
async fn the_grant_is_kept_when_nothing_runs() {
    let place = Place::new();
    assert!(grant(&place, PHONE).status.success());
    assert!(is_granted(&place).await);
}

#[tokio::test]
async fn the_grant_is_kept_while_the_system_runs() {
    let place = Place::new();
    let running = place.spawn();
    let granted = grant(&place, PHONE);
    assert!(granted.status.success(), "{granted:?}");
    assert!(running.interrupt());
    assert!(is_granted(&place).await);
}

#[test]
fn what_is_no_phone_is_refused_in_both_languages() {
    let refused = grant(&Place::new(), "12345");
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("11位手机号"), "{said}");
    assert!(said.contains("mobile number"), "{said}");
}

#[test]
fn an_unknown_command_shows_the_help_and_starts_nothing() {
    let place = Place::new();
    let refused = place.command(0).arg("start").output().unwrap();
    assert!(!refused.status.success());
    assert!(String::from_utf8(refused.stderr).unwrap().contains("PORT"));
    assert!(!place.data().exists());
}
