//! The operator's commands: who may create congresses, and what happened at an account's door.

use std::process::Output;

use crate::running::Place;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::access_event::AccessEvent;
use domain::phone::Phone;
use store::Pointer;
use store::access::Happening;

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

/// As on AWS: everything from the environment, the database by its address. Only the name of the machine differs.
#[tokio::test]
async fn the_same_command_works_on_the_tables_that_the_environment_names() {
    let place = Place::new();
    let running = place.spawn();
    let noted = std::fs::read_to_string(place.data().join(local::lock::FILE)).unwrap();
    let database = noted
        .lines()
        .find_map(|line| line.strip_prefix("database "));
    let root = std::fs::read(place.data().join("keys/root")).unwrap();
    let elsewhere = place.data().join("elsewhere");
    let operate = |arguments: &[&str]| {
        let mut command = place.command(0);
        command
            .args(arguments)
            .env("DATA_DIR", &elsewhere)
            .env("RECORDS_TABLE", "records")
            .env("ACCESS_TABLE", "access")
            .env("ROOT_KEY", STANDARD.encode(&root))
            .env("AWS_REGION", "cn-north-1")
            .env("AWS_ACCESS_KEY_ID", "id")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .env("DYNAMODB_ENDPOINT", database.unwrap());
        command
    };
    let granted = operate(&["grant-convener", PHONE, "示例市科学技术协会"])
        .output()
        .unwrap();
    assert!(granted.status.success(), "{granted:?}");
    let mut without = operate(&["grant-convener", PHONE, "示例市科学技术协会"]);
    let refused = without.env_remove("ROOT_KEY").output().unwrap();
    assert!(
        String::from_utf8(refused.stderr)
            .unwrap()
            .contains("ROOT_KEY")
    );
    assert!(!elsewhere.exists(), "nothing is made on this machine");
    assert!(running.interrupt());
    assert!(is_granted(&place).await);
}

#[tokio::test]
async fn what_happened_at_a_door_is_told_without_the_number() {
    let place = Place::new();
    let system = place.start().await;
    let refused = Happening {
        event: AccessEvent::AccessRefused,
        network: None,
        route: Some("GET /api/congresses/{congress}"),
        at: "2026-11-22T02:00:07Z".parse().unwrap(),
    };
    let phone = Phone::parse(PHONE).unwrap();
    system.store().note(&phone, &refused).await.unwrap();
    system.shutdown().await;
    let told = place.command(0).args(["access-events", PHONE]).output();
    let told = String::from_utf8(told.unwrap().stdout).unwrap();
    let line = "2026-11-22 10:00:00  access_refused  ×1  -  GET /api/congresses/{congress}\n";
    assert_eq!(told, line);
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
