//! Starting, refusing to start, stopping.

use std::fs;
use std::net::TcpListener;

use crate::running::{Place, get, is_private};

#[test]
fn a_second_start_on_the_same_data_is_refused_and_names_the_first() {
    let place = Place::new();
    let first = place.spawn();
    let second = place.run(0);
    assert!(!second.status.success());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains(&format!("正由进程 {} 使用", first.id())),
        "{said}"
    );
    assert!(
        said.contains(&format!("in use by process {}", first.id())),
        "{said}"
    );
    assert_eq!(get(first.address("site"), "/", &[]).status, 200);
}

#[test]
fn a_port_that_is_taken_is_named_with_the_way_out() {
    let place = Place::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let said = String::from_utf8(place.run(port).stderr).unwrap();
    assert!(said.contains(&format!("端口 {port} 已被占用")), "{said}");
    assert!(said.contains(&format!("Port {port} is taken")), "{said}");
    assert!(said.contains("PORT="), "{said}");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let place = Place::new();
    let _running = place.spawn();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    fs::remove_file(place.site().join("index.html")).unwrap();
    let said = place.run(other.local_addr().unwrap().port()).stderr;
    let said = String::from_utf8(said).unwrap();
    for expected in ["is taken", "in use by process", "no built site"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_port_that_is_no_number_is_refused() {
    let place = Place::new();
    let refused = place.command(0).env("PORT", "http").output().unwrap();
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("PORT=http"), "{said}");
}

#[test]
fn what_is_secret_is_readable_by_its_owner_only() {
    let place = Place::new();
    let _running = place.spawn();
    for name in ["keys", "keys/root", "sms.log"] {
        assert!(is_private(&place.data().join(name)), "{name}");
    }
}

#[test]
fn data_without_its_key_does_not_start() {
    let place = Place::new();
    assert!(place.spawn().interrupt());
    fs::remove_file(place.data().join("keys/root")).unwrap();
    let said = String::from_utf8(place.run(0).stderr).unwrap();
    assert!(said.contains("no key file"), "{said}");
}

#[test]
fn a_file_that_is_no_database_is_named_and_kept() {
    let place = Place::new();
    assert!(place.spawn().interrupt());
    let path = place.data().join("database");
    fs::write(
        &path,
        "not a database, but somebody's file all the same".repeat(100),
    )
    .unwrap();
    let refused = place.run(0);
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("the database"), "{said}");
    assert!(fs::read(&path).unwrap().starts_with(b"not a database"));
}

#[test]
fn ctrl_c_ends_it_well_and_frees_the_data() {
    let place = Place::new();
    assert!(place.spawn().interrupt());
    assert!(place.spawn().interrupt());
}

#[tokio::test]
async fn in_one_process_the_data_is_free_again_after_shutdown() {
    let place = Place::new();
    place.start().await.shutdown().await;
    place.start().await.shutdown().await;
}

#[tokio::test]
async fn the_texts_that_would_have_been_sent_are_listed_newest_last() {
    let place = Place::new();
    let system = place.start().await;
    system.outbox().take("+8619900900000", "one").unwrap();
    system.outbox().take("+8619900900001", "two").unwrap();
    let address = system.address();
    let answer = tokio::task::spawn_blocking(move || get(address, "/dev/outbox", &[]));
    let answer = answer.await.unwrap();
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let texts: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(texts[1]["to"], "+8619900900001");
    assert_eq!(texts[1]["text"], "two");
    system.shutdown().await;
}
