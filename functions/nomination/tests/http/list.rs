//! A unit's lists.

use domain::{category::Category, nomination::state::State};
use harness::{get, patch};
use serde_json::{Value, json};

use crate::stage::Stage;

async fn list(stage: &Stage, query: &str) -> Value {
    let answer = stage.liaison(get(format!("{}{query}", stage.unit()))).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

fn ids(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn filters_hold_together_and_counts_are_of_all() {
    let stage = Stage::new().await;
    let pending = stage.delegate(1, State::FirstReviewPending).await;
    stage.delegate(2, State::FirstReviewPending).await;
    stage.delegate(3, State::Allocated).await;
    stage
        .harness
        .add_nominee(&stage.world, 4, Category::Guest, State::FirstReviewPending)
        .await;
    let page = list(
        &stage,
        "?state=first_review_pending,allocated&category=delegate",
    )
    .await;
    assert_eq!(page["total"], 3);
    assert_eq!(page["counts"]["first_review_pending"], 3);
    assert_eq!(page["counts"]["deregistered"], 0);
    let men = list(
        &stage,
        "?state=first_review_pending&category=delegate&occupation=10&party=01",
    )
    .await;
    assert_eq!(men["total"], 2);
    assert!(ids(&men).contains(&pending.id.as_str()));
    for none in [
        "?party=04",
        "?ethnic_group=11",
        "?occupation=21",
        "?name=王",
        "?submitted_from=2026-11-23",
    ] {
        assert_eq!(list(&stage, none).await["total"], 0, "{none}");
    }
    assert_eq!(
        list(
            &stage,
            "?submitted_from=2026-11-22&submitted_to=2026-11-22&name=欧阳"
                .replace("欧阳", "%E6%AC%A7")
                .as_str()
        )
        .await["total"],
        3
    );
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let stage = Stage::new().await;
    for number in 1..=5 {
        stage.delegate(number, State::Allocated).await;
    }
    let all = list(&stage, "").await;
    let mut seen = Vec::new();
    for offset in [0, 2, 4, 6] {
        let page = list(&stage, &format!("?limit=2&offset={offset}")).await;
        assert_eq!(page["total"], 5);
        seen.extend(ids(&page).into_iter().map(str::to_owned));
    }
    assert_eq!(seen, ids(&all));
}

#[tokio::test]
async fn an_unfinished_form_shows_how_complete_it_is_and_when_it_was_saved() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    stage.delegate(2, State::FirstReviewPending).await;
    let before = list(&stage, "?state=allocated").await;
    assert_eq!(
        before["items"][0]["completeness"][0]["filled"], 2,
        "{before}"
    );
    assert_eq!(before["items"][0]["saved_at"], Value::Null);
    let changes = json!({ "changes": { "sex": "1" } });
    let saved = stage
        .liaison(patch(stage.path(&one, "/form")).at(0).json(&changes))
        .await;
    assert_eq!(saved.status, 200, "{saved}");
    let after = list(&stage, "?state=allocated").await;
    assert_eq!(after["items"][0]["completeness"][0]["filled"], 3);
    assert_eq!(after["items"][0]["saved_at"], "2026-11-22T02:00:00Z");
    let pending = list(&stage, "?state=first_review_pending").await;
    assert_eq!(pending["items"][0]["completeness"], Value::Null);
}

#[tokio::test]
async fn every_filter_that_cannot_be_is_named_at_once() {
    let stage = Stage::new().await;
    let query = "?state=lost&category=king&submitted_from=x&limit=0";
    let answer = stage.liaison(get(format!("{}{query}", stage.unit()))).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(answer.pointers().len(), 4, "{answer}");
    let words = stage
        .liaison(get(format!("{}?limit=ten", stage.unit())))
        .await;
    assert_eq!(words.refusal(), (422, "invalid_input".to_owned()));
}
