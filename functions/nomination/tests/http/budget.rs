//! Round trips and capacity of each operation, against the budget of architecture.md. Round trips include the session's
//! read; nobody is seen for the first time here, so no session is written.

use domain::nomination::state::State;
use harness::{Ask, Harness, get, patch, person, post};
use serde_json::json;

use crate::{stage::Stage, submit::ready};

/// What an operation may cost.
struct Budget {
    round_trips: u64,
    write: f64,
    read: f64,
}

async fn measure(stage: &Stage, ask: Ask, status: u16, budget: Budget) {
    let (edge, meter) = stage.harness.metered_edge();
    let app = nomination::router(edge);
    let answer = ask.by(&stage.liaison).send(&app).await;
    assert_eq!(answer.status, status, "{answer}");
    let (trips, write, read) = (meter.round_trips(), meter.write_units(), meter.read_units());
    eprintln!("{trips} round trips, {write} WCU, {read} RCU");
    assert!(trips <= budget.round_trips, "{trips} round trips");
    assert!(write <= budget.write, "{write} WCU");
    assert!(read <= budget.read, "{read} RCU");
}

#[tokio::test]
async fn allocating_one_nominee_stays_within_its_budget() {
    let stage = Stage::new().await;
    let phone = person::phone(200).national().to_owned();
    let rows = json!({ "rows": [{ "name": "张三", "phone": phone, "category": "delegate" }] });
    let budget = Budget {
        round_trips: 3,
        write: 22.0,
        read: 6.0,
    };
    measure(&stage, post(stage.unit()).json(&rows), 201, budget).await;
}

#[tokio::test]
async fn saving_a_draft_changes_only_the_form_and_stays_within_its_budget() {
    let stage = Stage::new().await;
    let one = ready(&stage, 1).await;
    let long = json!({ "changes": { "achievements": "长期从事科普工作。".repeat(100) } });
    let budget = Budget {
        round_trips: 3,
        write: 14.0,
        read: 6.0,
    };
    measure(
        &stage,
        patch(stage.path(&one, "/form")).at(1).json(&long),
        200,
        budget,
    )
    .await;
}

#[tokio::test]
async fn submitting_the_form_stays_within_its_budget() {
    let stage = Stage::new().await;
    let one = ready(&stage, 1).await;
    let long = json!({ "changes": { "achievements": "长期从事科普工作。".repeat(100) } });
    assert_eq!(
        stage
            .liaison(patch(stage.path(&one, "/form")).at(1).json(&long))
            .await
            .status,
        200
    );
    let budget = Budget {
        round_trips: 3,
        write: 26.0,
        read: 8.0,
    };
    measure(
        &stage,
        post(stage.path(&one, "/submission")).at(2),
        200,
        budget,
    )
    .await;
}

#[tokio::test]
async fn a_units_list_of_fifty_stays_within_its_budget() {
    let harness = Harness::start().await;
    let mut quotas = harness::world::quotas();
    let delegates = quotas
        .0
        .get_mut(&domain::category::Category::Delegate)
        .unwrap();
    delegates.places = 50;
    let world = harness.world_with(harness::world::settings(), quotas).await;
    let stage = Stage::of(harness, world).await;
    for number in 1..=50 {
        stage.delegate(number, State::FirstReviewPending).await;
    }
    let budget = Budget {
        round_trips: 2,
        write: 0.0,
        read: 10.0,
    };
    measure(
        &stage,
        get(format!("{}?limit=50", stage.unit())),
        200,
        budget,
    )
    .await;
}
