//! Every route × role × state, against the domain's own answer.

use std::fmt::Write;

use domain::{
    category::Category,
    nomination::{Nomination, state::State},
    permission::{Action, Actor, require},
    phone::Phone,
    refusal::Refusal,
};
use harness::{Ask, World, delete, get, patch, post, put};
use serde_json::json;

use crate::stage::Stage;

/// A route and the action that whoever asks must be permitted.
struct Route {
    name: &'static str,
    action: Action,
    ask: fn(&str, &Nomination) -> Ask,
}

const fn route(name: &'static str, action: Action, ask: fn(&str, &Nomination) -> Ask) -> Route {
    Route { name, action, ask }
}

/// Requests that are right in every other respect, or refused as late as possible: what is asked here is permission.
const ROUTES: &[Route] = &[
    route("GET", Action::View, |path, _| get(path)),
    route("GET /form", Action::View, |path, _| {
        get(format!("{path}/form"))
    }),
    route("POST /consent", Action::GiveConsent, |path, _| {
        post(format!("{path}/consent")).json(&json!({ "version": "2026-11" }))
    }),
    route("DELETE /consent", Action::WithdrawConsent, |path, _| {
        delete(format!("{path}/consent"))
    }),
    route("POST /reveal", Action::Reveal, |path, _| {
        post(format!("{path}/reveal"))
    }),
    route("PATCH /form", Action::FillIn, |path, _| {
        patch(format!("{path}/form"))
            .at(u64::MAX)
            .json(&json!({ "changes": {} }))
    }),
    route("PUT /photo", Action::FillIn, |path, _| {
        put(format!("{path}/photo")).bytes("image/jpeg", "no picture")
    }),
    route("POST /deregister", Action::Deregister, |path, _| {
        post(format!("{path}/deregister"))
            .at(u64::MAX)
            .json(&json!({ "reason": "x" }))
    }),
    route("POST /disable", Action::Disable, |path, _| {
        post(format!("{path}/disable")).at(u64::MAX)
    }),
    route("POST /enable", Action::Enable, |path, _| {
        post(format!("{path}/enable")).at(u64::MAX)
    }),
    route("POST /category", Action::ChangeCategory, |path, _| {
        post(format!("{path}/category"))
            .at(u64::MAX)
            .json(&json!({ "category": "guest" }))
    }),
    route("POST /exceptions", Action::ClaimException, |path, _| {
        post(format!("{path}/exceptions"))
            .at(u64::MAX)
            .json(&json!({ "condition": "none", "reason": null }))
    }),
    route("POST /original", Action::ReceiveOriginal, |path, _| {
        post(format!("{path}/original")).json(&json!({ "received": false }))
    }),
    route("POST /attachments material", Action::Attach, |path, _| {
        post(format!("{path}/attachments")).json(&file("material"))
    }),
    route(
        "POST /attachments signed_form",
        Action::AttachSignedForm,
        |path, _| post(format!("{path}/attachments")).json(&file("signed_form")),
    ),
];

fn file(kind: &str) -> serde_json::Value {
    json!({ "name": "a", "size": 0, "content_type": "x/y", "sha256": "", "kind": kind })
}

/// Who asks, by what they are.
fn everybody(
    world: &World,
    nominee: &Nomination,
    other: &Nomination,
) -> Vec<(&'static str, Phone)> {
    vec![
        ("stranger", world.stranger.clone()),
        ("nominee", nominee.phone.clone()),
        ("another nominee", other.phone.clone()),
        ("liaison", world.liaison.clone()),
        ("another unit's liaison", world.other_liaison.clone()),
        ("administrator", world.administrator.clone()),
        ("final reviewer", world.reviewer.clone()),
    ]
}

