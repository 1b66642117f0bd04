//! 登记表: reading and saving it.

use domain::nomination::state::State;
use harness::{form, get, patch};
use serde_json::{Value, json};

use crate::stage::Stage;

#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better where it is called"
)]
fn changes(changes: Value) -> Value {
    json!({ "changes": changes })
}

#[tokio::test]
async fn a_draft_is_saved_field_by_field_and_says_what_is_missing() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let nominee = stage.cookie(&one.phone).await;
    let path = stage.path(&one, "/form");
    let new = stage.send(get(&*path).by(&nominee)).await;
    assert_eq!(
        (new.version(), new.json()["saved_at"].clone()),
        (Some(0), Value::Null)
    );
    assert_eq!(new.json()["may_edit"], true);
    let typed = changes(
        json!({ "sex": "1", "email": " P@Example.org ", "resume": [{ "from": "2002.9" }] }),
    );
    let saved = stage
        .send(patch(&*path).by(&nominee).at(0).json(&typed))
        .await;
    assert_eq!(saved.status, 200, "{saved}");
    assert_eq!(saved.json()["version"], 1);
    assert_eq!(saved.json()["display"]["sex"], "男");
    let emptied = changes(json!({ "sex": null }));
    let emptied = stage
        .send(patch(&*path).by(&nominee).at(1).json(&emptied))
        .await;
    assert_eq!(emptied.json()["values"]["sex"], Value::Null);
    assert_eq!(emptied.json()["values"]["resume"][0]["from"], "2002-09");
    let tabs = emptied.json()["completeness"].clone();
    assert!(
        tabs[0]["missing"]
            .as_array()
            .unwrap()
            .contains(&json!("sex")),
        "{tabs}"
    );
    assert!(
        emptied.json()["faults"]
            .to_string()
            .contains("/values/resume/0/where")
    );
    // A draft is nobody else's business: neither the summary nor the trail changes.
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn every_value_that_cannot_be_kept_is_named_and_nothing_is_saved() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let path = stage.path(&one, "/form");
    let wrong =
        changes(json!({ "sex": "3", "hat": "x", "phone": "19900000000", "email": 7, "fax": "1" }));
    let answer = stage.liaison(patch(&*path).at(0).json(&wrong)).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    let expected = [
        "/changes/email",
        "/changes/hat",
        "/changes/phone",
        "/changes/sex",
    ];
    assert_eq!(answer.pointers(), expected);
    assert_eq!(stage.liaison(get(&*path)).await.version(), Some(0));
}

#[tokio::test]
async fn a_form_that_somebody_saved_meanwhile_is_shown_as_it_is_now() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let nominee = stage.cookie(&one.phone).await;
    let path = stage.path(&one, "/form");
    let theirs = changes(json!({ "fax": "1" }));
    assert_eq!(
        stage
            .liaison(patch(&*path).at(0).json(&theirs))
            .await
            .status,
        200
    );
    let mine = patch(&*path).at(0).json(&changes(json!({ "fax": "2" })));
    let stale = stage.send(mine.by(&nominee)).await;
    assert_eq!(stale.refusal(), (412, "stale_version".to_owned()));
    assert_eq!(stale.json()["current"]["values"]["fax"], "1");
    assert_eq!(stale.json()["current"]["version"], 1);
    let missing = stage.liaison(patch(&*path).json(&theirs)).await;
    assert_eq!(missing.refusal(), (428, "version_required".to_owned()));
}

#[tokio::test]
async fn under_review_the_liaison_completes_the_data_and_the_trail_names_the_fields() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let path = stage.path(&one, "/form");
    let gap = stage
        .liaison(patch(&*path).at(1).json(&changes(json!({ "post": null }))))
        .await;
    assert_eq!(gap.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(gap.pointers(), ["/values/post"]);
    let better = changes(json!({ "party": "04", "post": "示例大学教授" }));
    let answer = stage.liaison(patch(&*path).at(1).json(&better)).await;
    assert_eq!(answer.status, 200, "{answer}");
    let now = stage.now(&one).await;
    assert_eq!(now.facts.unwrap().party, "04");
    assert_eq!(now.version, one.version + 1);
    let details = stage.liaison(get(stage.path(&one, ""))).await.json();
    let step = &details["timeline"][0];
    assert_eq!(step["action"], "fill_in");
    let party = &step["changes"][0];
    assert_eq!(party["label"], "政治面貌（党派1）");
    assert_ne!(party["before"], party["after"]);
    assert_eq!(details["changes"], json!([]), "nothing was decided yet");
    let nominee = stage.cookie(&one.phone).await;
    let theirs = patch(&*path)
        .at(2)
        .json(&changes(json!({ "fax": "1" })))
        .by(&nominee);
    assert_eq!(
        stage.send(theirs).await.refusal(),
        (409, "wrong_state".to_owned())
    );
}

#[tokio::test]
async fn any_valid_form_comes_back_as_it_was_sent() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let nominee = stage.cookie(&one.phone).await;
    let path = stage.path(&one, "/form");
    let sent = form::complete(1);
    let saved = stage
        .send(
            patch(&*path)
                .by(&nominee)
                .at(0)
                .json(&changes(sent.clone())),
        )
        .await;
    assert_eq!(saved.status, 200, "{saved}");
    let read = stage.send(get(&*path).by(&nominee)).await.json();
    for (field, value) in sent.as_object().unwrap() {
        assert_eq!(&read["values"][field], value, "{field}");
    }
    let missing: Vec<_> = read["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| &fault["pointer"])
        .collect();
    assert_eq!(missing, ["/values/photo"]);
}

#[tokio::test]
async fn a_masked_number_shown_to_the_liaison_is_kept_when_other_fields_are_saved() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewRejected).await;
    let path = stage.path(&one, "/form");
    let shown = stage.liaison(get(&*path)).await.json();
    assert!(
        shown["values"]["id_number"].as_str().unwrap().contains('*'),
        "{shown}"
    );
    let saved = stage
        .liaison(patch(&*path).at(1).json(&changes(json!({ "fax": "1" }))))
        .await;
    assert_eq!(saved.status, 200, "{saved}");
    let nominee = stage.cookie(&one.phone).await;
    let own = stage.send(get(&*path).by(&nominee)).await.json();
    assert_eq!(
        own["values"]["id_number"],
        harness::person::id_number("19800308", 1)
    );
}
