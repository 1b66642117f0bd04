//! Who sees units, with which indicators, and who changes them.

use domain::{category::Category, nomination::state::State};
use harness::{delete, get, post, put};
use serde_json::json;

use crate::stage::{Stage, input};

#[tokio::test]
async fn one_unit_is_shown_with_indicators_and_warnings_to_its_liaisons_and_the_convener() {
    let stage = Stage::set().await;
    for number in 1..=6 {
        stage
            .harness
            .add_nominee(
                &stage.world,
                number * 2 - 1,
                Category::Delegate,
                State::FirstReviewApproved,
            )
            .await;
    }
    for phone in [
        &stage.world.liaison,
        &stage.world.reviewer,
        &stage.world.administrator,
    ] {
        let cookie = stage.sign_in(phone).await;
        let view = get(stage.unit(""))
            .by(&cookie)
            .send(&stage.app)
            .await
            .json();
        let places = &view["indicators"].as_array().unwrap()[1];
        assert_eq!(places["shows"], "6(6)", "{view}");
        let women = view["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["trait"] == "female")
            .unwrap();
        assert_eq!(
            (&women["shows"], &women["met"]),
            (&json!("0(1)"), &json!(false))
        );
        assert!(
            view["warnings"][0].as_str().unwrap().contains("女性"),
            "{view}"
        );
    }
    let nominee = stage
        .harness
        .add_nominee(&stage.world, 90, Category::Guest, State::Allocated)
        .await;
    for (phone, status) in [
        (&stage.world.other_liaison, 403),
        (&nominee.phone, 403),
        (&stage.world.stranger, 404),
    ] {
        let cookie = stage.sign_in(phone).await;
        assert_eq!(
            get(stage.unit(""))
                .by(&cookie)
                .send(&stage.app)
                .await
                .status,
            status
        );
    }
}

#[tokio::test]
async fn units_are_listed_for_the_convener_only_and_changed_by_the_administrator_only() {
    let stage = Stage::set().await;
    let world = &stage.world;
    for (phone, read, write) in [
        (&world.reviewer, 200, 403),
        (&world.liaison, 403, 403),
        (&world.stranger, 404, 404),
    ] {
        let cookie = stage.sign_in(phone).await;
        assert_eq!(
            get(stage.units()).by(&cookie).send(&stage.app).await.status,
            read,
            "{phone:?}"
        );
        let extension =
            json!({ "stage": "nominating", "until": "2027-06-01T00:00:00Z", "reason": "台风" });
        let answers = [
            post(stage.units())
                .by(&cookie)
                .json(&input())
                .send(&stage.app)
                .await,
            put(stage.unit(""))
                .by(&cookie)
                .at(1)
                .json(&input())
                .send(&stage.app)
                .await,
            delete(stage.unit("")).by(&cookie).send(&stage.app).await,
            post(stage.unit("/extensions"))
                .by(&cookie)
                .json(&extension)
                .send(&stage.app)
                .await,
        ];
        for answer in answers {
            assert_eq!(answer.status, write, "{phone:?} {answer}");
        }
    }
    let missing = format!("{}/{}", stage.units(), stage.harness.id());
    assert_eq!(
        get(missing)
            .by(&stage.administrator)
            .send(&stage.app)
            .await
            .status,
        404
    );
}
