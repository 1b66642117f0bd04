//! The demo congress: complete after the first start, kept by the second, begun anew when cut off.

use std::fs;
use std::io::{BufRead, BufReader};

use crate::running::Place;
use domain::id::CongressId;
use domain::nomination::Nomination;
use domain::phone::Phone;
use local::{Options, System, demo};
use store::{Pointer, Store};

async fn start(place: &Place) -> System {
    let options = Options {
        demo: true,
        ..place.options()
    };
    System::start(options).await.unwrap()
}

/// The demo's nominees with the state they stand in, by name.
async fn found(store: &Store) -> Vec<(String, String)> {
    let convener = Phone::parse("19900950000").unwrap();
    let congress = congress_of(&store.places_of(&convener).await.unwrap());
    let mut found = Vec::new();
    for unit in store.units(&congress).await.unwrap() {
        let nominations = store
            .nominations_of_unit(&congress, &unit.id)
            .await
            .unwrap();
        let state = |one: Nomination| (one.name.as_str().to_owned(), one.state.code().to_owned());
        found.extend(nominations.into_iter().map(state));
    }
    found.sort();
    found
}

fn congress_of(places: &[Pointer]) -> CongressId {
    let officer = |place: &Pointer| match place {
        Pointer::Officer { congress } => Some(congress.clone()),
        _ => None,
    };
    let congresses: Vec<_> = places.iter().filter_map(officer).collect();
    assert_eq!(congresses.len(), 1, "one demo congress");
    congresses[0].clone()
}

/// What `infra/local/demo/nominees.json` says.
fn expected() -> Vec<(String, String)> {
    let list: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../demo/nominees.json")).unwrap();
    let text = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap().to_owned();
    let mut list: Vec<_> = list
        .iter()
        .map(|one| (text(one, "name"), text(one, "state")))
        .collect();
    list.sort();
    list
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_stands_where_they_should_after_the_first_start_and_after_the_next() {
    let place = Place::new();
    let system = start(&place).await;
    assert!(system.has_demo());
    assert_eq!(found(system.store()).await, expected());
    system.shutdown().await;
    let system = start(&place).await;
    assert!(system.has_demo());
    assert_eq!(found(system.store()).await, expected());
    system.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_was_cut_off_is_begun_anew() {
    let place = Place::new();
    let system = place.start().await;
    let somebody = Phone::parse("19900950000").unwrap();
    system
        .store()
        .grant_convener(&somebody, "half done")
        .await
        .unwrap();
    system.shutdown().await;
    fs::write(place.data().join("demo-unfinished"), "").unwrap();
    let system = start(&place).await;
    assert_eq!(found(system.store()).await, expected());
    assert!(!place.data().join("demo-unfinished").exists());
    system.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_began_without_the_demo_never_gets_it() {
    let place = Place::new();
    place.start().await.shutdown().await;
    let system = start(&place).await;
    assert!(!system.has_demo());
    let convener = Phone::parse("19900950000").unwrap();
    assert!(
        system
            .store()
            .places_of(&convener)
            .await
            .unwrap()
            .is_empty()
    );
    system.shutdown().await;
}

#[test]
fn whom_to_sign_in_as_is_printed_with_the_address() {
    let place = Place::new();
    let mut command = place.command(0);
    let mut running = command
        .env("DEMO", "1")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    for line in BufReader::new(running.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        said.push_str(&line);
        if line.contains("Ctrl-C") {
            break;
        }
    }
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(said.contains("http://localhost:"), "{said}");
    for somebody in demo::people() {
        assert!(
            said.contains(&somebody.phone),
            "{} in {said}",
            somebody.name
        );
    }
}
