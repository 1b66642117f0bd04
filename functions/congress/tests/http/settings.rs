//! Changing what a convener sets.

use domain::{category::Category, congress::Life, nomination::state::State};
use harness::{get, put};
use serde_json::json;

use crate::stage::{Stage, settings};

#[tokio::test]
async fn every_fault_of_the_settings_is_answered_at_once() {
    let stage = Stage::set().await;
    let cookie = stage.administrator.clone();
    let mut body = settings();
    body["title"] = json!(" ");
    body["level"] = json!("village");
    body["reference_date"] = json!("2026-13-01");
    body["categories"] = json!({});
    body["age_limit"] = json!(7);
    body["windows"]["first_review"] =
        json!({ "opens_at": "2026-10-01T00:00:00Z", "closes_at": "2026-09-01T00:00:00Z" });
    body["colour"] = json!(1);
    let answer = put(stage.path(""))
        .by(&cookie)
        .at(1)
        .json(&body)
        .send(&stage.app)
        .await;
    assert_eq!(answer.refusal(), (422, "invalid_input".into()));
    let mut pointers = answer.pointers();
    pointers.sort_unstable();
    pointers.dedup();
    assert_eq!(
        pointers,
        [
            "/age_limit",
            "/categories",
            "/colour",
            "/level",
            "/reference_date",
            "/title",
            "/windows/first_review/closes_at"
        ]
    );
}

#[tokio::test]
async fn settings_change_at_the_version_that_was_seen_and_no_other() {
    let stage = Stage::set().await;
    let cookie = stage.administrator.clone();
    let seen = get(stage.path("")).by(&cookie).send(&stage.app).await;
    assert_eq!(seen.version(), Some(1));
    let change = || put(stage.path("")).by(&cookie).json(&settings());
    let answer = change().at(1).send(&stage.app).await;
    assert_eq!(
        (answer.status, answer.version()),
        (200, Some(2)),
        "{answer}"
    );
    assert_eq!(answer.json()["title"], "示例市科协第十次代表大会");
    let stale = change().at(1).send(&stage.app).await;
    assert_eq!(stale.refusal(), (412, "stale_version".into()));
    assert_eq!(stale.json()["current"]["version"], 2);
    assert_eq!(
        change().send(&stage.app).await.refusal(),
        (428, "version_required".into())
    );
    stage.bring_to(Life::Archived).await;
    assert_eq!(
        change().at(3).send(&stage.app).await.refusal(),
        (409, "congress_not_open".into())
    );
}

#[tokio::test]
async fn a_category_in_which_somebody_holds_a_place_cannot_be_dropped() {
    let stage = Stage::set().await;
    stage
        .harness
        .add_nominee(&stage.world, 1, Category::Guest, State::Allocated)
        .await;
    let cookie = stage.administrator.clone();
    let answer = put(stage.path(""))
        .by(&cookie)
        .at(1)
        .json(&settings())
        .send(&stage.app)
        .await;
    assert_eq!(answer.refusal(), (422, "invalid_input".into()));
    assert_eq!(answer.pointers(), ["/categories/guest"]);
}
