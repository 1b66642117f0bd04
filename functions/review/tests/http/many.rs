//! The convener's queue over many: what it costs, and that every way to a page shows the same people.

use std::time::Instant;

use domain::{
    category::Category,
    decision::Decision,
    id::{NominationId, UnitId},
    nomination::{Nomination, state::State},
    quota::Quotas,
};
use harness::{get, world};
use serde_json::Value;

use crate::stage::{Stage, approve, outcomes};

/// As many as fit a transaction with their unit, its place on the board and in the register.
const AT_ONCE: u32 = 40;

/// Reported delegates in new units, put into the tables by the store's own commits, forty to a transaction.
async fn fill(stage: &Stage, units: u32, in_each: u32) {
    for unit in 0..units {
        let id = UnitId::parse(&stage.harness.id()).unwrap();
        let code = format!("M{unit:03}");
        let new = world::unit(&stage.world.congress, &id, &code, &[], Quotas::default());
        stage.harness.add_unit(new).await;
        for from in (0..in_each).step_by(AT_ONCE as usize) {
            add_some(stage, &id, from..(from + AT_ONCE).min(in_each)).await;
        }
    }
}

async fn add_some(stage: &Stage, unit: &UnitId, numbers: std::ops::Range<u32>) {
    let mut after = stage.harness.unit(&stage.world.congress, unit).await;
    let mut created = Vec::new();
    for number in numbers {
        let template = stage.harness.reported(&stage.world.congress, unit, number);
        after.counts.enter(template.category, template.state);
        created.push(Nomination {
            id: NominationId::parse(&stage.harness.id()).unwrap(),
            ..template
        });
    }
    let decision = Decision {
        unit: Some(after),
        created,
        ..Decision::default()
    };
    let (now, store) = (stage.harness.now(), stage.harness.store());
    store
        .commit(&decision, None, now, || stage.harness.id())
        .await
        .unwrap();
}

/// What a page cost, and the page.
struct Cost {
    trips: u64,
    read: f64,
    page: Value,
}

async fn cost(stage: &Stage, query: &str) -> Cost {
    let (edge, meter) = stage.harness.metered_edge();
    let ask = get(stage.congress(&format!("/queue?{query}"))).by(&stage.reviewer);
    let answer = ask.send(&review::router(edge)).await;
    assert_eq!(answer.status, 200, "{answer}");
    Cost {
        trips: meter.round_trips(),
        read: meter.read_units(),
        page: answer.json(),
    }
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["id"].to_string()).collect()
}

/// What is searched reads 40 bytes of everybody; 25 units (200 KB, read eventually) are 5,000 of them.
#[tokio::test]
async fn a_page_of_fifty_takes_three_round_trips_and_its_price_is_known_whatever_is_asked() {
    let stage = Stage::new().await;
    fill(&stage, 10, 80).await;
    let front = cost(&stage, "state=reported&limit=50").await;
    assert_eq!(front.page["total"], 800);
    assert!(front.trips <= 3, "{} round trips", front.trips);
    assert!(front.read <= 12.0, "{} RCU", front.read);
    // The register of 800, and fifty rows and ten units by their keys at half a unit each.
    let register = 800.0 * 41.0 / 8_192.0;
    for query in [
        "category=delegate",
        "ethnic_group=11",
        "name=欧阳&party=04",
        "submitted_from=2026-11-01&submitted_to=2026-12-01",
        "sort=-age",
        "offset=400",
    ] {
        let searched = cost(&stage, &format!("state=reported&limit=50&{query}")).await;
        assert!(searched.trips <= 3, "{query}: {} trips", searched.trips);
        let most = 3.0 + register + 25.0 + 5.0 + 2.0;
        assert!(searched.read <= most, "{query}: {} RCU", searched.read);
    }
}

