//! Round trips and capacity of each operation, against the budget of architecture.md.

use domain::nomination::state::State;
use harness::{Ask, post};
use serde_json::json;

use crate::stage::{Stage, approve, of_unit, reject};

/// What an operation may cost.
struct Budget {
    round_trips: u64,
    write: f64,
    read: f64,
}

/// One nomination approved or rejected.
const DECIDE: Budget = Budget {
    round_trips: 3,
    write: 20.0,
    read: 6.0,
};

async fn measure(stage: &Stage, ask: Ask, status: u16, budget: Budget) {
    let (edge, meter) = stage.harness.metered_edge();
    let answer = ask.send(&review::router(edge)).await;
    assert_eq!(answer.status, status, "{answer}");
    assert!(!answer.to_string().contains("\"done\":false"), "{answer}");
    let (trips, write, read) = (meter.round_trips(), meter.write_units(), meter.read_units());
    eprintln!("{trips} round trips, {write} WCU, {read} RCU");
    assert!(trips <= budget.round_trips, "{trips} round trips");
    assert!(write <= budget.write, "{write} WCU");
    assert!(read <= budget.read, "{read} RCU");
}

#[tokio::test]
async fn approving_and_rejecting_stay_within_their_budget() {
    let stage = Stage::new().await;
    let pending = stage.delegate(1, State::FirstReviewPending).await;
    let other = stage.delegate(2, State::FirstReviewPending).await;
    for decision in [approve(&pending), reject(&other, "请补充主要学习工作经历")] {
        let ask = post(stage.unit("/first-reviews")).json(&json!({ "decisions": [decision] }));
        measure(&stage, ask.by(&stage.liaison), 200, DECIDE).await;
    }
    let reported = stage.delegate(3, State::Reported).await;
    let decisions = json!({ "decisions": [of_unit(&reported, approve(&reported))] });
    let ask = post(stage.congress("/final-reviews")).json(&decisions);
    measure(&stage, ask.by(&stage.reviewer), 200, DECIDE).await;
}

#[tokio::test]
async fn reporting_forty_stays_within_its_budget() {
    let stage = Stage::with_places(40).await;
    for number in 1..=40 {
        stage.delegate(number, State::FirstReviewApproved).await;
    }
    let budget = Budget {
        round_trips: 4,
        write: 300.0,
        read: 20.0,
    };
    measure(
        &stage,
        post(stage.unit("/reports")).by(&stage.liaison),
        201,
        budget,
    )
    .await;
}
