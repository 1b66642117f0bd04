//! Inviting, changing and removing units.

use domain::{category::Category, congress::Life, nomination::state::State};
use harness::{delete, get, post, put};
use serde_json::json;

use crate::stage::{Stage, input};

#[tokio::test]
async fn a_unit_is_invited_with_its_liaisons_told_once() {
    let stage = Stage::set().await;
    let request = post(stage.units())
        .by(&stage.administrator)
        .key("unit-001")
        .json(&input());
    let answer = request.clone().send(&stage.app).await;
    assert_eq!(
        (answer.status, answer.version()),
        (201, Some(1)),
        "{answer}"
    );
    assert_eq!(
        answer.json()["liaisons"],
        json!([{ "name": "周艳", "phone": "199****0033" }])
    );
    assert_eq!(
        request.send(&stage.app).await.json()["id"],
        answer.json()["id"]
    );
    assert_eq!(stage.told().await, ["19900000033"]);
    let list = get(format!("{}?name=大学", stage.units()))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    assert_eq!(list.json()["total"], 1);
    let list = get(stage.units())
        .by(&stage.administrator)
        .send(&stage.app)
        .await
        .json();
    let codes: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["U001", "U002", "U003"]);
}

#[tokio::test]
async fn a_unit_that_cannot_be_is_refused_with_every_fault() {
    let stage = Stage::set().await;
    let mut body = input();
    body["code"] = json!("U001");
    body["name"] = json!("");
    body["liaisons"][0]["phone"] = json!("1990");
    body["quotas"]["delegate"]["minimums"]["female"] = json!(9);
    body["quotas"]["guest"] = json!({ "places": -1 });
    body["colour"] = json!("red");
    let answer = post(stage.units())
        .by(&stage.administrator)
        .json(&body)
        .send(&stage.app)
        .await;
    let mut pointers = answer.pointers();
    pointers.sort_unstable();
    assert_eq!(
        (answer.status, pointers),
        (
            422,
            [
                "/code",
                "/colour",
                "/liaisons/0/phone",
                "/name",
                "/quotas/delegate/minimums/female",
                "/quotas/guest/places"
            ]
            .map(String::from)
            .to_vec()
        )
    );
    assert!(stage.told().await.is_empty());
}

#[tokio::test]
async fn a_code_is_one_units_even_when_two_take_it_at_once() {
    let stage = Stage::set().await;
    let other = json!({ "code": "U003", "name": "另一单位", "kind": "direct", "liaisons": [], "quotas": {} });
    let (one, two) = tokio::join!(
        post(stage.units())
            .by(&stage.administrator)
            .json(&input())
            .send(&stage.app),
        post(stage.units())
            .by(&stage.administrator)
            .json(&other)
            .send(&stage.app),
    );
    let mut answers = [(one.status, one.pointers()), (two.status, two.pointers())];
    answers.sort();
    assert_eq!(answers, [(201, vec![]), (422, vec!["/code".to_owned()])]);
}

#[tokio::test]
async fn a_change_keeps_masked_phones_and_invites_only_who_is_new() {
    let stage = Stage::set().await;
    let seen = get(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    let (version, view) = (seen.version().unwrap(), seen.json());
    let mut body = json!({ "code": view["code"], "name": "示例市物理学会", "kind": view["kind"],
        "liaisons": view["liaisons"], "quotas": view["quotas"] });
    body["liaisons"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "段思", "phone": "19900000044" }));
    let change = || put(stage.unit("")).by(&stage.administrator).json(&body);
    let answer = change().at(version).send(&stage.app).await;
    assert_eq!(
        (answer.status, answer.version()),
        (200, Some(version + 1)),
        "{answer}"
    );
    assert_eq!(stage.told().await, ["19900000044"]);
    let stored = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(stored.liaisons[0].phone, stage.world.liaison);
    let stale = change().at(version).send(&stage.app).await;
    assert_eq!(stale.refusal(), (412, "stale_version".into()));
    assert_eq!(stale.json()["current"]["name"], "示例市物理学会");
    assert_eq!(
        change().send(&stage.app).await.refusal(),
        (428, "version_required".into())
    );
    stage.bring_to(Life::Closed).await;
    let closed = change().at(version + 1).send(&stage.app).await;
    assert_eq!(closed.refusal(), (409, "congress_not_open".into()));
}

