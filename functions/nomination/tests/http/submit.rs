//! 提交.

use domain::{category::Category, nomination::state::State};
use harness::{form, patch, post, put};
use serde_json::json;

use crate::{photo::picture, stage::Stage};

/// A nominee with a complete form and a photo, not yet submitted; the form is at version 1.
pub(crate) async fn ready(stage: &Stage, number: u32) -> domain::nomination::Nomination {
    let one = stage.delegate(number, State::Allocated).await;
    let photo = put(stage.path(&one, "/photo")).bytes("image/jpeg", picture(413, 579));
    assert_eq!(stage.liaison(photo).await.status, 200);
    let changes = json!({ "changes": form::complete(number) });
    let saved = stage
        .liaison(patch(stage.path(&one, "/form")).at(0).json(&changes))
        .await;
    assert_eq!(saved.status, 200, "{saved}");
    stage.now(&one).await
}

#[tokio::test]
async fn a_complete_form_goes_to_first_review_and_the_summary_has_its_facts() {
    let stage = Stage::new().await;
    let one = ready(&stage, 1).await;
    let nominee = stage.cookie(&one.phone).await;
    let answer = stage
        .send(post(stage.path(&one, "/submission")).by(&nominee).at(1))
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    let view = answer.json();
    assert_eq!(view["state"], "first_review_pending");
    assert_eq!(
        (&view["sex"]["name"], &view["age"]),
        (&json!("男"), &json!(46))
    );
    assert_eq!(view["submitted_at"], "2026-11-22T02:00:00Z");
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(
        unit.counts
            .of(Category::Delegate, State::FirstReviewPending),
        1
    );
    assert_eq!(stage.trail(&one).await, ["fill_in", "submit"]);
    let again = stage
        .send(post(stage.path(&one, "/submission")).by(&nominee).at(2))
        .await;
    assert_eq!(again.refusal(), (409, "wrong_state".to_owned()));
    assert_eq!(again.json()["current"]["state"], "first_review_pending");
}

#[tokio::test]
async fn every_fault_of_an_incomplete_form_is_named_at_once() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let mut typed = form::complete(1);
    typed["sex"] = json!("2");
    typed["birth_date"] = json!("1981-03-08");
    typed["post"] = json!(null);
    typed["resume"] =
        json!([{ "from": "2006-07", "to": "2002-09", "where": "示例大学", "as_what": "学生" }]);
    let changes = json!({ "changes": typed });
    stage
        .liaison(patch(stage.path(&one, "/form")).at(0).json(&changes))
        .await;
    let answer = stage
        .liaison(post(stage.path(&one, "/submission")).at(1))
        .await;
    assert_eq!(answer.refusal(), (422, "invalid_input".to_owned()));
    let mut pointers = answer.pointers();
    pointers.sort();
    let expected = [
        "/values/birth_date",
        "/values/photo",
        "/values/post",
        "/values/resume/0/to",
        "/values/sex",
    ];
    assert_eq!(pointers, expected, "{answer}");
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn a_stale_form_is_not_submitted_and_shown_as_it_is_now() {
    let stage = Stage::new().await;
    let one = ready(&stage, 1).await;
    let stale = stage
        .liaison(post(stage.path(&one, "/submission")).at(0))
        .await;
    assert_eq!(stale.refusal(), (412, "stale_version".to_owned()));
    assert_eq!(stale.json()["current"]["version"], 1);
    let missing = stage.liaison(post(stage.path(&one, "/submission"))).await;
    assert_eq!(missing.refusal(), (428, "version_required".to_owned()));
}

#[tokio::test]
async fn the_same_id_number_in_another_unit_is_refused_without_saying_whose_it_is() {
    let stage = Stage::new().await;
    let one = ready(&stage, 2).await;
    let mut same = form::complete(1);
    same["email"] = json!("other@example.org");
    let type_it = |version| {
        let changes = json!({ "changes": same });
        stage.liaison(patch(stage.path(&one, "/form")).at(version).json(&changes))
    };
    // While nobody else has it.
    assert_eq!(type_it(1).await.status, 200);
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    let state = State::FirstReviewPending;
    stage
        .harness
        .add_nominee_to(congress, other, 1, Category::Delegate, state)
        .await;
    let submitted = stage
        .liaison(post(stage.path(&one, "/submission")).at(2))
        .await;
    let typed = type_it(2).await;
    for (answer, pointer) in [
        (submitted, "/values/id_number"),
        (typed, "/changes/id_number"),
    ] {
        assert_eq!(answer.refusal(), (409, "duplicate_person".to_owned()));
        assert_eq!(answer.pointers(), [pointer]);
        assert!(!answer.to_string().contains("U002"));
    }
    assert_eq!(stage.now(&one).await.state, State::Allocated);
}

#[tokio::test]
async fn what_final_review_sent_back_the_unit_corrects_and_reports_again() {
    let stage = Stage::new().await;
    let woman = stage.delegate(2, State::Reported).await;
    let one = stage.delegate(1, State::FinalReviewRejected).await;
    let path = stage.path(&one, "/form");
    let changes = json!({ "changes": { "post": "示例大学教授" } });
    let saved = stage.liaison(patch(&*path).at(1).json(&changes)).await;
    assert_eq!(saved.status, 200, "{saved}");
    let nominee = stage.cookie(&one.phone).await;
    let theirs = stage
        .send(post(stage.path(&one, "/submission")).by(&nominee).at(2))
        .await;
    assert_eq!(theirs.refusal(), (403, "forbidden".to_owned()));
    let answer = stage
        .liaison(post(stage.path(&one, "/submission")).at(2))
        .await;
    assert_eq!(answer.json()["state"], "reported", "{answer}");
    let details = stage
        .liaison(harness::get(stage.path(&one, "")))
        .await
        .json();
    assert_eq!(
        details["timeline"][0]["changes"][0]["after"],
        "示例大学教授"
    );
    assert_eq!(stage.now(&woman).await, woman);
}

#[tokio::test]
async fn a_resubmission_that_would_leave_an_indicator_red_is_refused_with_it() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FinalReviewRejected).await;
    let answer = stage
        .liaison(post(stage.path(&one, "/submission")).at(1))
        .await;
    assert_eq!(answer.refusal(), (409, "indicators_red".to_owned()));
    let red = answer.json()["current"]["indicators"].clone();
    assert_eq!(
        (red.as_array().map(Vec::len), &red[0]["trait"]),
        (Some(1), &json!("female"))
    );
    assert_eq!(red[0]["shows"], "0(1)");
    assert_eq!(stage.now(&one).await, one);
}
