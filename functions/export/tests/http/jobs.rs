//! Exports as jobs: accepted, made, fetched, cancelled, retried, taken away.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use domain::export::KEPT;
use jiff::SignedDuration;
use serde_json::json;

use crate::stage::Stage;

#[tokio::test]
async fn a_job_is_accepted_at_once_made_by_a_worker_and_fetched_by_a_link() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let accepted = stage
        .ask_for_job(by, &json!({ "columns": ["name", "unit"] }))
        .await;
    assert_eq!(accepted.status, 202, "{accepted}");
    let view = accepted.json();
    assert_eq!(
        (&view["state"], &view["total"]),
        (&json!("waiting"), &json!(4))
    );
    let id = view["id"].as_str().unwrap();
    let early = stage.job(by, id, "links").await;
    assert_eq!(early.refusal(), (409, "nothing_to_do".into()));
    assert_eq!(stage.worker().drain().await.unwrap(), 1);
    let done = &stage.jobs(by).await[0];
    assert_eq!((&done["state"], &done["done"]), (&json!("done"), &json!(4)));
    assert_eq!(done["file"], "名册-20261122.xlsx");
    assert_eq!(done["actions"], json!(["download", "remove"]));
    let link = stage.job(by, id, "links").await.json();
    let bytes = stage.fetch(link["url"].as_str().unwrap()).await;
    assert_eq!(bytes.len() as u64, done["size"].as_u64().unwrap());
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.rows().count(), 2 + 4);
    assert_eq!(stage.worker().drain().await.unwrap(), 0, "it is made once");
}

#[tokio::test]
async fn nobody_else_finds_it_and_whoever_lost_the_part_does_not_get_it() {
    let stage = Stage::with_people().await;
    let world = &stage.world;
    let body = json!({ "unit": world.unit, "columns": ["name"] });
    let accepted = stage.ask_for_job(&world.liaison, &body).await.json();
    let id = accepted["id"].as_str().unwrap();
    stage.worker().drain().await.unwrap();
    for other in [&world.administrator, &world.other_liaison, &world.stranger] {
        for what in ["links", "cancellations", "retries"] {
            assert_eq!(stage.job(other, id, what).await.status, 404, "{what}");
        }
    }
    assert!(stage.jobs(&world.administrator).await.is_empty());
    assert_eq!(stage.take(&world.stranger, "jobs").await.status, 404);
    assert_eq!(stage.job(&world.liaison, id, "links").await.status, 200);
    stage.dismiss_liaisons(&world.unit).await;
    assert_eq!(stage.job(&world.liaison, id, "links").await.status, 404);
}

#[tokio::test]
async fn what_is_asked_twice_with_one_key_is_one_job_and_nonsense_is_none() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let cookie = stage.harness.sign_in(by).await;
    let ask = || {
        let ask = harness::post(stage.path("rosters")).by(&cookie);
        let ask = ask.json(&json!({})).key("the-same");
        ask.header("prefer", "respond-async").send(&stage.app)
    };
    assert_eq!(ask().await.json()["id"], ask().await.json()["id"]);
    assert_eq!(stage.jobs(by).await.len(), 1);
    let unknown = stage
        .ask_for_job(by, &json!({ "columns": ["colour"] }))
        .await;
    assert_eq!(unknown.pointers(), ["/columns/0"]);
    let nobody = json!({ "states": ["first_review_rejected"] });
    let nobody = stage.ask_for_job(by, &nobody).await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".into()));
    assert_eq!(stage.jobs(by).await.len(), 1);
}

#[tokio::test]
async fn full_numbers_are_recorded_before_the_file_can_be_fetched_and_once() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let body = json!({ "unmasked": true, "reason": "制证", "columns": ["phone"] });
    let id = stage.ask_for_job(by, &body).await.json()["id"].clone();
    let id = id.as_str().unwrap();
    assert!(stage.disclosures().await.is_empty(), "nothing has left");
    stage.worker_without_objects().drain().await.unwrap();
    assert_eq!(stage.job(by, id, "retries").await.status, 200);
    stage.worker().drain().await.unwrap();
    let recorded = stage.disclosures().await;
    assert_eq!(recorded.len(), 1, "made twice, recorded once");
    assert_eq!(
        (recorded[0].people, recorded[0].reason.as_str()),
        (4, "制证")
    );
    let cookie = stage.harness.sign_in(by).await;
    stage.harness.wait(SignedDuration::from_mins(11));
    let ask = harness::post(stage.path(&format!("jobs/{id}/links"))).by(&cookie);
    let stale = ask.send(&stage.app).await;
    assert_eq!(stale.refusal(), (403, "fresh_factor_required".into()));
}

