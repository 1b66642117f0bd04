//! Units: inviting, changing, removing, extending; who sees them, with which indicators.

#![expect(clippy::unwrap_used, reason = "what the test sets up must be there")]

use axum::Router;
use domain::{category::Category, congress::Life, nomination::state::State};
use harness::{Harness, World, delete, get, post, put};
use jiff::SignedDuration;
use serde_json::{Value, json};

struct Stage {
    harness: Harness,
    world: World,
    app: Router,
    administrator: String,
}

impl Stage {
    async fn set() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        let (routes, _) = congress::router().split_for_parts();
        let app = harness.app(routes);
        let administrator = harness.sign_in(&world.administrator).await;
        Self {
            harness,
            world,
            app,
            administrator,
        }
    }

    fn units(&self) -> String {
        format!("/api/congresses/{}/units", self.world.congress)
    }

    fn unit(&self, rest: &str) -> String {
        format!("{}/{}{rest}", self.units(), self.world.unit)
    }

    async fn close(&self) {
        let wanted = store::Wanted {
            congress: Some(&self.world.congress),
            ..store::Wanted::default()
        };
        let before = self
            .harness
            .store()
            .load(&wanted)
            .await
            .unwrap()
            .congress
            .unwrap();
        let after = domain::congress::Congress {
            life: Life::Closed,
            ..before.clone()
        };
        let now = self.harness.now();
        self.harness
            .store()
            .commit_congress(Some(&before), &after, None, now)
            .await
            .unwrap();
    }

    /// Phones of everybody who is going to be told something.
    async fn told(&self) -> Vec<String> {
        let waiting = self
            .harness
            .store()
            .due_messages(self.harness.now(), 10)
            .await
            .unwrap();
        let messages = waiting.into_iter().flat_map(|item| item.messages);
        messages
            .map(|message| message.to.national().to_owned())
            .collect()
    }
}

fn input() -> Value {
    json!({
        "code": "U003", "name": "示例大学科协", "kind": "university",
        "liaisons": [{ "name": "周艳", "phone": "19900000033" }],
        "quotas": { "committee_member": { "places": 1 }, "delegate": { "places": 3, "minimums": { "female": 1 } } },
    })
}

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
    stage.close().await;
    let closed = change().at(version + 1).send(&stage.app).await;
    assert_eq!(closed.refusal(), (409, "congress_not_open".into()));
}

#[tokio::test]
async fn a_removed_liaison_is_out_at_once() {
    let stage = Stage::set().await;
    let colleague = stage.harness.sign_in(&stage.world.colleague).await;
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
        404
    );
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
        let cookie = stage.harness.sign_in(phone).await;
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
        let cookie = stage.harness.sign_in(phone).await;
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
        let cookie = stage.harness.sign_in(phone).await;
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
    let gone = stage.harness.sign_in(&stage.world.other_liaison).await;
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

#[tokio::test]
async fn a_stage_is_extended_for_one_unit_with_a_reason() {
    let stage = Stage::set().await;
    let until = (stage.harness.now() + SignedDuration::from_hours(24 * 40)).to_string();
    let body = json!({ "stage": "nominating", "until": until, "reason": " 台风 " });
    let request = post(stage.unit("/extensions"))
        .by(&stage.administrator)
        .key("extend-1")
        .json(&body);
    let answer = request.clone().send(&stage.app).await;
    assert_eq!(answer.status, 201, "{answer}");
    let view = answer.json();
    assert_eq!(
        view["extensions"],
        json!([{ "stage": "nominating", "until": until, "reason": "台风" }])
    );
    assert_eq!(view["windows"]["nominating"]["closes_at"], until);
    assert_eq!(request.send(&stage.app).await.json(), view, "once");
}

#[tokio::test]
async fn an_extension_without_reason_into_the_past_or_to_before_the_end_is_refused() {
    let stage = Stage::set().await;
    let refused = |body: Value| {
        post(stage.unit("/extensions"))
            .by(&stage.administrator)
            .json(&body)
    };
    let body = json!({ "stage": "nominating", "until": "2026-11-23T00:00:00Z", "reason": "" });
    let answer = refused(body).send(&stage.app).await;
    assert_eq!(
        (answer.status, answer.pointers()),
        (422, vec!["/reason".to_owned(), "/until".to_owned()])
    );
    let unknown =
        refused(json!({ "stage": "voting", "until": "2027-01-01T00:00:00Z", "reason": "甲" }));
    assert_eq!(unknown.send(&stage.app).await.pointers(), ["/stage"]);
    stage.close().await;
    let closed =
        refused(json!({ "stage": "nominating", "until": "2027-06-01T00:00:00Z", "reason": "甲" }));
    assert_eq!(
        closed.send(&stage.app).await.refusal(),
        (409, "congress_not_open".into())
    );
}

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
    let cookie = stage.harness.sign_in(&world.reviewer).await;
    let answer = get(&path).by(&cookie).send(&stage.app).await;
    let body = answer.json();
    let shares = |list: &str| -> Vec<(String, u64)> {
        let list = body["composition"][list]
            .as_array()
            .cloned()
            .unwrap_or_default();
        list.iter()
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
        shares("by_category"),
        [share("committee_member", 1), share("delegate", 2)]
    );
    assert_eq!(
        shares("by_sex"),
        [share("1", 1), share("2", 1), share("unknown", 1)]
    );
    assert_eq!(
        shares("by_occupation"),
        [share("10", 2), share("unknown", 1)]
    );
    assert_eq!(shares("by_age_band")[2], share("46-55", 2));
    assert_eq!(
        shares("by_trait").iter().find(|(code, _)| code == "female"),
        Some(&share("female", 1))
    );
    for list in [
        "by_ethnic_group",
        "by_party",
        "by_education",
        "by_title_rank",
        "by_age_band",
    ] {
        assert_eq!(
            shares(list).iter().map(|(_, count)| count).sum::<u64>(),
            3,
            "{list}"
        );
    }
    let units = body["units"].as_array().unwrap();
    assert_eq!(
        (&units[0]["progress"], &units[0]["allocated"]),
        (&json!("filling_in"), &json!(3))
    );
    assert_eq!(units[1]["progress"], "not_started");
    assert_eq!(body["by_progress"][0]["count"], 1);
    for (phone, status) in [(&world.liaison, 403), (&world.stranger, 404)] {
        let cookie = stage.harness.sign_in(phone).await;
        assert_eq!(get(&path).by(&cookie).send(&stage.app).await.status, status);
    }
}
