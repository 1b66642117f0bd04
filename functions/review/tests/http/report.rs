//! 全部上报.

use domain::{category::Category, nomination::state::State};
use harness::post;

use crate::stage::Stage;

#[tokio::test]
async fn everybody_whom_first_review_approved_is_reported_and_the_receipt_names_them() {
    let stage = Stage::new().await;
    let woman = stage.delegate(2, State::FirstReviewApproved).await;
    let member = stage
        .harness
        .add_nominee(
            &stage.world,
            3,
            Category::CommitteeMember,
            State::FirstReviewApproved,
        )
        .await;
    let waiting = stage.delegate(5, State::FirstReviewPending).await;
    let answer = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(answer.status, 201, "{answer}");
    let receipt = answer.json();
    assert!(
        receipt["number"]
            .as_str()
            .unwrap()
            .starts_with("20261122-U001-"),
        "{receipt}"
    );
    assert_eq!(receipt["nominations"].as_array().unwrap().len(), 2);
    for one in [&woman, &member] {
        assert_eq!(stage.now(one).await.state, State::Reported);
    }
    assert_eq!(stage.now(&waiting).await, waiting);
    assert_eq!(
        stage.messages().await,
        ["unit_reported", "report_accepted", "report_accepted"]
    );
    let (congress, unit) = (&stage.world.congress, &stage.world.unit);
    let receipts = stage
        .harness
        .store()
        .receipts(congress, unit)
        .await
        .unwrap();
    assert_eq!(receipts[0].number, receipt["number"].as_str().unwrap());
}

#[tokio::test]
async fn with_a_red_indicator_nobody_is_reported_and_each_red_one_is_named() {
    let stage = Stage::new().await;
    let man = stage.delegate(1, State::FirstReviewApproved).await;
    let answer = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(answer.refusal(), (409, "indicators_red".to_owned()));
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("代表中女性还差 1 名"), "{detail}");
    let red = answer.json()["current"]["indicators"].clone();
    assert_eq!(
        (red.as_array().unwrap().len(), &red[0]["shows"]),
        (1, &"0(1)".into())
    );
    assert_eq!(stage.now(&man).await, man);
}

#[tokio::test]
async fn with_nobody_waiting_and_a_second_time_there_is_nothing_to_report() {
    let stage = Stage::new().await;
    let nobody = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".to_owned()));
    stage.delegate(2, State::FirstReviewApproved).await;
    let ask = || post(stage.unit("/reports")).key("the-same-key");
    let first = stage.liaison(ask()).await;
    assert_eq!(first.status, 201, "{first}");
    assert_eq!(stage.liaison(ask()).await.body, first.body);
    let second = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(second.refusal(), (409, "nothing_to_do".to_owned()));
}

#[tokio::test]
async fn more_than_one_transaction_holds_are_reported_all_the_same() {
    let stage = Stage::with_places(120).await;
    for number in 1..=120 {
        stage.delegate(number, State::FirstReviewApproved).await;
    }
    let answer = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(answer.status, 201, "{answer}");
    assert_eq!(answer.json()["nominations"].as_array().unwrap().len(), 120);
    let (congress, unit) = (&stage.world.congress, &stage.world.unit);
    let all = stage
        .harness
        .store()
        .nominations_of_unit(congress, unit)
        .await
        .unwrap();
    assert!(all.iter().all(|one| one.state == State::Reported));
}
