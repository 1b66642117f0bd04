//! Four eyes, the return of a report, and what a unit sees of its reports.

use domain::{
    congress::Congress,
    nomination::{state::State, undo::ACCEPTED},
};
use harness::{get, post};
use serde_json::json;
use store::Wanted;

use crate::stage::{Stage, approve, of_unit, outcomes, reject};

async fn congress(stage: &Stage) -> Congress {
    let wanted = Wanted {
        congress: Some(&stage.world.congress),
        ..Wanted::default()
    };
    let loaded = stage.harness.store().load(&wanted).await.unwrap();
    loaded.congress.unwrap()
}

/// Two must approve from now on, and the administrator is a second reviewer.
async fn with_four_eyes() -> (Stage, String) {
    let stage = Stage::new().await;
    let before = congress(&stage).await;
    let mut after = before.clone();
    after.settings.four_eyes = true;
    for officer in &mut after.officers {
        officer
            .offices
            .insert(domain::congress::Office::FinalReviewer);
    }
    let (store, now) = (stage.harness.store(), stage.harness.now());
    let commit = store.commit_congress(Some(&before), &after, None, now);
    commit.await.unwrap();
    let second = stage.harness.sign_in(&stage.world.administrator).await;
    (stage, second)
}

#[tokio::test]
async fn two_different_reviewers_must_approve_and_the_queue_says_who_has() {
    let (stage, second) = with_four_eyes().await;
    let one = stage.delegate(1, State::Reported).await;
    let first = stage.final_reviews(&[of_unit(&one, approve(&one))]).await;
    assert_eq!(outcomes(&first), ["done"]);
    let view = &first.json()["results"][0]["nomination_view"];
    assert_eq!(
        (&view["state"], &view["approval"]["own"]),
        (&json!("reported"), &json!(true))
    );
    let waiting = stage.now(&one).await;
    let again = of_unit(&waiting, approve(&waiting));
    let twice = stage.final_reviews(std::slice::from_ref(&again)).await;
    assert_eq!(outcomes(&twice), ["another_reviewer_needed"]);
    let detail = twice.json()["results"][0]["problem"]["detail"].to_string();
    assert!(detail.contains("另一位终审员"), "{detail}");
    assert_eq!(stage.now(&one).await, waiting, "nothing changed");
    let queue = get(stage.congress("/queue?state=reported")).by(&second);
    let queue = queue.send(&stage.app).await.json();
    assert_eq!(queue["items"][0]["approval"]["own"], false);
    let by = queue["items"][0]["approval"]["by"].as_str().unwrap();
    assert!(!by.is_empty());
    let body = json!({ "decisions": [again] });
    let ask = post(stage.congress("/final-reviews")).json(&body);
    let done = ask.by(&second).send(&stage.app).await;
    assert_eq!(outcomes(&done), ["done"]);
    assert_eq!(stage.now(&one).await.state, State::FinalReviewApproved);
    // As long as it can be undone nobody is told.
    assert!(stage.messages().await.is_empty());
    let later = stage.messages_after(ACCEPTED).await;
    assert_eq!(later, ["finally_approved"]);
}

#[tokio::test]
async fn a_stale_second_approval_and_the_revocation_of_the_first_are_told_apart() {
    let (stage, second) = with_four_eyes().await;
    let one = stage.delegate(1, State::Reported).await;
    let ask = |decision: serde_json::Value| {
        let body = json!({ "decisions": [of_unit(&one, decision)] });
        post(stage.congress("/final-reviews"))
            .json(&body)
            .by(&second)
    };
    let first = stage.final_reviews(&[of_unit(&one, approve(&one))]).await;
    assert_eq!(outcomes(&first), ["done"]);
    let stale = ask(approve(&one)).send(&stage.app).await;
    assert_eq!(outcomes(&stale), ["stale_version"]);
    let now = stage.now(&one).await;
    let item = json!({ "unit": now.unit, "nomination": now.id, "version": now.version });
    let body = json!({ "items": [item] });
    let revoke = post(stage.congress("/final-revocations")).json(&body);
    let revoked = revoke.by(&second).send(&stage.app).await;
    assert_eq!(outcomes(&revoked), ["done"]);
    let now = stage.now(&one).await;
    assert_eq!((now.state, &now.approval), (State::Reported, &None));
    let rejected = ask(reject(&now, "不符合条件")).send(&stage.app).await;
    assert_eq!(outcomes(&rejected), ["done"], "one rejection suffices");
}

