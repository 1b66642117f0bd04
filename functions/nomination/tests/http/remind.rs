//! 提醒填报.

use domain::nomination::state::State;
use harness::post;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::stage::Stage;

async fn remind(stage: &Stage, nominations: Value) -> harness::Answer {
    let ask = post(format!("{}/reminders", stage.unit()));
    stage
        .liaison(ask.json(&json!({ "nominations": nominations })))
        .await
}

#[tokio::test]
async fn those_with_something_to_do_are_reminded_and_the_others_passed_over() {
    let stage = Stage::new().await;
    let open = stage.delegate(1, State::Allocated).await;
    let back = stage.delegate(2, State::FirstReviewRejected).await;
    let done = stage.delegate(3, State::FirstReviewPending).await;
    let ids = json!([open.id, back.id, done.id, open.id]);
    let answer = remind(&stage, ids).await;
    assert_eq!((answer.status, answer.json()), (200, json!({ "sent": 2 })));
    let mut told: Vec<_> = stage.messages().await;
    told.sort();
    let expected = [&open, &back].map(|one| ("reminder".to_owned(), one.phone.e164().to_owned()));
    assert_eq!(told, expected);
}

#[tokio::test]
async fn nobody_is_reminded_twice_within_an_hour() {
    let mut stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    assert_eq!(remind(&stage, json!([one.id])).await.status, 200);
    stage.later(SignedDuration::from_mins(59)).await;
    let soon = remind(&stage, json!([one.id])).await;
    assert_eq!(soon.refusal(), (409, "nothing_to_do".to_owned()));
    stage.later(SignedDuration::from_mins(1)).await;
    assert_eq!(remind(&stage, json!([one.id])).await.status, 200);
    assert_eq!(stage.messages().await.len(), 2);
}

#[tokio::test]
async fn reminders_to_nobody_or_to_another_units_nominee_are_refused() {
    let stage = Stage::new().await;
    let none = remind(&stage, json!([])).await;
    assert_eq!(
        (none.status, none.pointers()),
        (422, vec!["/nominations".to_owned()])
    );
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    let category = domain::category::Category::Delegate;
    let foreign = stage
        .harness
        .add_nominee_to(congress, other, 1, category, State::Allocated)
        .await;
    assert_eq!(
        remind(&stage, json!([foreign.id])).await.refusal(),
        (404, "not_found".to_owned())
    );
    assert_eq!(stage.messages().await, []);
}
