//! 终审 and its revocation.

use domain::{
    category::Category,
    nomination::{state::State, undo::ACCEPTED},
};
use harness::post;
use serde_json::json;

use crate::stage::{Stage, approve, of_unit, outcomes, reject};

#[tokio::test]
async fn nominations_of_several_units_are_decided_in_one_request_in_the_order_sent() {
    let stage = Stage::new().await;
    let (congress, other) = (stage.world.congress.clone(), stage.world.other_unit.clone());
    let first = stage.delegate(1, State::Reported).await;
    let category = Category::Delegate;
    let second = stage
        .harness
        .add_nominee_to(&congress, &other, 2, category, State::Reported)
        .await;
    let third = stage.delegate(3, State::Reported).await;
    let decisions = [
        of_unit(&first, approve(&first)),
        of_unit(&second, reject(&second, "请补充材料")),
        of_unit(&third, approve(&third)),
    ];
    let answer = stage.final_reviews(&decisions).await;
    assert_eq!(outcomes(&answer), ["done", "done", "done"]);
    let states: Vec<_> = answer.json()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["nomination_view"]["state"].clone())
        .collect();
    let expected = [
        "final_review_approved",
        "final_review_rejected",
        "final_review_approved",
    ];
    assert_eq!(states, expected);
    let mut told = stage.messages_after(ACCEPTED).await;
    told.sort();
    assert_eq!(
        told,
        [
            "finally_approved",
            "finally_approved",
            "finally_rejected",
            "finally_sent_back"
        ]
    );
}

#[tokio::test]
async fn an_approval_is_taken_back_while_the_congress_is_open() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FinalReviewApproved).await;
    let rejected = stage.delegate(2, State::FinalReviewRejected).await;
    let item = |one: &domain::nomination::Nomination| json!({ "unit": one.unit, "nomination": one.id, "version": one.version });
    let body = json!({ "items": [item(&one), item(&rejected)] });
    let answer = stage
        .reviewer(post(stage.congress("/final-revocations")).json(&body))
        .await;
    assert_eq!(outcomes(&answer), ["done", "wrong_state"]);
    assert_eq!(stage.now(&one).await.state, State::Reported);
}

#[tokio::test]
async fn after_the_window_a_decision_is_refused_and_says_so() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Reported).await;
    stage
        .harness
        .wait(jiff::SignedDuration::from_hours(24 * 31));
    let reviewer = stage.harness.sign_in(&stage.world.reviewer).await;
    let body = json!({ "decisions": [of_unit(&one, approve(&one))] });
    let ask = post(stage.congress("/final-reviews"))
        .json(&body)
        .by(&reviewer);
    assert_eq!(outcomes(&ask.send(&stage.app).await), ["stage_closed"]);
}
