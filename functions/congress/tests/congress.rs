//! The congress itself: creating, cloning, changing, opening and closing, naming officers; who sees what.

#![expect(clippy::unwrap_used, reason = "what the test sets up must be there")]

use axum::Router;
use domain::{category::Category, congress::Life, nomination::state::State};
use harness::{Harness, World, get, person, post, put};
use serde_json::{Value, json};

struct Stage {
    harness: Harness,
    world: World,
    app: Router,
}

impl Stage {
    async fn set() -> Self {
        let harness = Harness::start().await;
        let world = harness.world().await;
        let (routes, _) = congress::router().split_for_parts();
        let app = harness.app(routes);
        Self {
            harness,
            world,
            app,
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/congresses/{}{rest}", self.world.congress)
    }

    async fn administrator(&self) -> String {
        self.harness.sign_in(&self.world.administrator).await
    }

    /// Brings the congress somewhere in its life.
    async fn bring_to(&self, life: Life) {
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
            life,
            ..before.clone()
        };
        let now = self.harness.now();
        self.harness
            .store()
            .commit_congress(Some(&before), &after, None, now)
            .await
            .unwrap();
    }
}

fn settings() -> Value {
    json!({
        "title": "示例市科协第十次代表大会", "level": "city", "venue": "会议中心", "reference_date": "2026-11-30",
        "categories": { "committee_member": {}, "delegate": { "met": "up_to" } }, "traits": ["female"],
        "windows": { "nominating": { "opens_at": "2026-11-01T00:00:00Z", "closes_at": "2026-12-30T10:00:00Z" } },
        "support": { "name": "张工", "phone": "010-00000000" },
    })
}

#[tokio::test]
async fn somebody_with_the_grant_creates_a_draft_and_administers_it() {
    let stage = Stage::set().await;
    let phone = person::phone(77);
    stage
        .harness
        .store()
        .grant_convener(&phone, "示例市科学技术协会")
        .await
        .unwrap();
    let cookie = stage.harness.sign_in(&phone).await;
    let request = post("/api/congresses")
        .by(&cookie)
        .key("create-1")
        .json(&settings());
    let answer = request.clone().send(&stage.app).await;
    assert_eq!(answer.status, 201, "{answer}");
    let view = answer.json();
    assert_eq!(
        (&view["life"], &view["version"], answer.version()),
        (&json!("draft"), &json!(1), Some(1))
    );
    assert_eq!(view["my_roles"], json!(["administrator", "final_reviewer"]));
    assert_eq!(view["officers"][0]["phone"], "199****0077");
    assert_eq!(view["age_limit"], 45);
    let again = request.send(&stage.app).await;
    assert_eq!(
        again.json()["id"],
        view["id"],
        "the same key makes no second congress"
    );
    let mine = get("/api/congresses").by(&cookie).send(&stage.app).await;
    assert_eq!(mine.json()["total"], 1);
}

#[tokio::test]
async fn without_the_grant_nobody_creates_or_clones() {
    let stage = Stage::set().await;
    let cookie = stage.administrator().await;
    let answer = post("/api/congresses")
        .by(&cookie)
        .json(&settings())
        .send(&stage.app)
        .await;
    assert_eq!(answer.refusal(), (403, "forbidden".into()));
    let clone = post(stage.path("/clone"))
        .by(&cookie)
        .json(&json!({ "title": "第十次" }));
    assert_eq!(
        clone.send(&stage.app).await.refusal(),
        (403, "forbidden".into())
    );
    let nobody = post("/api/congresses")
        .json(&settings())
        .send(&stage.app)
        .await;
    assert_eq!(nobody.refusal(), (401, "unauthenticated".into()));
}

#[tokio::test]
async fn every_fault_of_the_settings_is_answered_at_once() {
    let stage = Stage::set().await;
    let cookie = stage.administrator().await;
    let mut body = settings();
    body["title"] = json!(" ");
    body["level"] = json!("village");
    body["reference_date"] = json!("2026-13-01");
    body["categories"] = json!({});
    body["age_limit"] = json!(7);
    body["windows"]["first_review"] =
        json!({ "opens_at": "2026-10-01T00:00:00Z", "closes_at": "2026-09-01T00:00:00Z" });
    body["colour"] = json!(1);
    let answer = put(stage.path(""))
        .by(&cookie)
        .at(1)
        .json(&body)
        .send(&stage.app)
        .await;
    assert_eq!(answer.refusal(), (422, "invalid_input".into()));
    let mut pointers = answer.pointers();
    pointers.sort_unstable();
    pointers.dedup();
    assert_eq!(
        pointers,
        [
            "/age_limit",
            "/categories",
            "/colour",
            "/level",
            "/reference_date",
            "/title",
            "/windows/first_review/closes_at"
        ]
    );
}

