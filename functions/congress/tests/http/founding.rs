//! Creating and cloning a congress.

use domain::{category::Category, nomination::state::State};
use harness::{get, person, post};
use serde_json::{Value, json};

use crate::stage::{Stage, settings};

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
    let cookie = stage.sign_in(&phone).await;
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
    let cookie = stage.administrator.clone();
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
    let cookie = stage.administrator.clone();
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
    let liaison = stage.sign_in(&stage.world.liaison).await;
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
