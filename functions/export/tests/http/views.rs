//! Views: kept by a person, for their lists and rosters.

use harness::post;
use serde_json::{Value, json};

use crate::stage::{Stage, sheet};

async fn change(
    stage: &Stage,
    by: &domain::phone::Phone,
    rest: &str,
    body: &Value,
) -> harness::Answer {
    let cookie = stage.harness.sign_in(by).await;
    let ask = post(stage.path(rest)).by(&cookie).json(body);
    ask.send(&stage.app).await
}

#[tokio::test]
async fn a_view_is_kept_on_the_server_for_its_owner_alone_and_a_roster_follows_it() {
    let stage = Stage::with_people().await;
    let (by, other) = (&stage.world.administrator, &stage.world.reviewer);
    let view = json!({ "name": "制证", "filters": { "sort": "-age", "category": "delegate" }, "columns": ["phone", "name"], "split": "unit" });
    let kept = change(&stage, by, "views", &view).await.json();
    assert_eq!(kept["items"], json!([view]));
    let read = stage.take(by, "views").await.json();
    assert_eq!(read["items"], json!([view]));
    let columns = read["columns"].as_array().unwrap();
    assert!(
        columns.contains(&json!({ "id": "phone", "name": "手机" })),
        "{columns:?}"
    );
    assert_eq!(stage.take(other, "views").await.json()["items"], json!([]));
    let body = json!({ "columns": view["columns"], "split": view["split"] });
    let book = sheet(&stage.roster(by, body).await);
    let header: Vec<_> = book
        .rows()
        .nth(1)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(header, ["手机", "姓名"]);
    let gone = change(&stage, by, "views/removals", &json!({ "name": "制证" })).await;
    assert_eq!(gone.json()["items"], json!([]));
    let again = change(&stage, by, "views/removals", &json!({ "name": "制证" })).await;
    assert_eq!(again.refusal(), (409, "nothing_to_do".into()));
}

#[tokio::test]
async fn a_view_without_a_name_or_with_a_column_that_does_not_exist_is_refused() {
    let stage = Stage::set().await;
    let by = &stage.world.liaison;
    let odd = json!({ "name": "甲", "columns": ["name", "colour"] });
    assert_eq!(
        change(&stage, by, "views", &odd).await.pointers(),
        ["/columns/1"]
    );
    let nameless = json!({ "name": " " });
    assert_eq!(
        change(&stage, by, "views", &nameless).await.pointers(),
        ["/name"]
    );
    assert_eq!(stage.take(&stage.world.stranger, "views").await.status, 404);
}