#[tokio::test]
async fn a_storage_that_fails_fails_the_job_with_its_reason_until_it_is_retried() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let id = stage.ask_for_job(by, &json!({})).await.json()["id"].clone();
    let id = id.as_str().unwrap();
    let early = stage.job(by, id, "retries").await;
    assert_eq!(early.refusal(), (409, "nothing_to_do".into()));
    stage.worker_without_objects().drain().await.unwrap();
    let failed = &stage.jobs(by).await[0];
    assert_eq!(failed["state"], "failed");
    assert!(
        failed["reason"].as_str().unwrap().contains("存储"),
        "{failed}"
    );
    assert_eq!(failed["actions"], json!(["retry", "remove"]));
    assert_eq!(
        stage.job(by, id, "retries").await.json()["state"],
        "waiting"
    );
    stage.worker().drain().await.unwrap();
    assert_eq!(stage.jobs(by).await[0]["state"], "done");
}

#[tokio::test]
async fn what_is_cancelled_is_not_made_and_a_file_goes_at_once() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let id = stage.ask_for_job(by, &json!({})).await.json()["id"].clone();
    let id = id.as_str().unwrap();
    assert_eq!(
        stage.job(by, id, "cancellations").await.json()["state"],
        "cancelled"
    );
    stage.worker().drain().await.unwrap();
    assert_eq!(stage.jobs(by).await[0]["state"], "cancelled");
    let again = stage.job(by, id, "cancellations").await;
    assert_eq!(again.refusal(), (409, "nothing_to_do".into()));

    let id = stage.ask_for_job(by, &json!({})).await.json()["id"].clone();
    let id = id.as_str().unwrap();
    stage.worker().drain().await.unwrap();
    let key = stage.export_key(id);
    let files = &stage.harness.edge().files;
    assert!(files.get(&key).await.unwrap().is_some());
    stage.job(by, id, "cancellations").await;
    assert!(files.get(&key).await.unwrap().is_none());
}

#[tokio::test]
async fn what_a_dead_worker_left_is_made_by_the_next_and_given_up_after_five() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    stage.ask_for_job(by, &json!({})).await;
    let store = stage.harness.store();
    let products = [domain::export::Product::Roster];
    let die = async || {
        let now = stage.harness.now();
        let due = store.due_exports(&products, now).await.unwrap();
        let until = now + SignedDuration::from_secs(60);
        let held = store.lease_export(&due[0], until).await.unwrap().unwrap();
        assert_eq!(stage.worker().drain().await.unwrap(), 0, "somebody has it");
        stage.harness.wait(SignedDuration::from_secs(61));
        held.attempts
    };
    assert_eq!(die().await, 1);
    stage.worker().drain().await.unwrap();
    assert_eq!(stage.jobs(by).await[0]["state"], "done");

    stage.ask_for_job(by, &json!({})).await;
    for attempt in 1..=5 {
        assert_eq!(die().await, attempt);
    }
    stage.worker().drain().await.unwrap();
    let failed = &stage.jobs(by).await[0];
    assert!(
        failed["reason"].as_str().unwrap().contains("5 次"),
        "{failed}"
    );
}

#[tokio::test]
async fn after_three_days_file_and_record_are_gone() {
    let stage = Stage::with_people().await;
    let by = &stage.world.administrator;
    let id = stage.ask_for_job(by, &json!({})).await.json()["id"].clone();
    stage.worker().drain().await.unwrap();
    let key = stage.export_key(id.as_str().unwrap());
    stage.harness.wait(KEPT - SignedDuration::from_secs(1));
    assert_eq!(stage.worker().drain().await.unwrap(), 0);
    assert_eq!(stage.jobs(by).await.len(), 1);
    stage.harness.wait(SignedDuration::from_secs(1));
    assert!(stage.jobs(by).await.is_empty());
    assert_eq!(stage.worker().drain().await.unwrap(), 1);
    let files = &stage.harness.edge().files;
    assert!(files.get(&key).await.unwrap().is_none());
    assert_eq!(stage.worker().drain().await.unwrap(), 0, "nothing is left");
}