#[tokio::test]
async fn every_way_to_a_page_shows_the_same_people_in_the_same_order() {
    let stage = Stage::new().await;
    fill(&stage, 3, 5).await;
    let whole = cost(&stage, "state=reported&limit=100").await.page;
    let searched = cost(&stage, "state=reported&limit=100&category=delegate").await;
    assert_eq!(ids(&whole), ids(&searched.page));
    let mut backwards = ids(&cost(&stage, "state=reported&limit=100&sort=-submitted_at")
        .await
        .page);
    backwards.reverse();
    assert_eq!(ids(&whole), backwards);
    let mut paged = Vec::new();
    for offset in [0, 7, 14] {
        let page = cost(
            &stage,
            &format!("state=reported&limit=7&offset={offset}&name=欧"),
        )
        .await;
        paged.extend(ids(&page.page));
    }
    assert_eq!(ids(&whole), paged);
    let unit = whole["items"][0]["unit_id"].as_str().unwrap();
    let of_unit = cost(&stage, &format!("state=reported&limit=100&unit={unit}")).await;
    assert_eq!(of_unit.page["total"], 5);
    let wrong = stage
        .reviewer(get(stage.congress("/queue?sort=phone")))
        .await;
    assert_eq!(wrong.pointers(), ["/sort"]);
}

#[tokio::test]
async fn the_register_follows_what_happens() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let of = async |state: &str| {
        let page = cost(&stage, &format!("state={state}&name=欧阳")).await.page;
        page["total"].as_u64().unwrap()
    };
    assert_eq!(
        (
            of("first_review_pending").await,
            of("first_review_approved").await
        ),
        (1, 0)
    );
    let done = stage.first_reviews(&[approve(&one)]).await;
    assert_eq!(outcomes(&done), ["done"]);
    assert_eq!(
        (
            of("first_review_pending").await,
            of("first_review_approved").await
        ),
        (0, 1)
    );
    let gone = stage
        .harness
        .add_nominee(&stage.world, 9, Category::Guest, State::Deregistered)
        .await;
    assert_eq!(of("deregistered").await, 0, "{gone:?}");
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_the_queue_of_twenty_thousand() {
    let stage = Stage::new().await;
    let begun = Instant::now();
    fill(&stage, 200, 100).await;
    println!(
        "20,000 reported nominations of 200 units, made in {:?}",
        begun.elapsed()
    );
    let slow = Instant::now();
    let (store, meter) = stage.harness.store().metered();
    let all = store
        .queue(&stage.world.congress, &[State::Reported])
        .await
        .unwrap();
    let (peer, trips, read) = (slow.elapsed(), meter.round_trips(), meter.read_units());
    println!(
        "peer, reading the {} summaries: {trips} round trips, {read} RCU, {peer:?}",
        all.len()
    );
    for query in [
        "limit=50",
        "limit=50&sort=-submitted_at",
        "limit=50&category=delegate",
        "limit=10&name=欧阳&ethnic_group=11&party=04",
        "limit=50&sort=-age&offset=10000",
    ] {
        let begun = Instant::now();
        let Cost { trips, read, page } = cost(&stage, &format!("state=reported&{query}")).await;
        let (took, total) = (begun.elapsed(), &page["total"]);
        let ratio = peer.as_secs_f64() / took.as_secs_f64();
        println!(
            "{query}: {trips} round trips, {read} RCU, {took:?} ({ratio:.0} times as fast), {total} found"
        );
    }
}

#[tokio::test]
#[ignore = "benchmark"]
async fn benchmark_a_batch_approval_of_a_hundred() {
    for units in [1, 10] {
        let stage = Stage::new().await;
        fill(&stage, units, 100 / units).await;
        let page = cost(&stage, "state=reported&limit=100").await.page;
        let items = page["items"].as_array().unwrap().iter();
        let decision = |item: &Value| serde_json::json!({ "unit": item["unit_id"], "nomination": item["id"], "version": item["version"], "outcome": "approve" });
        let decisions: Vec<Value> = items.map(decision).collect();
        let begun = Instant::now();
        let one = stage.final_reviews(&decisions[..1]).await;
        let peer = begun.elapsed();
        let begun = Instant::now();
        let rest = stage.final_reviews(&decisions[1..]).await;
        let took = begun.elapsed();
        assert!(
            [outcomes(&one), outcomes(&rest)]
                .concat()
                .iter()
                .all(|outcome| outcome == "done")
        );
        let ratio = took.as_secs_f64() / peer.as_secs_f64();
        println!(
            "approving 99 of {units} units: {took:?}, {ratio:.0} times a single one ({peer:?})"
        );
    }
}
