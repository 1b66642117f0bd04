//! What is refused inside is noted at the account of whoever asked.

use domain::access_event::AccessEvent;
use harness::{get, put};
use serde_json::json;

use crate::stage::Stage;

#[tokio::test]
async fn what_is_not_theirs_is_noted_by_route_and_without_ids() {
    let stage = Stage::set().await;
    let stranger = stage.sign_in(&stage.world.stranger).await;
    for _ in 0..2 {
        let answer = get(stage.path("")).by(&stranger).send(&stage.app).await;
        assert_eq!(answer.status, 404);
    }
    let reviewer = stage.sign_in(&stage.world.reviewer).await;
    let ask = put(stage.path("/officers")).by(&reviewer).at(1);
    let answer = ask.json(&json!({ "officers": [] })).send(&stage.app).await;
    assert_eq!(answer.status, 403);

    let store = stage.harness.store();
    let of = async |phone| store.events_of(phone).await.unwrap();
    let events = of(&stage.world.stranger).await;
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0].event, AccessEvent::AccessRefused);
    assert_eq!(
        events[0].route.as_deref(),
        Some("GET /api/congresses/{congress}")
    );
    assert_eq!(events[0].times, 2);
    assert_eq!(of(&stage.world.reviewer).await.len(), 1);
    assert_eq!(
        of(&stage.world.administrator).await,
        [],
        "who is let in is not"
    );
}
