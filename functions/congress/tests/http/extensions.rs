//! Extending a stage for one unit.

use domain::congress::Life;
use harness::post;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::stage::Stage;

#[tokio::test]
async fn a_stage_is_extended_for_one_unit_with_a_reason() {
    let stage = Stage::set().await;
    let until = (stage.harness.now() + SignedDuration::from_hours(24 * 40)).to_string();
    let body = json!({ "stage": "nominating", "until": until, "reason": " 台风 " });
    let request = post(stage.unit("/extensions"))
        .by(&stage.administrator)
        .key("extend-1")
        .json(&body);
    let answer = request.clone().send(&stage.app).await;
    assert_eq!(answer.status, 201, "{answer}");
    let view = answer.json();
    assert_eq!(
        view["extensions"],
        json!([{ "stage": "nominating", "until": until, "reason": "台风" }])
    );
    assert_eq!(view["windows"]["nominating"]["closes_at"], until);
    assert_eq!(request.send(&stage.app).await.json(), view, "once");
}

#[tokio::test]
async fn an_extension_without_reason_into_the_past_or_to_before_the_end_is_refused() {
    let stage = Stage::set().await;
    let refused = |body: Value| {
        post(stage.unit("/extensions"))
            .by(&stage.administrator)
            .json(&body)
    };
    let body = json!({ "stage": "nominating", "until": "2026-11-23T00:00:00Z", "reason": "" });
    let answer = refused(body).send(&stage.app).await;
    assert_eq!(
        (answer.status, answer.pointers()),
        (422, vec!["/reason".to_owned(), "/until".to_owned()])
    );
    let unknown =
        refused(json!({ "stage": "voting", "until": "2027-01-01T00:00:00Z", "reason": "甲" }));
    assert_eq!(unknown.send(&stage.app).await.pointers(), ["/stage"]);
    stage.bring_to(Life::Closed).await;
    let closed =
        refused(json!({ "stage": "nominating", "until": "2027-06-01T00:00:00Z", "reason": "甲" }));
    assert_eq!(
        closed.send(&stage.app).await.refusal(),
        (409, "congress_not_open".into())
    );
}
