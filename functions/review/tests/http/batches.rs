//! What holds for every batch.

use domain::{category::Category, nomination::state::State};
use harness::post;
use serde_json::json;

use crate::stage::{Stage, approve, outcomes, reject};

#[tokio::test]
async fn each_row_has_its_own_result_and_none_holds_up_another() {
    let stage = Stage::new().await;
    let good = stage.delegate(1, State::FirstReviewPending).await;
    let done = stage.delegate(2, State::FirstReviewApproved).await;
    let stale = stage.delegate(3, State::FirstReviewPending).await;
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    let state = State::FirstReviewPending;
    let foreign = stage
        .harness
        .add_nominee_to(congress, other, 4, Category::Delegate, state)
        .await;
    let last = stage.delegate(5, State::FirstReviewPending).await;
    let mut old = approve(&stale);
    old["version"] = json!(stale.version + 7);
    let decisions = [
        approve(&good),
        approve(&done),
        old,
        approve(&foreign),
        reject(&last, "请修改"),
    ];
    let answer = stage.first_reviews(&decisions).await;
    let expected = ["done", "wrong_state", "stale_version", "not_found", "done"];
    assert_eq!(outcomes(&answer), expected, "{answer}");
    let results = answer.json()["results"].clone();
    assert_eq!(results[2]["problem"]["current"]["version"], stale.version);
    assert_eq!(results[3]["nomination"], json!(foreign.id));
    assert_eq!(results[3]["problem"]["current"], serde_json::Value::Null);
}

#[tokio::test]
async fn a_batch_sent_again_answers_what_was_done_and_tries_again_what_was_not() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let other = stage.delegate(2, State::FirstReviewPending).await;
    let mut stale = approve(&other);
    stale["version"] = json!(99);
    let ask = |decisions| {
        post(stage.unit("/first-reviews"))
            .key("the-same-key")
            .json(&json!({ "decisions": decisions }))
    };
    let first = stage.liaison(ask([approve(&one), stale])).await;
    assert_eq!(outcomes(&first), ["done", "stale_version"]);
    let again = stage.liaison(ask([approve(&one), approve(&other)])).await;
    assert_eq!(outcomes(&again), ["done", "done"]);
    assert_eq!(again.json()["results"][0], first.json()["results"][0]);
    assert_eq!(stage.now(&one).await.version, one.version + 1);
}

#[tokio::test]
async fn none_too_many_and_the_same_nomination_twice_are_refused_as_a_whole() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let none = stage.first_reviews(&[]).await;
    assert_eq!(
        (none.refusal(), none.pointers()),
        (
            (422, "invalid_input".to_owned()),
            vec!["/decisions".to_owned()]
        )
    );
    let twice = stage
        .first_reviews(&[approve(&one), reject(&one, "x")])
        .await;
    assert_eq!(twice.pointers(), ["/decisions/1/nomination"]);
    let many: Vec<_> = (0..101)
        .map(|number| json!({ "nomination": format!("n{number}"), "version": 1, "outcome": "approve" }))
        .collect();
    assert_eq!(stage.first_reviews(&many).await.pointers(), ["/decisions"]);
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn what_is_not_of_the_documented_shape_is_refused_at_its_place() {
    let stage = Stage::new().await;
    let wrong = json!({ "nomination": "n", "version": 1, "outcome": "maybe" });
    let answer = stage.first_reviews(&[wrong]).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(answer.pointers(), ["/decisions/0/outcome"]);
    let ask = post(stage.unit("/first-reviews"))
        .json(&json!({ "decisions": [] }))
        .send(&stage.app);
    assert_eq!(ask.await.refusal(), (401, "unauthenticated".to_owned()));
}

#[tokio::test]
async fn problems_of_rows_speak_the_asked_language() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Reported).await;
    let ask = post(stage.unit("/first-reviews")).json(&json!({ "decisions": [approve(&one)] }));
    let answer = stage.liaison(ask.in_english()).await;
    let problem = &answer.json()["results"][0]["problem"];
    assert_eq!(problem["title"], "Not possible in this state", "{answer}");
    assert_eq!(
        problem["current"]["state_name"],
        "Reported, awaiting final review"
    );
}

#[tokio::test]
async fn a_hundred_are_approved_in_one_request() {
    let stage = Stage::with_places(100).await;
    let mut decisions = Vec::new();
    for number in 1..=100 {
        decisions.push(approve(
            &stage.delegate(number, State::FirstReviewPending).await,
        ));
    }
    let begin = std::time::Instant::now();
    let answer = stage.first_reviews(&decisions).await;
    eprintln!("100 approvals in {:?}", begin.elapsed());
    assert!(
        outcomes(&answer).iter().all(|outcome| outcome == "done"),
        "{answer}"
    );
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.in_state(State::FirstReviewApproved), 100);
}
