//! Many at the same place at the same time: exactly the quota is filled, however they come.

use domain::category::Category;
use fastrand::Rng;
use futures_util::future::join_all;
use harness::{Harness, World, person, post};
use local::{SiteSource, functions};
use serde_json::json;

use crate::set;

/// How many allocate at once.
const ALLOCATORS: u32 = 200;
/// How often somebody presses the button again whom the page told that others were faster.
const MOST_TRIES: u32 = 60;

/// Set `SEEDS` for more orders in which they come.
#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_fill_exactly_the_quota() {
    let seeds = set("SEEDS", 1);
    for places in [1, 10, 100] {
        for seed in 0..seeds {
            fill(places, seed).await;
        }
        println!(
            "{places} places, {ALLOCATORS} allocators at once, {seeds} orders: exactly {places} filled each time"
        );
    }
}

async fn fill(places: u32, seed: u64) {
    let harness = Harness::start().await;
    let mut quotas = crate::journey::quotas();
    quotas.0.get_mut(&Category::Delegate).unwrap().places = places;
    let world = harness.world_with(harness::world::settings(), quotas).await;
    let site = login::RelyingParty::of("http://localhost:8080").unwrap();
    let login = login::Settings::new([7; 32], site);
    let press = functions::press(&SiteSource::this_repository(), "http://localhost:8080");
    let (routes, _) = functions::routes(harness.edge(), login, press).split_for_parts();
    let app = harness.app(routes);
    let cookies = [
        harness.sign_in(&world.liaison).await,
        harness.sign_in(&world.colleague).await,
    ];
    let mut numbers: Vec<u32> = (0..ALLOCATORS).collect();
    Rng::with_seed(seed).shuffle(&mut numbers);
    let all = numbers.into_iter().map(|number| {
        let by = &cookies[number as usize % 2];
        allocate(&app, &world, by, number)
    });
    let given = join_all(all).await.into_iter().filter(|given| *given);
    assert_eq!(given.count(), places as usize);
    let unit = harness.unit(&world.congress, &world.unit).await;
    assert_eq!(unit.counts.held(Category::Delegate), places);
    let report = harness.store().verify_records().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
}

/// Whether a place was given; who was told that others were faster asks again.
async fn allocate(app: &axum::Router, world: &World, by: &str, number: u32) -> bool {
    let phone = person::phone(50_000 + number).national().to_owned();
    let row = json!({ "name": "欧阳示例", "phone": phone, "category": "delegate" });
    let path = format!("/api/nominations/{}/{}", world.congress, world.unit);
    let ask = post(path).by(by).json(&json!({ "rows": [row] }));
    for _ in 0..MOST_TRIES {
        let answer = ask.clone().send(app).await;
        match answer.refusal() {
            (201, _) => return true,
            (409, code) if code == "quota_exceeded" => return false,
            (_, code) if ["busy", "unavailable"].contains(&code.as_str()) => {}
            _ => panic!("{answer}"),
        }
    }
    panic!("others were faster {MOST_TRIES} times")
}
