//! Progress and composition.

use domain::{category::Category, nomination::state::State};
use harness::get;
use serde_json::json;

use crate::stage::Stage;

#[tokio::test]
async fn statistics_count_everybody_who_holds_a_place_and_say_where_units_are() {
    let stage = Stage::set().await;
    let world = &stage.world;
    let nominees = [
        (1, Category::Delegate, State::Reported),
        (2, Category::CommitteeMember, State::FinalReviewApproved),
        (3, Category::Delegate, State::Allocated),
        (4, Category::Guest, State::Deregistered),
    ];
    for (number, category, state) in nominees {
        stage
            .harness
            .add_nominee(world, number, category, state)
            .await;
    }
    let path = format!("/api/congresses/{}/statistics", world.congress);
    let cookie = stage.sign_in(&world.reviewer).await;
    let answer = get(&path).by(&cookie).send(&stage.app).await;
    let body = answer.json();
    let shares = |list: &str| -> Vec<(String, u64)> {
        let facets = body["composition"]["facets"].as_array().unwrap();
        let facet = facets.iter().find(|facet| facet["code"] == list);
        facet.unwrap()["shares"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                (
                    one["code"].as_str().unwrap().to_owned(),
                    one["count"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    let share = |code: &str, count| (code.to_owned(), count);
    assert_eq!(body["composition"]["total"], 3, "{answer}");
    assert_eq!(
        shares("category"),
        [share("committee_member", 1), share("delegate", 2)]
    );
    assert_eq!(
        shares("sex"),
        [share("1", 1), share("2", 1), share("unknown", 1)]
    );
    assert_eq!(shares("occupation"), [share("10", 2), share("unknown", 1)]);
    assert_eq!(shares("age_band")[2], share("46-55", 2));
    assert_eq!(
        shares("trait").iter().find(|(code, _)| code == "female"),
        Some(&share("female", 1))
    );
    for list in [
        "ethnic_group",
        "party",
        "education",
        "title_rank",
        "age_band",
    ] {
        assert_eq!(
            shares(list).iter().map(|(_, count)| count).sum::<u64>(),
            3,
            "{list}"
        );
    }
    assert_eq!(shares("unit_kind"), [share("learned_society", 3)]);
    let path_of_unit = stage.unit("/statistics");
    let liaison = stage.sign_in(&world.liaison).await;
    let of_unit = get(&path_of_unit)
        .by(&liaison)
        .send(&stage.app)
        .await
        .json();
    assert_eq!(
        (&of_unit["composition"]["total"], &of_unit["targets"]),
        (&json!(3), &json!([]))
    );
    let stranger = stage.sign_in(&world.stranger).await;
    let refused = get(&path_of_unit).by(&stranger).send(&stage.app).await;
    assert_eq!(refused.status, 404);
    let path = stage.path("/progress");
    let body = get(&path).by(&cookie).send(&stage.app).await.json();
    let units = body["items"].as_array().unwrap();
    assert_eq!(
        (&units[0]["progress"], &units[0]["allocated"]),
        (&json!("filling_in"), &json!(3))
    );
    assert_eq!(units[1]["progress"], "not_started");
    assert_eq!(units[0]["days_left"], 30, "{}", units[0]);
    assert_eq!(body["by_progress"][0]["count"], 1);
    for (phone, status) in [(&world.liaison, 403), (&world.stranger, 404)] {
        let cookie = stage.sign_in(phone).await;
        assert_eq!(get(&path).by(&cookie).send(&stage.app).await.status, status);
    }
}
