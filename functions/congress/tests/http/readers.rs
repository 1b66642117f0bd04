//! Who sees a congress, and who changes it.

use domain::{category::Category, congress::Life, nomination::state::State};
use harness::{get, post, put};
use serde_json::json;

use crate::stage::{Stage, settings};

#[tokio::test]
async fn only_the_administrator_changes_and_strangers_find_nothing() {
    let stage = Stage::set().await;
    let world = &stage.world;
    for (phone, status) in [
        (&world.reviewer, 403),
        (&world.liaison, 403),
        (&world.stranger, 404),
    ] {
        let cookie = stage.sign_in(phone).await;
        let answers = [
            put(stage.path(""))
                .by(&cookie)
                .at(1)
                .json(&settings())
                .send(&stage.app)
                .await,
            put(stage.path("/officers"))
                .by(&cookie)
                .at(1)
                .json(&json!({}))
                .send(&stage.app)
                .await,
            post(stage.path("/close"))
                .by(&cookie)
                .at(1)
                .send(&stage.app)
                .await,
            post(stage.path("/clone"))
                .by(&cookie)
                .json(&json!({ "title": "甲" }))
                .send(&stage.app)
                .await,
        ];
        for answer in answers {
            assert_eq!(answer.status, status, "{phone:?} {answer}");
        }
    }
    let elsewhere = get("/api/congresses/not%20an%20id")
        .by(&stage.administrator.clone())
        .send(&stage.app)
        .await;
    assert_eq!(elsewhere.refusal(), (404, "not_found".into()));
}

#[tokio::test]
async fn everybody_with_a_part_sees_the_congress_and_only_officers_see_officers() {
    let stage = Stage::set().await;
    let nominee = stage
        .harness
        .add_nominee(&stage.world, 1, Category::Delegate, State::Allocated)
        .await;
    let world = &stage.world;
    let expected = [
        (&world.administrator, json!(["administrator"]), 2),
        (&world.reviewer, json!(["final_reviewer"]), 2),
        (&world.liaison, json!(["liaison"]), 0),
        (&nominee.phone, json!(["nominee"]), 0),
    ];
    for (phone, roles, officers) in expected {
        let cookie = stage.sign_in(phone).await;
        let view = get(stage.path(""))
            .by(&cookie)
            .send(&stage.app)
            .await
            .json();
        assert_eq!(view["my_roles"], roles);
        assert_eq!(view["officers"].as_array().unwrap().len(), officers);
        let mine = get("/api/congresses")
            .by(&cookie)
            .send(&stage.app)
            .await
            .json();
        assert_eq!(
            (&mine["total"], &mine["items"][0]["my_roles"]),
            (&json!(1), &roles)
        );
    }
    let stranger = stage.sign_in(&world.stranger).await;
    assert_eq!(
        get(stage.path(""))
            .by(&stranger)
            .send(&stage.app)
            .await
            .status,
        404
    );
    assert_eq!(
        get("/api/congresses")
            .by(&stranger)
            .send(&stage.app)
            .await
            .json()["total"],
        0
    );
}

#[tokio::test]
async fn a_draft_is_for_its_officers_only() {
    let stage = Stage::set().await;
    stage.bring_to(Life::Draft).await;
    let liaison = stage.sign_in(&stage.world.liaison).await;
    assert_eq!(
        get(stage.path(""))
            .by(&liaison)
            .send(&stage.app)
            .await
            .status,
        404
    );
    assert_eq!(
        get("/api/congresses")
            .by(&liaison)
            .send(&stage.app)
            .await
            .json()["total"],
        0
    );
    let reviewer = stage.sign_in(&stage.world.reviewer).await;
    assert_eq!(
        get(stage.path(""))
            .by(&reviewer)
            .send(&stage.app)
            .await
            .status,
        200
    );
}
