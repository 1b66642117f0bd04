//! 分配.

use domain::{category::Category, nomination::state::State};
use harness::{Answer, person, post};
use serde_json::{Value, json};

use crate::stage::Stage;

fn row(name: &str, number: u32, category: &str) -> Value {
    json!({ "name": name, "phone": person::phone(number).national(), "category": category })
}

async fn allocate(stage: &Stage, rows: Value) -> Answer {
    stage
        .liaison(post(stage.unit()).json(&json!({ "rows": rows })))
        .await
}

#[tokio::test]
async fn rows_get_places_and_everybody_is_invited() {
    let stage = Stage::new().await;
    let rows = json!([
        row("张三", 101, "delegate"),
        row("李四", 102, "committee_member")
    ]);
    let answer = allocate(&stage, rows).await;
    assert_eq!(answer.status, 201, "{answer}");
    let items = &answer.json()["items"];
    assert_eq!(items[0]["name"], "张三");
    assert_eq!(items[0]["phone"], "199****0101");
    assert_eq!(items[1]["category_name"], "委员");
    assert_eq!(items[1]["state"], "allocated");
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Delegate), 2);
    let invited: Vec<_> = stage
        .messages()
        .await
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    assert_eq!(invited, ["invited", "invited"]);
}

#[tokio::test]
async fn every_row_that_cannot_be_read_is_named_at_once() {
    let stage = Stage::new().await;
    let rows = json!([
        { "name": "", "phone": "123", "category": "king" },
        row("张三", 101, "delegate"),
        { "name": "李四😀", "phone": "19900000102", "category": "guest" },
    ]);
    let answer = allocate(&stage, rows).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    let expected = [
        "/rows/0/name",
        "/rows/0/phone",
        "/rows/0/category",
        "/rows/2/name",
    ];
    assert_eq!(answer.pointers(), expected);
    assert_eq!(stage.messages().await, []);
}

#[tokio::test]
async fn no_rows_too_many_rows_and_a_phone_twice_are_refused() {
    let stage = Stage::new().await;
    assert_eq!(allocate(&stage, json!([])).await.pointers(), ["/rows"]);
    let many: Vec<_> = (0..91)
        .map(|number| row("张三", 200 + number, "delegate"))
        .collect();
    assert_eq!(allocate(&stage, json!(many)).await.pointers(), ["/rows"]);
    let twice = json!([row("张三", 101, "delegate"), row("李四", 101, "guest")]);
    assert_eq!(allocate(&stage, twice).await.pointers(), ["/rows/1/phone"]);
}

#[tokio::test]
async fn nobody_is_allocated_when_one_finds_no_place_and_the_row_is_named() {
    let stage = Stage::new().await;
    let rows = json!([row("张三", 101, "guest"), row("李四", 102, "guest")]);
    let answer = allocate(&stage, rows).await;
    assert_eq!(answer.refusal(), (409, "quota_exceeded".to_owned()));
    assert_eq!(answer.pointers(), ["/rows/1/category"]);
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Guest), 0);
}

#[tokio::test]
async fn somebody_nominated_already_is_named_without_saying_by_whom() {
    let stage = Stage::new().await;
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    stage
        .harness
        .add_nominee_to(congress, other, 7, Category::Delegate, State::Allocated)
        .await;
    let rows = json!([row("张三", 101, "delegate"), row("李四", 1007, "delegate")]);
    let answer = allocate(&stage, rows).await;
    assert_eq!(answer.refusal(), (409, "duplicate_person".to_owned()));
    assert_eq!(answer.pointers(), ["/rows/1/phone"]);
    assert!(!answer.to_string().contains("U002"), "{answer}");
}

#[tokio::test]
async fn early_warnings_say_what_the_next_nominees_must_be() {
    let stage = Stage::new().await;
    for number in [1, 3, 5, 7] {
        stage.delegate(number, State::FirstReviewApproved).await;
    }
    let answer = allocate(&stage, json!([row("张三", 101, "delegate")])).await;
    let warnings = answer.json()["warnings"].clone();
    assert_eq!(warnings.as_array().map(Vec::len), Some(1), "{answer}");
    assert!(
        warnings[0].as_str().unwrap().contains("还差 1 名"),
        "{warnings}"
    );
}

#[tokio::test]
async fn a_body_of_another_shape_is_refused_at_its_place() {
    let stage = Stage::new().await;
    let unknown =
        json!({ "rows": [{ "name": "张三", "phone": "1", "category": "guest", "sex": "1" }] });
    let answer = stage.liaison(post(stage.unit()).json(&unknown)).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(answer.pointers(), ["/rows/0/sex"]);
    let broken = stage
        .liaison(post(stage.unit()).bytes("application/json", "{"))
        .await;
    assert_eq!(broken.refusal(), (400, "malformed_request".to_owned()));
    let large = stage
        .liaison(post(stage.unit()).bytes("application/json", vec![b' '; 300_000]))
        .await;
    assert_eq!(large.refusal(), (413, "body_too_large".to_owned()));
    let text = stage
        .liaison(post(stage.unit()).bytes("text/plain", "{}"))
        .await;
    assert_eq!(text.refusal(), (415, "unsupported_media_type".to_owned()));
}

#[tokio::test]
async fn a_change_needs_our_header_a_key_and_somebody_signed_in() {
    let stage = Stage::new().await;
    let ask = || post(stage.unit()).json(&json!({ "rows": [] }));
    let foreign = stage.liaison(ask().without("x-tuixuan")).await;
    assert_eq!(foreign.refusal(), (403, "own_header_required".to_owned()));
    let keyless = stage.liaison(ask().without("idempotency-key")).await;
    assert_eq!(
        keyless.refusal(),
        (400, "idempotency_key_required".to_owned())
    );
    assert_eq!(
        stage.send(ask()).await.refusal(),
        (401, "unauthenticated".to_owned())
    );
}

#[tokio::test]
async fn the_same_request_again_answers_the_same_and_somebody_elses_key_is_refused() {
    let stage = Stage::new().await;
    let ask = post(stage.unit())
        .key("the-same-key")
        .json(&json!({ "rows": [row("张三", 101, "delegate")] }));
    let first = stage.liaison(ask.clone()).await;
    let again = stage.liaison(ask.clone()).await;
    assert_eq!((first.status, &first.body), (201, &again.body));
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.held(Category::Delegate), 1);
    let colleague = stage.cookie(&stage.world.colleague).await;
    let other = stage.send(ask.by(&colleague)).await;
    assert_eq!(other.refusal(), (409, "already_exists".to_owned()));
}

#[tokio::test]
async fn outside_the_window_it_says_when_it_closed_in_the_asked_language() {
    let mut stage = Stage::new().await;
    stage.later(jiff::SignedDuration::from_hours(24 * 30)).await;
    let ask = post(stage.unit()).json(&json!({ "rows": [row("张三", 101, "delegate")] }));
    let answer = stage.liaison(ask.in_english()).await;
    assert_eq!(answer.refusal(), (409, "stage_closed".to_owned()));
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .contains("2026-12-22 10:00"),
        "{answer}"
    );
}
