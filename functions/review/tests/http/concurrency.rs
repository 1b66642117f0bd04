//! Two at once.

use domain::nomination::state::State;
use harness::post;
use serde_json::json;

use crate::stage::{Stage, approve, outcomes, reject};

#[tokio::test]
async fn of_two_who_decide_on_one_nomination_one_does_and_the_other_sees_what_was_decided() {
    for round in 0..5 {
        let stage = Stage::new().await;
        let one = stage.delegate(1, State::FirstReviewPending).await;
        let colleague = stage.harness.sign_in(&stage.world.colleague).await;
        let ask =
            |decision| post(stage.unit("/first-reviews")).json(&json!({ "decisions": [decision] }));
        let (mine, theirs) = (
            ask(approve(&one)),
            ask(reject(&one, "请修改")).by(&colleague),
        );
        let (mine, theirs) = tokio::join!(stage.liaison(mine), theirs.send(&stage.app));
        let mut both = [outcomes(&mine), outcomes(&theirs)].concat();
        both.sort();
        assert_eq!(
            both,
            ["done", "wrong_state"],
            "round {round}: {mine} {theirs}"
        );
        let second = if outcomes(&mine) == ["done"] {
            theirs
        } else {
            mine
        };
        let problem = second.json()["results"][0]["problem"].clone();
        let detail = problem["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("刚刚"), "says who was faster: {detail}");
        let current = problem["current"].clone();
        assert_eq!(current["version"], one.version + 1);
        assert_eq!(current["state"], stage.now(&one).await.state.code());
        assert_eq!(
            stage
                .harness
                .store()
                .dossier(&one.id)
                .await
                .unwrap()
                .trail
                .len(),
            1
        );
    }
}

#[tokio::test]
async fn a_batch_sent_twice_at_once_counts_once_and_answers_the_same() {
    let stage = Stage::new().await;
    let mut decisions = Vec::new();
    for number in 1..=4 {
        decisions.push(approve(
            &stage.delegate(number, State::FirstReviewPending).await,
        ));
    }
    let body = json!({ "decisions": decisions });
    let ask = || {
        post(stage.unit("/first-reviews"))
            .key("the-same-key")
            .json(&body)
    };
    let (one, two) = tokio::join!(stage.liaison(ask()), stage.liaison(ask()));
    assert_eq!(outcomes(&one), ["done"; 4], "{one}");
    assert_eq!(one.body, two.body);
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.counts.in_state(State::FirstReviewApproved), 4);
}

#[tokio::test]
async fn a_report_beside_a_revocation_reports_all_or_nobody() {
    for round in 0..5 {
        let stage = Stage::new().await;
        let woman = stage.delegate(2, State::FirstReviewApproved).await;
        let man = stage.delegate(1, State::FirstReviewApproved).await;
        let items = json!({ "items": [{ "nomination": woman.id, "version": woman.version }] });
        let report = stage.liaison(post(stage.unit("/reports")));
        let revoke = stage.liaison(post(stage.unit("/revocations")).json(&items));
        let (report, revoke) = tokio::join!(report, revoke);
        let reported = stage.now(&man).await.state == State::Reported;
        // Without the woman an indicator is red: the man is reported with her or not at all.
        assert_eq!(report.status == 201, reported, "round {round}: {report}");
        assert_eq!(
            outcomes(&revoke) == ["done"],
            !reported,
            "round {round}: {revoke}"
        );
        assert_eq!(stage.now(&woman).await.state == State::Reported, reported);
    }
}
