//! The opinions somebody keeps and gives often.

use harness::{Ask, get, post};
use serde_json::{Value, json};

use crate::stage::Stage;

const PHRASES: &str = "/api/reviews/phrases";

async fn phrases(stage: &Stage, ask: Ask) -> Value {
    let answer = stage.liaison(ask).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

fn add(text: &str, keep: bool) -> Ask {
    post(PHRASES).json(&json!({ "text": text, "keep": keep }))
}

#[tokio::test]
async fn they_are_ones_own_kept_counted_and_forgotten() {
    let stage = Stage::new().await;
    phrases(&stage, add("请补充工作单位", false)).await;
    phrases(&stage, add("学历请填最高学历", true)).await;
    let mine = phrases(&stage, get(PHRASES)).await;
    let expected = json!({ "kept": ["学历请填最高学历"], "frequent": ["请补充工作单位"] });
    assert_eq!(mine, expected);
    let theirs = stage.reviewer(get(PHRASES)).await.json();
    assert_eq!(theirs, json!({ "kept": [], "frequent": [] }));
    let removal = post(format!("{PHRASES}/removals")).json(&json!({ "text": "请补充工作单位" }));
    assert_eq!(phrases(&stage, removal).await["frequent"], json!([]));
}

#[tokio::test]
async fn one_too_long_is_refused_and_nobody_has_any_without_signing_in() {
    let stage = Stage::new().await;
    let long = stage.liaison(add(&"长".repeat(201), true)).await;
    assert_eq!(long.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(long.pointers(), ["/text"]);
    let nobody = get(PHRASES).send(&stage.app).await;
    assert_eq!(nobody.refusal(), (401, "unauthenticated".to_owned()));
}