#[tokio::test]
async fn settings_change_at_the_version_that_was_seen_and_no_other() {
    let stage = Stage::set().await;
    let cookie = stage.administrator().await;
    let seen = get(stage.path("")).by(&cookie).send(&stage.app).await;
    assert_eq!(seen.version(), Some(1));
    let change = || put(stage.path("")).by(&cookie).json(&settings());
    let answer = change().at(1).send(&stage.app).await;
    assert_eq!(
        (answer.status, answer.version()),
        (200, Some(2)),
        "{answer}"
    );
    assert_eq!(answer.json()["title"], "示例市科协第十次代表大会");
    let stale = change().at(1).send(&stage.app).await;
    assert_eq!(stale.refusal(), (412, "stale_version".into()));
    assert_eq!(stale.json()["current"]["version"], 2);
    assert_eq!(
        change().send(&stage.app).await.refusal(),
        (428, "version_required".into())
    );
    stage.bring_to(Life::Archived).await;
    assert_eq!(
        change().at(3).send(&stage.app).await.refusal(),
        (409, "congress_not_open".into())
    );
}

#[tokio::test]
async fn a_category_in_which_somebody_holds_a_place_cannot_be_dropped() {
    let stage = Stage::set().await;
    stage
        .harness
        .add_nominee(&stage.world, 1, Category::Guest, State::Allocated)
        .await;
    let cookie = stage.administrator().await;
    let answer = put(stage.path(""))
        .by(&cookie)
        .at(1)
        .json(&settings())
        .send(&stage.app)
        .await;
    assert_eq!(answer.refusal(), (422, "invalid_input".into()));
    assert_eq!(answer.pointers(), ["/categories/guest"]);
}

