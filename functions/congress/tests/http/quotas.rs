//! The quotas of many units at once, and the history of every change.

use domain::{category::Category, nomination::state::State};
use harness::{Answer, get, post, put};
use serde_json::{Value, json};

use crate::stage::{Stage, settings};

fn cell(stage: &Stage, category: &str, wanted: Option<&str>, from: u32, to: u32) -> Value {
    json!({ "unit": stage.world.unit.as_str(), "category": category, "trait": wanted, "from": from, "to": to })
}

async fn send(stage: &Stage, rest: &str, cells: &[Value]) -> Answer {
    post(stage.path(&format!("/quotas{rest}")))
        .by(&stage.administrator)
        .json(&json!({ "cells": cells }))
        .send(&stage.app)
        .await
}

async fn places(stage: &Stage, category: &str) -> Value {
    let unit = get(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    unit.json()["quotas"][category]["places"].clone()
}

async fn history(stage: &Stage) -> Value {
    let answer = get(stage.path("/history"))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()
}

#[tokio::test]
async fn a_look_ahead_says_what_would_break_and_writes_nothing() {
    let stage = Stage::set().await;
    for number in [1, 2] {
        stage
            .harness
            .add_nominee(&stage.world, number, Category::Delegate, State::Reported)
            .await;
    }
    let cells = [
        cell(&stage, "delegate", None, 6, 1),
        cell(&stage, "delegate", Some("ethnic_minority"), 0, 1),
    ];
    let answer = send(&stage, "", &cells).await;
    assert_eq!(answer.status, 200, "{answer}");
    let seen = answer.json();
    assert_eq!(
        (&seen["written"], &seen["units"]),
        (&json!(false), &json!(1))
    );
    let pointers: Vec<_> = seen["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    let at = |rest: &str| format!("/units/{}/quotas/{rest}", stage.world.unit);
    assert_eq!(
        pointers,
        [at("committee_member/places"), at("delegate/places")]
    );
    assert!(
        seen["errors"][1]["detail"]
            .as_str()
            .unwrap()
            .contains("已占用 2 个名额"),
        "{seen}"
    );
    assert!(!seen["breaks"].as_array().unwrap().is_empty(), "{seen}");
    let delegates = seen["totals"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["category"] == "delegate")
        .unwrap();
    assert_eq!(delegates["total"], 7);
    assert_eq!(places(&stage, "delegate").await, 6);
    let refused = send(&stage, "?confirm=true", &cells).await;
    assert_eq!(refused.refusal(), (422, "invalid_input".into()));
    assert_eq!(refused.pointers(), pointers);
}

#[tokio::test]
async fn a_confirmed_change_is_written_once_and_stands_in_the_history() {
    let stage = Stage::set().await;
    let cells = [
        cell(&stage, "delegate", None, 6, 8),
        cell(&stage, "delegate", Some("female"), 1, 2),
    ];
    let answer = send(&stage, "?confirm=true", &cells).await;
    assert_eq!(
        (answer.status, answer.json()["written"].clone()),
        (200, json!(true)),
        "{answer}"
    );
    assert_eq!(places(&stage, "delegate").await, 8);
    // Sent again it finds everything done.
    let again = send(&stage, "?confirm=true", &cells).await;
    assert_eq!(
        (again.status, again.json()["units"].clone()),
        (200, json!(0)),
        "{again}"
    );
    let history = history(&stage).await;
    assert_eq!(history["total"], 1, "{history}");
    let entry = &history["items"][0];
    assert_eq!(
        (&entry["name"], &entry["deed"]),
        (&json!("高管"), &json!("quotas"))
    );
    assert_eq!(
        entry["changes"],
        json!([
            { "unit": "U001 示例市第U001学会", "pointer": "/quotas/delegate/minimums/female", "what": "名额 · 代表 · 结构指标 · 女性", "from": "1", "to": "2" },
            { "unit": "U001 示例市第U001学会", "pointer": "/quotas/delegate/places", "what": "名额 · 代表 · 名额数", "from": "6", "to": "8" },
        ])
    );
}

#[tokio::test]
async fn a_cell_that_somebody_else_changed_is_told_and_nothing_is_written() {
    let stage = Stage::set().await;
    let cells = [
        cell(&stage, "delegate", None, 5, 9),
        cell(&stage, "guest", None, 1, 3),
    ];
    let answer = send(&stage, "?confirm=true", &cells).await;
    assert_eq!(answer.refusal(), (412, "stale_version".into()));
    assert_eq!(
        answer.pointers(),
        [format!(
            "/units/{}/quotas/delegate/places",
            stage.world.unit
        )]
    );
    assert_eq!(places(&stage, "guest").await, 1);
}

#[tokio::test]
async fn cells_that_cannot_be_read_are_refused_each_at_its_place() {
    let stage = Stage::set().await;
    let odd = json!({ "unit": "a b", "category": "delegate", "from": 1, "to": -1, "colour": 1 });
    let answer = send(&stage, "", &[odd, json!(7)]).await;
    assert_eq!(answer.refusal(), (422, "invalid_input".into()));
    let mut pointers = answer.pointers();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            "/cells/0/colour",
            "/cells/0/to",
            "/cells/0/unit",
            "/cells/1"
        ]
    );
}

