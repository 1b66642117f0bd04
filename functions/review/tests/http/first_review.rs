//! 初审 and its revocation.

use domain::{
    category::Category,
    congress::Level,
    form::schema::Schema,
    nomination::{state::State, undo::ACCEPTED},
};
use harness::{form, post};
use serde_json::json;

use crate::stage::{Stage, approve, outcomes, reject};

#[tokio::test]
async fn an_approval_moves_the_nomination_the_counts_and_the_trail() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let answer = stage.first_reviews(&[approve(&one)]).await;
    assert_eq!(answer.status, 200, "{answer}");
    let result = &answer.json()["results"][0];
    assert_eq!(
        (&result["nomination"], &result["done"]),
        (&json!(one.id), &json!(true))
    );
    assert_eq!(result["nomination_view"]["state"], "first_review_approved");
    assert_eq!(result["nomination_view"]["version"], one.version + 1);
    let unit = stage.harness.unit(&one.congress, &one.unit).await;
    assert_eq!(
        unit.counts
            .of(Category::Delegate, State::FirstReviewApproved),
        1
    );
    assert_eq!(
        unit.counts
            .of(Category::Delegate, State::FirstReviewPending),
        0
    );
    let trail = stage.harness.store().dossier(&one.id).await.unwrap().trail;
    assert_eq!((trail.len(), trail[0].name.as_str()), (1, "徐怡"));
}

#[tokio::test]
async fn a_rejection_keeps_opinion_and_remarks_and_tells_the_nominee() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let mut decision = reject(&one, " 请核对职务 ");
    decision["remarks"] = json!([{ "field": "post", "text": "请写全称" }]);
    assert_eq!(outcomes(&stage.first_reviews(&[decision]).await), ["done"]);
    let trail = stage.harness.store().dossier(&one.id).await.unwrap().trail;
    assert_eq!(trail[0].opinion.as_deref(), Some("请核对职务"));
    assert_eq!(trail[0].remarks[0].text, "请写全称");
    assert_eq!(stage.messages_after(ACCEPTED).await, ["sent_back"]);
}

#[tokio::test]
async fn an_opinion_missing_or_too_long_and_wrong_remarks_are_refused_at_their_place() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let long = reject(&one, &"长".repeat(2_001));
    let mut unknown = reject(&one, "请修改");
    unknown["remarks"] = json!([{ "field": "hat", "text": "x" }]);
    let mut with_approval = approve(&one);
    with_approval["remarks"] = json!([{ "field": "post", "text": "x" }]);
    for (decision, pointer) in [
        (reject(&one, " "), "/opinion"),
        (long, "/opinion"),
        (unknown, "/remarks/0"),
        (with_approval, "/remarks/0"),
    ] {
        let answer = stage.first_reviews(&[decision]).await;
        assert_eq!(outcomes(&answer), ["invalid_input"], "{answer}");
        assert_eq!(
            answer.json()["results"][0]["problem"]["errors"][0]["pointer"],
            pointer
        );
    }
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn both_outcomes_are_taken_back_to_the_queue() {
    let stage = Stage::new().await;
    let approved = stage.delegate(1, State::FirstReviewApproved).await;
    let rejected = stage.delegate(2, State::FirstReviewRejected).await;
    let reported = stage.delegate(3, State::Reported).await;
    let item = |one: &domain::nomination::Nomination| json!({ "nomination": one.id, "version": one.version });
    let body = json!({ "items": [item(&approved), item(&rejected), item(&reported)] });
    let answer = stage
        .liaison(post(stage.unit("/revocations")).json(&body))
        .await;
    assert_eq!(outcomes(&answer), ["done", "done", "wrong_state"]);
    for one in [&approved, &rejected] {
        assert_eq!(stage.now(one).await.state, State::FirstReviewPending);
    }
    let current = &answer.json()["results"][2]["problem"]["current"];
    assert_eq!(current["state"], "reported");
}

#[tokio::test]
async fn a_rejection_is_not_taken_back_while_the_nominee_corrects_and_something_is_missing() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewRejected).await;
    let mut form = form::saved(&one, 1, stage.harness.now());
    form.version = 1;
    form.values = form
        .values
        .with(
            &Schema::built_in(Level::City),
            json!({ "post": null }).as_object().unwrap(),
        )
        .unwrap();
    let draft = domain::decision::Decision {
        form: Some(form),
        ..Default::default()
    };
    stage
        .harness
        .store()
        .commit(&draft, None, stage.harness.now(), String::new)
        .await
        .unwrap();
    let body = json!({ "items": [{ "nomination": one.id, "version": one.version }] });
    let answer = stage
        .liaison(post(stage.unit("/revocations")).json(&body))
        .await;
    assert_ne!(outcomes(&answer), ["done"], "{answer}");
    assert_eq!(stage.now(&one).await, one);
}

#[tokio::test]
async fn after_the_window_on_a_stale_version_and_of_another_unit_nothing_is_decided_and_the_present_is_told()
 {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::FirstReviewPending).await;
    let (congress, other) = (&stage.world.congress, &stage.world.other_unit);
    let (guest, state) = (Category::Guest, State::FirstReviewPending);
    let foreign = stage
        .harness
        .add_nominee_to(congress, other, 2, guest, state)
        .await;
    let mut stale = approve(&one);
    stale["version"] = json!(one.version + 5);
    let answer = stage.first_reviews(&[approve(&foreign), stale]).await;
    assert_eq!(outcomes(&answer), ["not_found", "stale_version"]);
    let current = &answer.json()["results"][1]["problem"]["current"];
    assert_eq!(current["version"], one.version);
    let days = jiff::SignedDuration::from_hours(24 * 31);
    stage.harness.wait(days);
    // The session has ended long ago, too.
    let again = stage.harness.sign_in(&stage.world.liaison).await;
    let body = json!({ "decisions": [reject(&one, "请修改")] });
    let late = post(stage.unit("/first-reviews")).json(&body).by(&again);
    let late = late.send(&stage.app).await;
    assert_eq!(outcomes(&late), ["stage_closed"]);
    let current = &late.json()["results"][0]["problem"]["current"];
    assert_eq!(current["state"], "first_review_pending");
    assert_eq!(stage.now(&one).await, one);
    assert_eq!(stage.now(&foreign).await, foreign);
}
