//! Materials and their empty forms.

use harness::{Answer, Ask, delete, get, post, put};
use serde_json::{Value, json};

use crate::stage::{Stage, settings};

fn with_materials() -> Value {
    let mut body = settings();
    body["materials"] = json!([
        { "id": "opinion", "name": { "zh": "党组织意见", "en": "Opinion" }, "belongs": "person", "categories": ["delegate"] },
        { "id": "record", "name": { "zh": "选举会议记录" }, "belongs": "unit", "categories": [] },
    ]);
    body
}

async fn send(stage: &Stage, ask: Ask) -> Answer {
    ask.by(&stage.administrator).send(&stage.app).await
}

async fn asked(stage: &Stage) {
    let saved = send(stage, put(stage.path("")).at(1).json(&with_materials())).await;
    assert_eq!(saved.status, 200, "{saved}");
    assert_eq!(saved.json()["materials"][1]["name"]["zh"], "选举会议记录");
}

fn template(stage: &Stage, name: &str, version: u64) -> Ask {
    let path = stage.path(&format!("/materials/opinion/template?name={name}"));
    put(path)
        .at(version)
        .bytes("application/octet-stream", "%PDF-1.7 empty")
}

#[tokio::test]
async fn an_empty_form_is_put_kept_when_settings_are_saved_downloaded_by_all_and_taken_away() {
    let stage = Stage::set().await;
    asked(&stage).await;
    let put_there = send(&stage, template(&stage, "form.pdf", 2)).await;
    assert_eq!(
        put_there.json()["materials"][0]["template"]["name"],
        "form.pdf",
        "{put_there}"
    );
    // The page sends back what it was shown, and what somebody makes up about files is not believed.
    let mut body = with_materials();
    body["materials"][0]["template"] =
        json!({ "file": "other", "name": "x", "content_type": "y", "size": 1 });
    let saved = send(&stage, put(stage.path("")).at(3).json(&body)).await;
    assert_eq!(
        saved.json()["materials"][0]["template"]["name"],
        "form.pdf",
        "{saved}"
    );
    let path = stage.path("/materials/opinion/template");
    let liaison = stage.sign_in(&stage.world.liaison).await;
    let download = get(&*path).by(&liaison).send(&stage.app).await.json();
    assert!(
        download["url"].as_str().unwrap().contains("templates"),
        "{download}"
    );
    let stranger = stage.sign_in(&stage.world.stranger).await;
    assert_eq!(get(&*path).by(&stranger).send(&stage.app).await.status, 404);
    let without = send(&stage, delete(&*path).at(4)).await;
    assert_eq!(
        (without.status, &without.json()["materials"][0]["template"]),
        (200, &Value::Null)
    );
    assert_eq!(send(&stage, get(&*path)).await.status, 404);
}

#[tokio::test]
async fn an_empty_form_must_be_of_a_material_at_its_version_and_what_its_name_says() {
    let stage = Stage::set().await;
    asked(&stage).await;
    let none = put(stage.path("/materials/other/template?name=a.pdf"))
        .at(2)
        .bytes("x/y", "%PDF-");
    assert_eq!(send(&stage, none).await.status, 404);
    assert_eq!(
        send(&stage, template(&stage, "form.pdf", 1))
            .await
            .refusal(),
        (412, "stale_version".into())
    );
    assert_eq!(
        send(&stage, template(&stage, "form.docx", 2)).await.status,
        415
    );
    assert_eq!(
        send(&stage, template(&stage, "", 2)).await.pointers(),
        ["/name"]
    );
}

#[tokio::test]
async fn a_clone_has_the_materials_and_empty_forms_of_its_own() {
    let stage = Stage::set().await;
    asked(&stage).await;
    send(&stage, template(&stage, "form.pdf", 2)).await;
    let store = stage.harness.store();
    store
        .grant_convener(&stage.world.administrator, "示例市科协")
        .await
        .unwrap();
    let clone = post(stage.path("/clone")).json(&json!({ "title": "第十次代表大会" }));
    let clone = send(&stage, clone).await.json();
    assert_eq!(clone["materials"][0]["template"]["name"], "form.pdf");
    // The earlier term's goes, the next term's stays.
    send(
        &stage,
        delete(stage.path("/materials/opinion/template")).at(3),
    )
    .await;
    let id = clone["id"].as_str().unwrap();
    let download = get(format!("/api/congresses/{id}/materials/opinion/template"));
    let url = send(&stage, download).await.json()["url"]
        .as_str()
        .unwrap()
        .to_owned();
    let (_, rest) = url.split_once("//").unwrap();
    let path = &rest[rest.find('/').unwrap()..];
    let file = get(path).header("host", &stage.harness.objects_authority());
    let file = file.send(stage.harness.objects()).await;
    assert_eq!((file.status, &*file.body), (200, &b"%PDF-1.7 empty"[..]));
}