#[tokio::test]
async fn a_returned_report_goes_back_whole_with_its_reason_and_can_be_reported_again() {
    let stage = Stage::new().await;
    let woman = stage.delegate(2, State::FirstReviewApproved).await;
    let first = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(first.status, 201, "{first}");
    let decided = stage.delegate(4, State::FinalReviewApproved).await;
    let reason = json!({ "reason": "与会议记录不符，请核对" });
    let returned = stage
        .reviewer(post(stage.unit("/returns")).json(&reason))
        .await;
    assert_eq!(returned.status, 201, "{returned}");
    assert_eq!(returned.json()["nominations"].as_array().unwrap().len(), 1);
    assert_eq!(stage.now(&woman).await.state, State::FirstReviewApproved);
    assert_eq!(stage.now(&decided).await.state, State::FinalReviewApproved);
    let told = stage.messages().await;
    assert_eq!(
        told.iter()
            .filter(|kind| *kind == "report_returned")
            .count(),
        2
    );
    let reports = stage.liaison(get(stage.unit("/reports"))).await.json();
    assert_eq!(reports["under_way"], json!(null));
    let items = reports["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "the latest first");
    assert_eq!(items[0]["returned"], "与会议记录不符，请核对");
    assert_eq!(items[1]["returned"], json!(null));
    assert_eq!(items[1]["number"], first.json()["number"]);
    assert_eq!(items[1]["nominations"][0]["name"], "欧阳示例");
    let again = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(again.status, 201, "{again}");
    assert_ne!(again.json()["number"], first.json()["number"]);
}

#[tokio::test]
async fn a_unit_reports_again_when_its_quota_was_changed() {
    let stage = Stage::with_places(1).await;
    stage.delegate(1, State::FirstReviewApproved).await;
    let first = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(first.status, 201, "{first}");
    let (congress, id) = (&stage.world.congress, &stage.world.unit);
    let before = stage.harness.unit(congress, id).await;
    let mut after = before.clone();
    let delegates = domain::category::Category::Delegate;
    after.quotas.0.get_mut(&delegates).unwrap().places = 2;
    let changes = [store::UnitChange {
        before: Some(before),
        after: Some(after),
    }];
    let (store, now) = (stage.harness.store(), stage.harness.now());
    let commit = store.commit_units(&changes, &[], None, now, || stage.harness.id());
    commit.await.unwrap();
    stage.delegate(2, State::FirstReviewApproved).await;
    let second = stage.liaison(post(stage.unit("/reports"))).await;
    assert_eq!(second.status, 201, "{second}");
    assert_eq!(second.json()["nominations"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_return_is_the_reviewers_needs_a_reason_and_somebody_who_waits() {
    let stage = Stage::new().await;
    let ask = |reason: &str| post(stage.unit("/returns")).json(&json!({ "reason": reason }));
    let nobody = stage.reviewer(ask("原因")).await;
    assert_eq!(nobody.refusal(), (409, "nothing_to_do".to_owned()));
    let one = stage.delegate(1, State::Reported).await;
    let silent = stage.reviewer(ask(" ")).await;
    assert_eq!(silent.refusal(), (422, "invalid_input".to_owned()));
    assert_eq!(silent.pointers(), ["/reason"]);
    let long = stage.reviewer(ask(&"长".repeat(2001))).await;
    assert_eq!(long.pointers(), ["/reason"]);
    let unit = stage.liaison(ask("原因")).await;
    assert_eq!(unit.refusal(), (403, "forbidden".to_owned()));
    let others = stage.harness.sign_in(&stage.world.other_liaison).await;
    let stranger = ask("原因").by(&others).send(&stage.app).await;
    assert_eq!(stranger.refusal(), (404, "not_found".to_owned()));
    let reports = get(stage.unit("/reports")).by(&others);
    assert_eq!(reports.send(&stage.app).await.status, 404);
    assert_eq!(stage.now(&one).await, one);
    stage
        .harness
        .wait(jiff::SignedDuration::from_hours(31 * 24));
    let reviewer = stage.harness.sign_in(&stage.world.reviewer).await;
    let late = ask("原因").by(&reviewer).send(&stage.app).await;
    assert_eq!(late.refusal(), (409, "stage_closed".to_owned()));
}