#[tokio::test]
async fn quotas_are_an_administrators_and_the_history_is_the_conveners() {
    let stage = Stage::set().await;
    let reviewer = stage.sign_in(&stage.world.reviewer).await;
    let liaison = stage.sign_in(&stage.world.liaison).await;
    for cookie in [&reviewer, &liaison] {
        let ask = post(stage.path("/quotas"))
            .by(cookie)
            .json(&json!({ "cells": [] }));
        assert_eq!(ask.send(&stage.app).await.status, 403);
    }
    let of = |cookie: &str| get(stage.path("/history")).by(cookie);
    assert_eq!(of(&reviewer).send(&stage.app).await.status, 200);
    assert_eq!(of(&liaison).send(&stage.app).await.status, 403);
}

#[tokio::test]
async fn settings_and_units_leave_what_changed_in_the_history() {
    let stage = Stage::set().await;
    let mut body = settings();
    body["categories"]["guest"] = json!({ "name": { "zh": "特邀来宾" } });
    body["targets"] = json!({ "female": { "percent": 30 } });
    let changed = put(stage.path(""))
        .by(&stage.administrator)
        .at(1)
        .json(&body)
        .send(&stage.app)
        .await;
    assert_eq!(changed.status, 200, "{changed}");
    let extension =
        json!({ "stage": "nominating", "until": "2026-12-31T10:00:00Z", "reason": "换届推迟" });
    let extended = post(stage.unit("/extensions"))
        .by(&stage.administrator)
        .json(&extension)
        .send(&stage.app)
        .await;
    assert_eq!(extended.status, 201, "{extended}");
    let history = history(&stage).await;
    let deeds: Vec<_> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["deed"].as_str().unwrap())
        .collect();
    assert_eq!(deeds, ["extended", "settings"]);
    let extended = &history["items"][0]["changes"][0];
    assert!(
        extended["to"].as_str().unwrap().contains("换届推迟"),
        "{extended}"
    );
    let changes = history["items"][1]["changes"].as_array().unwrap();
    let of = |pointer: &str| {
        changes
            .iter()
            .find(|one| one["pointer"] == pointer)
            .unwrap()
    };
    assert_eq!(
        of("/categories/guest/name/zh")["what"],
        "身份类型 · 特邀来宾 · 名称 · 中文"
    );
    assert_eq!(
        (
            &of("/targets/female/percent")["from"],
            &of("/targets/female/percent")["to"]
        ),
        (&json!(""), &json!("30"))
    );
    // Whose phone it is stays out of it, and what nobody touched too.
    assert!(!history.to_string().contains("1990"), "{history}");
    assert!(
        changes.iter().all(|one| one["pointer"] != "/level"),
        "{history}"
    );
}

#[tokio::test]
async fn two_hundred_units_are_changed_in_as_few_transactions_as_they_fit() {
    let stage = Stage::set().await;
    let mut cells = Vec::new();
    for number in 100..300 {
        let id = domain::id::UnitId::parse(&stage.harness.id()).unwrap();
        let code = format!("N{number}");
        let unit = harness::world::unit(
            &stage.world.congress,
            &id,
            &code,
            &[],
            harness::world::quotas(),
        );
        stage.harness.add_unit(unit).await;
        cells.push(json!({ "unit": id.as_str(), "category": "delegate", "trait": null, "from": 6, "to": 7 }));
    }
    let (routes, _) = congress::router().split_for_parts();
    let (app, meter) = stage.harness.metered_app(routes);
    let ask = post(stage.path("/quotas?confirm=true"))
        .by(&stage.administrator)
        .json(&json!({ "cells": cells }));
    let answer = ask.send(&app).await;
    assert_eq!(answer.status, 200, "{answer}");
    println!("200 units' quotas in {} round trips", meter.round_trips());
    // Session, units, and five transactions of at most 48 units, each with its place on the board.
    assert!(
        meter.round_trips() <= 7,
        "{} round trips",
        meter.round_trips()
    );
}
