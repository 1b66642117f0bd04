//! Every kind of row × role × state, against the domain's own answer.

use std::fmt::Write;

use domain::{
    category::Category,
    nomination::{Nomination, state::State},
    permission::{Action, Actor, require},
    phone::Phone,
    refusal::Refusal,
};
use harness::{Ask, post};
use serde_json::json;
use store::Wanted;

use crate::stage::{Stage, approve, of_unit, outcomes};

/// A route and the action that whoever asks must be permitted. The version is wrong on purpose, so that nothing changes.
struct Route {
    name: &'static str,
    action: Action,
    ask: fn(&Stage, &Nomination) -> Ask,
}

const ROUTES: &[Route] = &[
    Route {
        name: "first-reviews",
        action: Action::FirstReview,
        ask: |stage, one| {
            post(stage.unit("/first-reviews")).json(&json!({ "decisions": [unseen(approve(one))] }))
        },
    },
    Route {
        name: "revocations",
        action: Action::RevokeFirstReview,
        ask: |stage, one| {
            post(stage.unit("/revocations")).json(&json!({ "items": [item(one, false)] }))
        },
    },
    Route {
        name: "final-reviews",
        action: Action::FinalReview,
        ask: |stage, one| {
            let decision = unseen(of_unit(one, approve(one)));
            post(stage.congress("/final-reviews")).json(&json!({ "decisions": [decision] }))
        },
    },
    Route {
        name: "final-revocations",
        action: Action::RevokeFinalReview,
        ask: |stage, one| {
            post(stage.congress("/final-revocations")).json(&json!({ "items": [item(one, true)] }))
        },
    },
];

fn unseen(mut decision: serde_json::Value) -> serde_json::Value {
    decision["version"] = json!(u64::MAX);
    decision
}

fn item(one: &Nomination, with_unit: bool) -> serde_json::Value {
    let item = unseen(json!({ "nomination": one.id }));
    if with_unit { of_unit(one, item) } else { item }
}

fn everybody(stage: &Stage, nominee: &Nomination) -> [(&'static str, Phone); 6] {
    let world = &stage.world;
    [
        ("stranger", world.stranger.clone()),
        ("nominee", nominee.phone.clone()),
        ("liaison", world.liaison.clone()),
        ("another unit's liaison", world.other_liaison.clone()),
        ("administrator", world.administrator.clone()),
        ("final reviewer", world.reviewer.clone()),
    ]
}

#[tokio::test]
async fn every_kind_of_row_answers_every_role_in_every_state_as_the_table_says() {
    let stage = Stage::new().await;
    let mut wrong = String::new();
    for (number, state) in (1..).zip(State::ALL) {
        let one = stage
            .harness
            .add_nominee(&stage.world, number, Category::Observer, state)
            .await;
        for (who, phone) in everybody(&stage, &one) {
            let cookie = stage.harness.sign_in(&phone).await;
            for route in ROUTES {
                let answer = (route.ask)(&stage, &one).by(&cookie).send(&stage.app).await;
                let expected = expected(&stage, &phone, &one, route.action).await;
                if outcomes(&answer) != [expected] {
                    let _ = writeln!(wrong, "{} as {who} in {state:?}: {answer}", route.name);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

async fn expected(stage: &Stage, phone: &Phone, one: &Nomination, action: Action) -> &'static str {
    let unit = stage.harness.unit(&one.congress, &one.unit).await;
    let wanted = Wanted {
        congress: Some(&one.congress),
        ..Wanted::default()
    };
    let congress = stage
        .harness
        .store()
        .load(&wanted)
        .await
        .unwrap()
        .congress
        .unwrap();
    let actor = Actor::of(phone, &congress, Some(&unit), Some(one));
    if actor.is_stranger() {
        return "not_found";
    }
    match require(action, &actor, one, &unit, &congress, stage.harness.now()) {
        Ok(_) => "stale_version",
        Err(Refusal::NotPermitted { .. } | Refusal::AccessDisabled) => "forbidden",
        Err(Refusal::WrongState { .. }) => "wrong_state",
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn reporting_is_the_liaisons_alone() {
    let stage = Stage::new().await;
    let woman = stage.delegate(2, State::FirstReviewApproved).await;
    for ((who, phone), status) in everybody(&stage, &woman)
        .into_iter()
        .zip([404, 404, 201, 404, 403, 403])
    {
        if status == 201 {
            continue;
        }
        let cookie = stage.harness.sign_in(&phone).await;
        let answer = post(stage.unit("/reports"))
            .by(&cookie)
            .send(&stage.app)
            .await;
        assert_eq!(answer.status, status, "{who}: {answer}");
    }
    assert_eq!(stage.now(&woman).await, woman);
    assert_eq!(
        stage.liaison(post(stage.unit("/reports"))).await.status,
        201
    );
}