#[tokio::test]
async fn a_removed_liaison_is_out_at_once() {
    let stage = Stage::set().await;
    let colleague = stage.sign_in(&stage.world.colleague).await;
    assert_eq!(
        get(stage.unit(""))
            .by(&colleague)
            .send(&stage.app)
            .await
            .status,
        200
    );
    let view = get(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await
        .json();
    let body = json!({ "code": view["code"], "name": view["name"], "kind": view["kind"],
        "liaisons": [view["liaisons"][0]], "quotas": view["quotas"] });
    let answer = put(stage.unit(""))
        .by(&stage.administrator)
        .at(1)
        .json(&body)
        .send(&stage.app)
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(
        get(stage.unit(""))
            .by(&colleague)
            .send(&stage.app)
            .await
            .status,
        401,
        "their sessions have ended"
    );
    let colleague = stage.sign_in(&stage.world.colleague).await;
    let again = get(stage.unit("")).by(&colleague).send(&stage.app).await;
    assert_eq!(again.status, 404, "and there is nothing for them any more");
}

#[tokio::test]
async fn a_quota_is_not_lowered_below_what_is_allocated_and_the_numbers_are_named() {
    let stage = Stage::set().await;
    for number in 1..=2 {
        stage
            .harness
            .add_nominee(&stage.world, number, Category::Delegate, State::Allocated)
            .await;
    }
    let seen = get(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    let mut view = seen.json();
    view["quotas"]["committee_member"]["places"] = json!(0);
    view["quotas"]["delegate"] = json!({ "places": 1 });
    let body = json!({ "code": view["code"], "name": view["name"], "kind": view["kind"],
        "liaisons": view["liaisons"], "quotas": view["quotas"] });
    let answer = put(stage.unit(""))
        .by(&stage.administrator)
        .at(seen.version().unwrap())
        .json(&body);
    let answer = answer.send(&stage.app).await;
    assert_eq!(
        answer.refusal(),
        (409, "quota_below_allocated".into()),
        "{answer}"
    );
    assert_eq!(
        answer.json()["errors"][0]["detail"],
        "代表已占用 2 个名额，不能改为 1"
    );
}

#[tokio::test]
async fn a_unit_is_removed_with_its_code_and_pointers_unless_it_ever_nominated() {
    let stage = Stage::set().await;
    stage
        .harness
        .add_nominee(&stage.world, 1, Category::Delegate, State::Deregistered)
        .await;
    let refused = delete(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    assert_eq!(refused.refusal(), (409, "wrong_state".into()));
    let other = format!("{}/{}", stage.units(), stage.world.other_unit);
    let stale = delete(&other)
        .by(&stage.administrator)
        .at(7)
        .send(&stage.app)
        .await;
    assert_eq!(stale.refusal(), (412, "stale_version".into()));
    assert_eq!(
        delete(&other)
            .by(&stage.administrator)
            .send(&stage.app)
            .await
            .status,
        204
    );
    assert_eq!(
        get(&other)
            .by(&stage.administrator)
            .send(&stage.app)
            .await
            .status,
        404
    );
    let gone = stage.sign_in(&stage.world.other_liaison).await;
    assert_eq!(
        get("/api/congresses")
            .by(&gone)
            .send(&stage.app)
            .await
            .json()["total"],
        0
    );
    let mut again = input();
    again["code"] = json!("U002");
    let answer = post(stage.units())
        .by(&stage.administrator)
        .json(&again)
        .send(&stage.app)
        .await;
    assert_eq!(answer.status, 201, "{answer}");
}