#[tokio::test]
async fn every_route_answers_every_role_in_every_state_as_the_table_says() {
    let stage = Stage::new().await;
    let other = stage
        .harness
        .add_nominee(&stage.world, 99, Category::Staff, State::Allocated)
        .await;
    let mut wrong = String::new();
    let mut asked = 0;
    for (number, state) in (1..).zip(State::ALL) {
        let one = stage
            .harness
            .add_nominee(&stage.world, number, Category::Observer, state)
            .await;
        for (who, phone) in everybody(&stage.world, &one, &other) {
            let cookie = stage.cookie(&phone).await;
            for route in ROUTES {
                // Two entries of a trail are never of the same microsecond.
                stage.harness.wait(jiff::SignedDuration::from_micros(1));
                let ask = (route.ask)(&stage.path(&one, ""), &one).by(&cookie);
                let answer = stage.send(ask).await;
                let expected = expected(&stage, &phone, &one, route.action).await;
                asked += 1;
                if !expected(&answer.refusal()) {
                    let _ = writeln!(wrong, "{} as {who} in {state:?}: {answer}", route.name);
                }
            }
        }
        for route in ROUTES {
            let answer = stage.send((route.ask)(&stage.path(&one, ""), &one)).await;
            asked += 1;
            if answer.refusal() != (401, "unauthenticated".to_owned()) {
                let _ = writeln!(wrong, "{} as nobody in {state:?}: {answer}", route.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(asked, State::ALL.len() * 8 * ROUTES.len());
}

type Answer = (u16, String);

/// What the domain says of this person, nomination and action, as an expectation of the answer.
async fn expected(
    stage: &Stage,
    phone: &Phone,
    one: &Nomination,
    action: Action,
) -> fn(&Answer) -> bool {
    let world = &stage.world;
    let unit = stage.harness.unit(&world.congress, &world.unit).await;
    let wanted = store::Wanted {
        congress: Some(&world.congress),
        ..Default::default()
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
        return |answer| *answer == (404, "not_found".to_owned());
    }
    match require(action, &actor, one, &unit, &congress, stage.harness.now()) {
        // Permitted: done, or refused for what was sent.
        Ok(_) => |(status, code)| {
            // The nominee withdraws it on the way.
            let for_what_was_sent = [
                "stale_version",
                "invalid_input",
                "nothing_to_do",
                "consent_required",
            ];
            matches!(status, 200 | 201) || for_what_was_sent.contains(&code.as_str())
        },
        Err(Refusal::NotPermitted { .. } | Refusal::AccessDisabled) => {
            |answer| *answer == (403, "forbidden".to_owned())
        }
        Err(Refusal::WrongState { .. }) => |answer| *answer == (409, "wrong_state".to_owned()),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn lists_and_places_are_for_liaisons_and_the_convener_looks_on() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let world = &stage.world;
    let rows = json!({ "rows": [{ "name": "张三", "phone": "19900000300", "category": "guest" }] });
    let reminders = json!({ "nominations": [one.id] });
    for (who, list, allocate, remind) in [
        (&world.stranger, 404, 404, 404),
        (&one.phone, 404, 404, 404),
        (&world.other_liaison, 404, 404, 404),
        (&world.administrator, 200, 403, 403),
        (&world.reviewer, 200, 403, 403),
        (&world.liaison, 200, 201, 200),
    ] {
        let cookie = stage.cookie(who).await;
        let answers = [
            stage.send(get(stage.unit()).by(&cookie)).await.status,
            stage
                .send(post(stage.unit()).json(&rows).by(&cookie))
                .await
                .status,
            stage
                .send(
                    post(format!("{}/reminders", stage.unit()))
                        .json(&reminders)
                        .by(&cookie),
                )
                .await
                .status,
        ];
        assert_eq!(answers, [list, allocate, remind], "{who:?}");
    }
}

#[tokio::test]
async fn a_nomination_is_not_found_under_another_units_or_congresss_path() {
    let stage = Stage::new().await;
    let one = stage.delegate(1, State::Allocated).await;
    let administrator = stage.cookie(&stage.world.administrator).await;
    let world = &stage.world;
    let elsewhere = stage.harness.world().await;
    for path in [
        format!(
            "/api/nominations/{}/{}/{}",
            world.congress, world.other_unit, one.id
        ),
        format!(
            "/api/nominations/{}/{}/{}",
            elsewhere.congress, elsewhere.unit, one.id
        ),
        format!("/api/nominations/{}/{}/nobody", world.congress, world.unit),
        format!("/api/nominations/{}/{}/a%23b", world.congress, world.unit),
        format!(
            "/api/nominations/{}/{}/{}/attachments/none",
            world.congress, world.unit, one.id
        ),
    ] {
        let answer = stage.send(get(&*path).by(&administrator)).await;
        assert_eq!(answer.refusal(), (404, "not_found".to_owned()), "{path}");
    }
    let foreign = stage.cookie(&world.other_liaison).await;
    let path = stage.path(&one, "/attachments/none");
    assert_eq!(stage.send(delete(path).by(&foreign)).await.status, 404);
}
