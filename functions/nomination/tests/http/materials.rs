//! 材料: of people and of the unit, and the indicators they change.

use domain::{
    category::Category,
    congress::{Belongs, Material, OwnName, Settings},
    id::MaterialId,
    nomination::{Nomination, state::State},
};
use harness::{Answer, Harness, delete, get, post, world};
use serde_json::{Value, json};

use crate::{
    attachments::{PDF, PDF_SHA, announced, confirm, upload},
    stage::Stage,
};

fn settings() -> Settings {
    let material = |id: &str, zh: &str, belongs| Material {
        id: MaterialId::parse(id).unwrap(),
        name: OwnName {
            zh: zh.to_owned(),
            en: String::new(),
        },
        belongs,
        categories: [Category::Delegate].into(),
        template: None,
    };
    Settings {
        materials: vec![
            material("opinion", "党组织意见", Belongs::Person),
            material("record", "选举会议记录", Belongs::Unit),
        ],
        ..world::settings()
    }
}

async fn stage() -> Stage {
    let harness = Harness::start().await;
    let world = harness.world_with(settings(), world::quotas()).await;
    Stage::of(harness, world).await
}

fn of(material: &str) -> Value {
    let mut body = announced("记录.pdf", PDF, PDF_SHA, "material");
    body["material"] = json!(material);
    body
}

/// A file of a person's, all the way.
async fn given(stage: &Stage, one: &Nomination, material: &str) -> String {
    let path = stage.path(one, "/attachments");
    let announced = stage.liaison(post(path).json(&of(material))).await;
    assert_eq!(announced.status, 201, "{announced}");
    upload(stage, &announced, PDF).await;
    let confirmed = confirm(stage, one, &announced).await;
    assert_eq!(confirmed.status, 200, "{confirmed}");
    assert_eq!(confirmed.json()["material"], material);
    confirmed.json()["id"].as_str().unwrap().to_owned()
}

fn files(stage: &Stage, tail: &str) -> String {
    format!("{}/files{tail}", stage.unit())
}

async fn given_by_unit(stage: &Stage) -> Answer {
    let announced = stage
        .liaison(post(files(stage, "")).json(&of("record")))
        .await;
    assert_eq!(announced.status, 201, "{announced}");
    upload(stage, &announced, PDF).await;
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    stage
        .liaison(post(files(stage, &format!("/{id}/confirmation"))))
        .await
}

#[tokio::test]
async fn a_person_s_file_counts_for_its_material_until_it_is_removed() {
    let stage = stage().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let materials = |view: &Value| {
        (
            view["materials"][0]["name"].clone(),
            view["materials"][0]["required"].clone(),
            view["materials"][0]["files"].clone(),
        )
    };
    let details = stage.liaison(get(stage.path(&one, ""))).await.json();
    assert_eq!(
        materials(&details),
        (json!("党组织意见"), json!(true), json!(0))
    );
    let id = given(&stage, &one, "opinion").await;
    let reviewer = stage.cookie(&stage.world.reviewer).await;
    let details = stage
        .send(get(stage.path(&one, "")).by(&reviewer))
        .await
        .json();
    assert_eq!(materials(&details).2, 1);
    assert_eq!(details["attachments"][0]["material"], "opinion");
    let path = stage.path(&one, &format!("/attachments/{id}"));
    assert_eq!(stage.liaison(delete(path)).await.status, 204);
    let details = stage.liaison(get(stage.path(&one, ""))).await.json();
    assert_eq!(materials(&details).2, 0);
}

#[tokio::test]
async fn a_material_that_is_not_asked_of_whom_it_is_given_for_is_refused() {
    let stage = stage().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    for (path, material) in [
        (stage.path(&one, "/attachments"), "record"),
        (stage.path(&one, "/attachments"), "unheard"),
        (files(&stage, ""), "opinion"),
    ] {
        let refused = stage.liaison(post(path).json(&of(material))).await;
        assert_eq!(
            (refused.status, refused.pointers()),
            (422, vec!["/material".to_owned()])
        );
    }
    let unnamed = announced("记录.pdf", PDF, PDF_SHA, "material");
    let refused = stage.liaison(post(files(&stage, "")).json(&unnamed)).await;
    assert_eq!(refused.pointers(), ["/material"]);
}

