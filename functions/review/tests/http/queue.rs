//! The convener's queue.

use domain::{category::Category, nomination::state::State};
use harness::get;
use serde_json::Value;

use crate::stage::Stage;

async fn queue(stage: &Stage, query: &str) -> Value {
    let answer = stage
        .reviewer(get(stage.congress(&format!("/queue{query}"))))
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

#[tokio::test]
async fn it_spans_all_units_with_filters_pages_and_counts() {
    let stage = Stage::new().await;
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    let first = stage.delegate(1, State::Reported).await;
    let state = State::Reported;
    let second = stage
        .harness
        .add_nominee_to(congress, other, 2, Category::Guest, state)
        .await;
    stage.delegate(3, State::FinalReviewApproved).await;
    stage.delegate(4, State::Allocated).await;
    stage.delegate(5, State::Deregistered).await;
    let page = queue(&stage, "?state=reported").await;
    assert_eq!(page["total"], 2);
    assert_eq!(page["items"][0]["id"], first.id.as_str());
    assert_eq!(page["items"][1]["unit_name"], "示例市第U002学会");
    assert!(
        page["items"][0]["actions"]
            .to_string()
            .contains("final_review"),
        "{page}"
    );
    assert_eq!(page["counts"]["final_review_approved"], 1);
    assert_eq!(
        queue(&stage, "?state=reported&limit=1&offset=1").await["items"][0]["id"],
        second.id.as_str()
    );
    let of_unit = queue(&stage, &format!("?state=reported&unit={other}")).await;
    assert_eq!(
        (&of_unit["total"], &of_unit["items"][0]["id"]),
        (&1.into(), &second.id.as_str().into())
    );
    assert_eq!(
        queue(&stage, "?state=reported&category=guest").await["total"],
        1
    );
    assert_eq!(queue(&stage, "").await["total"], 4);
}

#[tokio::test]
async fn it_is_the_conveners_alone() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Reported).await;
    for (who, status) in [
        (&stage.world.administrator, 200),
        (&stage.world.reviewer, 200),
        (&stage.world.liaison, 403),
        (&one.phone, 403),
        (&stage.world.stranger, 404),
    ] {
        let cookie = stage.harness.sign_in(who).await;
        let answer = get(stage.congress("/queue"))
            .by(&cookie)
            .send(&stage.app)
            .await;
        assert_eq!(answer.status, status, "{who:?}");
    }
    let nobody = get(stage.congress("/queue")).send(&stage.app).await;
    assert_eq!(nobody.refusal(), (401, "unauthenticated".to_owned()));
    let wrong = stage
        .reviewer(get(stage.congress("/queue?state=lost")))
        .await;
    assert_eq!(wrong.refusal(), (422, "invalid_input".to_owned()));
}
