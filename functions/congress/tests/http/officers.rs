//! Naming officers.

use harness::{get, person, put};
use serde_json::{Value, json};

use crate::stage::{Stage, input};

#[tokio::test]
async fn officers_given_masked_keep_their_phones_and_who_is_left_out_is_out_at_once() {
    let stage = Stage::set().await;
    let cookie = stage.administrator.clone();
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
    let new = stage.sign_in(&person::phone(88)).await;
    assert_eq!(
        get("/api/congresses")
            .by(&new)
            .send(&stage.app)
            .await
            .json()["total"],
        1
    );
    let gone = stage.sign_in(&stage.world.reviewer).await;
    assert_eq!(
        get(stage.path("")).by(&gone).send(&stage.app).await.status,
        404
    );
}

#[tokio::test]
async fn officers_that_cannot_be_are_refused_with_every_fault() {
    let stage = Stage::set().await;
    let cookie = stage.administrator.clone();
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
async fn who_sees_other_peoples_data_must_have_shown_a_second_factor() {
    let stage = Stage::set().await;
    for phone in [&stage.world.administrator, &stage.world.reviewer] {
        let cookie = stage.harness.sign_in_by_code_only(phone).await;
        for path in ["", "/units", "/statistics"] {
            let refused = get(stage.path(path)).by(&cookie).send(&stage.app).await;
            assert_eq!(
                refused.refusal(),
                (403, "second_factor_required".into()),
                "{path}"
            );
        }
    }
    let liaison = stage
        .harness
        .sign_in_by_code_only(&stage.world.liaison)
        .await;
    let own = get(stage.unit("")).by(&liaison).send(&stage.app).await;
    assert_eq!(own.status, 200, "a liaison sees their own unit: {own}");
    let stranger = stage
        .harness
        .sign_in_by_code_only(&stage.world.stranger)
        .await;
    let nothing = get(stage.path("")).by(&stranger).send(&stage.app).await;
    assert_eq!(
        nothing.status, 404,
        "whom nothing is shown is asked nothing"
    );
}

#[tokio::test]
async fn officers_and_liaisons_change_only_with_a_fresh_factor() {
    let stage = Stage::set().await;
    let unit = get(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await
        .json();
    stage.harness.wait(jiff::SignedDuration::from_mins(11));
    let body = json!({ "officers": [
        { "name": "高管理", "phone": "199****0001", "roles": ["administrator", "final_reviewer"] },
    ] });
    let officers = || put(stage.path("/officers")).at(1).json(&body);
    let stale = officers().by(&stage.administrator).send(&stage.app).await;
    assert_eq!(stale.refusal(), (403, "fresh_factor_required".into()));
    let mut entry = serde_json::Map::new();
    for name in ["code", "name", "kind", "quotas", "liaisons"] {
        entry.insert(name.to_owned(), unit[name].clone());
    }
    let version = unit["version"].as_u64().unwrap();
    let change = |entry: &serde_json::Map<String, Value>| {
        put(stage.unit(""))
            .at(version)
            .json(&Value::Object(entry.clone()))
            .by(&stage.administrator)
    };
    let mut other_liaison = entry.clone();
    other_liaison["liaisons"] = json!([{ "name": "新联络员", "phone": "19900000077" }]);
    let stale = change(&other_liaison).send(&stage.app).await;
    assert_eq!(
        stale.refusal(),
        (403, "fresh_factor_required".into()),
        "{stale}"
    );
    entry["name"] = json!("改名学会");
    let renamed = change(&entry).send(&stage.app).await;
    assert_eq!(renamed.status, 200, "a name is no role: {renamed}");
    let fresh = stage.sign_in(&stage.world.administrator).await;
    let done = officers().by(&fresh).send(&stage.app).await;
    assert_eq!(done.status, 200, "{done}");
}

#[tokio::test]
async fn whoever_loses_an_office_is_signed_out_at_once_and_whoever_keeps_theirs_is_not() {
    let stage = Stage::set().await;
    let reviewer = stage.sign_in(&stage.world.reviewer).await;
    let body = json!({ "officers": [
        { "name": "高管理", "phone": "199****0001", "roles": ["administrator"] },
    ] });
    let change = put(stage.path("/officers"))
        .by(&stage.administrator)
        .at(1)
        .json(&body);
    let answer = change.send(&stage.app).await;
    assert_eq!(answer.status, 200, "{answer}");
    let asked = get("/api/congresses").by(&reviewer).send(&stage.app).await;
    assert_eq!(asked.status, 401, "{asked}");
    let asked = get(stage.path(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    assert_eq!(asked.status, 200, "{asked}");
}

#[tokio::test]
async fn a_liaison_who_is_replaced_is_signed_out_at_once() {
    let stage = Stage::set().await;
    let liaison = stage.sign_in(&stage.world.liaison).await;
    let unit = get(stage.unit(""))
        .by(&stage.administrator)
        .send(&stage.app)
        .await;
    let mut body = input();
    body["code"] = unit.json()["code"].clone();
    let change = put(stage.unit(""))
        .by(&stage.administrator)
        .at(unit.version().unwrap());
    let answer = change.json(&body).send(&stage.app).await;
    assert_eq!(answer.status, 200, "{answer}");
    let asked = get("/api/congresses").by(&liaison).send(&stage.app).await;
    assert_eq!(asked.status, 401, "{asked}");
}
