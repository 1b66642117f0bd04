//! 撤回 of what one has just decided.

use domain::nomination::{Nomination, state::State, undo::ACCEPTED};
use harness::{Answer, post};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::stage::{Stage, approve, of_unit, outcomes, reject};

fn ask(stage: &Stage, decided: &[Value]) -> harness::Ask {
    let item = |view: &Value| json!({ "unit": view["unit_id"], "nomination": view["id"], "version": view["version"] });
    let items: Vec<Value> = decided.iter().map(item).collect();
    post(stage.congress("/undos")).json(&json!({ "items": items }))
}

/// The nominations as decisions left them.
fn decided(answer: &Answer) -> Vec<Value> {
    let results = answer.json()["results"].as_array().unwrap().clone();
    let views = results
        .into_iter()
        .map(|result| result["nomination_view"].clone());
    views.collect()
}

async fn trail(stage: &Stage, one: &Nomination) -> Vec<Value> {
    let trail = stage.harness.store().dossier(&one.id).await.unwrap().trail;
    let deed = |entry| serde_json::to_value(entry).unwrap();
    trail.into_iter().map(|entry| deed(entry.action)).collect()
}

#[tokio::test]
async fn a_batch_decided_by_a_slip_of_the_hand_is_taken_back_and_nobody_is_told() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let two = stage.delegate(2, State::FirstReviewPending).await;
    let answer = stage
        .first_reviews(&[reject(&one, "请修改"), approve(&two)])
        .await;
    let views = decided(&answer);
    assert!(views[0]["actions"].to_string().contains("\"undo\""));
    assert_eq!(stage.messages().await, [""; 0], "messages wait");
    stage.harness.wait(SignedDuration::from_secs(9));
    let undone = stage.liaison(ask(&stage, &views)).await;
    assert_eq!(outcomes(&undone), ["done", "done"], "{undone}");
    stage.harness.wait(SignedDuration::from_mins(5));
    assert_eq!(stage.messages().await, [""; 0], "and are not sent");
    for one in [&one, &two] {
        assert_eq!(stage.now(one).await.state, State::FirstReviewPending);
    }
    assert_eq!(trail(&stage, &one).await, ["first_reject", "undo"]);
}

#[tokio::test]
async fn a_final_rejection_too_which_nothing_else_takes_back() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Reported).await;
    let answer = stage
        .final_reviews(&[of_unit(&one, reject(&one, "请修改"))])
        .await;
    let undone = stage.reviewer(ask(&stage, &decided(&answer))).await;
    assert_eq!(outcomes(&undone), ["done"], "{undone}");
    assert_eq!(stage.now(&one).await.state, State::Reported);
    stage.harness.wait(SignedDuration::from_mins(5));
    assert_eq!(stage.messages().await, [""; 0]);
}

#[tokio::test]
async fn a_colleague_cannot_and_nobody_can_later_and_then_the_message_goes_out() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let views = decided(&stage.first_reviews(&[reject(&one, "请修改")]).await);
    let colleague = stage.harness.sign_in(&stage.world.colleague).await;
    let theirs = ask(&stage, &views).by(&colleague).send(&stage.app).await;
    assert_eq!(outcomes(&theirs), ["wrong_state"]);
    let problem = &theirs.json()["results"][0]["problem"];
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.starts_with("徐怡（选举单位联络员）刚刚"), "{detail}");
    stage.harness.wait(ACCEPTED);
    let late = stage.liaison(ask(&stage, &views)).await;
    assert_eq!(outcomes(&late), ["wrong_state"]);
    assert_eq!(stage.now(&one).await.state, State::FirstReviewRejected);
    assert_eq!(stage.messages().await, ["sent_back"]);
}