#[tokio::test]
async fn a_unit_s_file_is_listed_downloaded_by_the_convener_and_taken_back_until_it_is_reported() {
    let stage = stage().await;
    let added = given_by_unit(&stage).await;
    assert_eq!(added.status, 200, "{added}");
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let reviewer = stage.cookie(&stage.world.reviewer).await;
    let list = stage
        .send(get(files(&stage, "")).by(&reviewer))
        .await
        .json();
    assert_eq!(
        (&list["items"][0]["name"], &list["may_change"]),
        (&json!("记录.pdf"), &json!(false))
    );
    assert_eq!(list["materials"][0]["files"], 1);
    let download = get(files(&stage, &format!("/{id}"))).by(&reviewer);
    assert!(stage.send(download).await.json()["url"].is_string());
    let history = stage
        .harness
        .store()
        .history(&stage.world.congress)
        .await
        .unwrap();
    assert_eq!(history.last().unwrap().deed.code(), "file_added");
    stage.delegate(1, State::Reported).await;
    let path = files(&stage, &format!("/{id}"));
    assert_eq!(
        stage.liaison(delete(&*path)).await.refusal(),
        (409, "wrong_state".to_owned())
    );
    // Another one can be added; it does not stand for the first.
    assert_eq!(given_by_unit(&stage).await.status, 200);
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.materials.total(), 2);
}

#[tokio::test]
async fn a_unit_s_file_that_is_not_what_it_says_is_removed_and_not_counted() {
    let stage = stage().await;
    let mut body = of("record");
    body["content_type"] = json!("image/png");
    let announced = stage.liaison(post(files(&stage, "")).json(&body)).await;
    upload(&stage, &announced, PDF).await;
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    let refused = stage
        .liaison(post(files(&stage, &format!("/{id}/confirmation"))))
        .await;
    assert_eq!(refused.refusal(), (422, "invalid_input".to_owned()));
    let list = stage.liaison(get(files(&stage, ""))).await.json();
    assert_eq!(
        (&list["items"], &list["materials"][0]["files"]),
        (&json!([]), &json!(0))
    );
}

#[tokio::test]
async fn confirming_twice_counts_once() {
    let stage = stage().await;
    let added = given_by_unit(&stage).await;
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let again = stage
        .liaison(post(files(&stage, &format!("/{id}/confirmation"))))
        .await;
    assert_eq!(again.status, 200, "{again}");
    let unit = stage
        .harness
        .unit(&stage.world.congress, &stage.world.unit)
        .await;
    assert_eq!(unit.materials.total(), 1);
}

#[tokio::test]
async fn counting_a_file_reads_no_form_and_stays_within_its_budget() {
    let stage = stage().await;
    let one = stage.delegate(1, State::FirstReviewApproved).await;
    let path = stage.path(&one, "/attachments");
    let announced = stage.liaison(post(path).json(&of("opinion"))).await;
    upload(&stage, &announced, PDF).await;
    let id = announced.json()["id"].as_str().unwrap().to_owned();
    let (edge, meter) = stage.harness.metered_edge();
    let app = nomination::router(edge);
    let confirm = post(stage.path(&one, &format!("/attachments/{id}/confirmation")));
    let confirmed = confirm.by(&stage.liaison).send(&app).await;
    assert_eq!(confirmed.status, 200, "{confirmed}");
    // Before the file is looked at and again when it is decided: the scene; the file's record; the transaction of summary,
    // trail, unit, board, file, register and answer.
    let cost = (meter.round_trips(), meter.write_units(), meter.read_units());
    eprintln!("{cost:?}");
    assert!(cost.0 <= 4 && cost.1 <= 26.0 && cost.2 <= 14.0, "{cost:?}");
}