#[tokio::test]
async fn only_the_administrator_changes_and_strangers_find_nothing() {
    let stage = Stage::set().await;
    let world = &stage.world;
    for (phone, status) in [
        (&world.reviewer, 403),
        (&world.liaison, 403),
        (&world.stranger, 404),
    ] {
        let cookie = stage.harness.sign_in(phone).await;
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
        .by(&stage.administrator().await)
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
        let cookie = stage.harness.sign_in(phone).await;
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
    let stranger = stage.harness.sign_in(&world.stranger).await;
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
    let liaison = stage.harness.sign_in(&stage.world.liaison).await;
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
    let reviewer = stage.harness.sign_in(&stage.world.reviewer).await;
    assert_eq!(
        get(stage.path(""))
            .by(&reviewer)
            .send(&stage.app)
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn opening_a_draft_invites_every_liaison_once() {
    let stage = Stage::set().await;
    stage.bring_to(Life::Draft).await;
    let cookie = stage.administrator().await;
    let answer = post(stage.path("/open"))
        .by(&cookie)
        .at(2)
        .key("open-once")
        .send(&stage.app)
        .await;
    assert_eq!(
        (answer.status, &answer.json()["life"]),
        (200, &json!("open")),
        "{answer}"
    );
    let again = post(stage.path("/open"))
        .by(&cookie)
        .at(2)
        .key("open-once")
        .send(&stage.app)
        .await;
    assert_eq!(again.json(), answer.json());
    let waiting = stage
        .harness
        .store()
        .due_messages(stage.harness.now(), 10)
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    let mut told: Vec<_> = waiting[0]
        .messages
        .iter()
        .map(|message| message.to.national().to_owned())
        .collect();
    told.sort_unstable();
    assert_eq!(told, ["19900000003", "19900000004", "19900000005"]);
    assert_eq!(
        waiting[0].messages[0].words.congress,
        "示例市科学技术协会第九次代表大会"
    );
}

#[tokio::test]
async fn a_life_goes_its_way_and_no_other() {
    let stage = Stage::set().await;
    let cookie = stage.administrator().await;
    let go = |verb: &str, version: u64| post(stage.path(verb)).by(&cookie).at(version);
    for verb in ["/open", "/reopen", "/archive"] {
        assert_eq!(
            go(verb, 1).send(&stage.app).await.refusal(),
            (409, "congress_not_open".into()),
            "{verb}"
        );
    }
    for (verb, version, life) in [
        ("/close", 1, "closed"),
        ("/reopen", 2, "open"),
        ("/close", 3, "closed"),
        ("/archive", 4, "archived"),
    ] {
        let answer = go(verb, version).send(&stage.app).await;
        assert_eq!(answer.json()["life"], life, "{answer}");
    }
    assert_eq!(go("/reopen", 5).send(&stage.app).await.status, 409);
    assert_eq!(
        go("/close", 4).send(&stage.app).await.refusal(),
        (412, "stale_version".into())
    );
    assert_eq!(
        post(stage.path("/close"))
            .by(&cookie)
            .send(&stage.app)
            .await
            .status,
        428
    );
    let waiting = stage
        .harness
        .store()
        .due_messages(stage.harness.now(), 10)
        .await
        .unwrap();
    assert!(waiting.is_empty(), "reopening tells nobody again");
}

#[tokio::test]
async fn officers_given_masked_keep_their_phones_and_who_is_left_out_is_out_at_once() {
    let stage = Stage::set().await;
    let cookie = stage.administrator().await;
    let body = json!({ "officers": [
        { "name": "高管理", "phone": "199****0001", "roles": ["administrator"] },
        { "name": "新人", "phone": "１９９００００００８８", "roles": ["final_reviewer", "administrator"] },
    ] });
    let answer = put(stage.path("/officers"))
        .by(&cookie)
        .at(1)
        .json(&body)
        .send(&stage.app)
        .await;
    assert_eq!(answer.status, 200, "{answer}");
    assert_eq!(
        answer.json()["officers"][0],
        json!({ "name": "高管理", "phone": "199****0001", "roles": ["administrator"] })
    );
    assert_eq!(
        get(stage.path(""))
            .by(&cookie)
            .send(&stage.app)
            .await
            .status,
        200,
        "still the same phone"
    );
    let new = stage.harness.sign_in(&person::phone(88)).await;
    assert_eq!(
        get("/api/congresses")
            .by(&new)
            .send(&stage.app)
            .await
            .json()["total"],
        1
    );
    let gone = stage.harness.sign_in(&stage.world.reviewer).await;
    assert_eq!(
        get(stage.path("")).by(&gone).send(&stage.app).await.status,
        404
    );
}

#[tokio::test]
async fn officers_that_cannot_be_are_refused_with_every_fault() {
    let stage = Stage::set().await;
    let cookie = stage.administrator().await;
    let refused = |body: Value| put(stage.path("/officers")).by(&cookie).at(1).json(&body);
    let answer = refused(json!({ "officers": [
        { "name": "", "phone": "123", "roles": ["king"] },
        { "name": "甲", "phone": "138****0001", "roles": [], "age": 3 },
    ], "x": 1 }))
    .send(&stage.app)
    .await;
    let mut pointers = answer.pointers();
    pointers.sort_unstable();
    assert_eq!(
        (answer.status, pointers),
        (
            422,
            [
                "/officers/0/name",
                "/officers/0/phone",
                "/officers/0/roles/0",
                "/officers/1/age",
                "/officers/1/phone",
                "/x"
            ]
            .map(String::from)
            .to_vec()
        )
    );
    let nobody = refused(
        json!({ "officers": [{ "name": "钟审", "phone": "199****0002", "roles": ["final_reviewer"] }] }),
    );
    assert_eq!(nobody.send(&stage.app).await.pointers(), ["/officers"]);
    let twice = json!({ "name": "高管", "phone": "199****0001", "roles": ["administrator"] });
    let answer = refused(json!({ "officers": [twice, twice] }))
        .send(&stage.app)
        .await;
    assert_eq!(answer.pointers(), ["/officers/1/phone"]);
}

#[tokio::test]
async fn a_clone_has_settings_officers_and_units_and_nobody_nominated() {
    let stage = Stage::set().await;
    stage
        .harness
        .add_nominee(&stage.world, 1, Category::Delegate, State::Reported)
        .await;
    stage
        .harness
        .store()
        .grant_convener(&stage.world.administrator, "示例市科协")
        .await
        .unwrap();
    let cookie = stage.administrator().await;
    let request = post(stage.path("/clone"))
        .by(&cookie)
        .key("clone-01")
        .json(&json!({ "title": "第十次代表大会" }));
    let answer = request.clone().send(&stage.app).await;
    assert_eq!(answer.status, 201, "{answer}");
    let clone = answer.json();
    assert_eq!(
        (&clone["title"], &clone["life"]),
        (&json!("第十次代表大会"), &json!("draft"))
    );
    assert_eq!(
        (&clone["windows"], &clone["starts_on"]),
        (&json!({}), &Value::Null)
    );
    assert_eq!(clone["officers"].as_array().unwrap().len(), 2);
    assert_eq!(request.send(&stage.app).await.json()["id"], clone["id"]);
    let units = get(format!(
        "/api/congresses/{}/units",
        clone["id"].as_str().unwrap()
    ));
    let units = units.by(&cookie).send(&stage.app).await.json();
    assert_eq!(units["total"], 2);
    assert_eq!(
        (&units["items"][0]["counts"], &units["items"][0]["code"]),
        (&json!({}), &json!("U001"))
    );
    let liaison = stage.harness.sign_in(&stage.world.liaison).await;
    assert_eq!(
        get("/api/congresses")
            .by(&liaison)
            .send(&stage.app)
            .await
            .json()["total"],
        1,
        "a draft"
    );
    let untitled = post(stage.path("/clone"))
        .by(&cookie)
        .json(&json!({ "title": "" }))
        .send(&stage.app)
        .await;
    assert_eq!(
        (untitled.status, untitled.pointers()),
        (422, vec!["/title".to_owned()])
    );
    let bare = json!({ "title": "第十一次", "units": false });
    let bare = post(stage.path("/clone"))
        .by(&cookie)
        .json(&bare)
        .send(&stage.app)
        .await
        .json();
    let units = get(format!(
        "/api/congresses/{}/units",
        bare["id"].as_str().unwrap()
    ));
    assert_eq!(units.by(&cookie).send(&stage.app).await.json()["total"], 0);
}
