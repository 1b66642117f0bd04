//! A congress of 200 units and 20,000 nominees: what its progress, its statistics and the import of its units cost.

use std::time::Instant;

use domain::{
    decision::Decision,
    id::{NominationId, UnitId},
    nomination::{Nomination, state::State},
    quota::Quotas,
};
use harness::{get, post, world};
use serde_json::json;

use crate::{
    budget::{cost, two_hundred},
    stage::{Stage, input},
};

const UNITS: u32 = 200;
const IN_EACH: u32 = 100;
/// As many as fit a transaction with their unit, its place on the board and in the register.
const AT_ONCE: u32 = 40;

/// Reported delegates, put into the tables by the store's own commits.
async fn fill(stage: &Stage) {
    for number in 0..UNITS {
        let unit = UnitId::parse(&stage.harness.id()).unwrap();
        let code = format!("M{number:03}");
        let new = world::unit(&stage.world.congress, &unit, &code, &[], Quotas::default());
        stage.harness.add_unit(new).await;
        for from in (0..IN_EACH).step_by(AT_ONCE as usize) {
            add_some(stage, &unit, from..(from + AT_ONCE).min(IN_EACH)).await;
        }
    }
}

async fn add_some(stage: &Stage, unit: &UnitId, numbers: std::ops::Range<u32>) {
    let mut after = stage.harness.unit(&stage.world.congress, unit).await;
    let mut created = Vec::new();
    for number in numbers {
        let one = stage.harness.reported(&stage.world.congress, unit, number);
        after.counts.enter(one.category, one.state);
        created.push(Nomination {
            id: NominationId::parse(&stage.harness.id()).unwrap(),
            ..one
        });
    }
    let decision = Decision {
        unit: Some(after),
        created,
        ..Decision::default()
    };
    let (now, store) = (stage.harness.now(), stage.harness.store());
    let written = store.commit(&decision, None, now, || stage.harness.id());
    written.await.unwrap();
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_the_progress_and_statistics_of_twenty_thousand() {
    let stage = Stage::set().await;
    let begun = Instant::now();
    fill(&stage).await;
    println!(
        "20,000 nominees of 200 units, made in {:?}",
        begun.elapsed()
    );
    let (store, meter) = stage.harness.store().metered();
    let begun = Instant::now();
    let all = store
        .queue(&stage.world.congress, &[State::Reported])
        .await
        .unwrap();
    let (peer, trips, read) = (begun.elapsed(), meter.round_trips(), meter.read_units());
    println!(
        "peer, reading the {} summaries: {trips} round trips, {read} RCU, {peer:?}",
        all.len()
    );
    for (path, most_trips, most_read) in [
        ("/progress", Some(3), Some(60.0)),
        ("/statistics", None, None),
    ] {
        let begun = Instant::now();
        let ask = get(stage.path(path)).by(&stage.administrator);
        let (trips, read) = cost(&stage, ask).await;
        let took = begun.elapsed();
        let ratio = peer.as_secs_f64() / took.as_secs_f64();
        println!("{path}: {trips} round trips, {read} RCU, {took:?} ({ratio:.1} times as fast)");
        assert!(
            most_trips.is_none_or(|most| trips <= most),
            "{trips} round trips"
        );
        assert!(most_read.is_none_or(|most| read <= most), "{read} RCU");
    }
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_importing_two_hundred_units_with_quotas() {
    let stage = Stage::set().await;
    let begun = Instant::now();
    for number in 0..10 {
        let mut unit = input();
        unit["code"] = json!(format!("H{number}"));
        unit["name"] = json!(format!("示例市第{number}协会"));
        let added = post(stage.units()).by(&stage.administrator).json(&unit);
        assert_eq!(added.send(&stage.app).await.status, 201);
    }
    let peer = begun.elapsed() * 20;
    println!("peer, adding 200 one by one (ten measured): {peer:?}");
    let (file, path) = (two_hundred(), stage.path("/unit-imports"));
    let ask = |path: &str| {
        let ask = post(path).by(&stage.administrator);
        ask.bytes("text/csv", file.clone())
    };
    let begun = Instant::now();
    let preview = ask(&path).send(&stage.app).await;
    println!("preview: {:?}", begun.elapsed());
    let digest = preview.json()["digest"].as_str().unwrap().to_owned();
    let begun = Instant::now();
    let confirm = ask(&format!("{path}?confirm=true")).header("if-match", &digest);
    let (trips, _) = cost(&stage, confirm).await;
    let took = begun.elapsed();
    let ratio = peer.as_secs_f64() / took.as_secs_f64();
    println!(
        "confirmation: {trips} round trips, {took:?} ({ratio:.0} times as fast; wanted: under 2 s)"
    );
}
