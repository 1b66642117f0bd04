//! Layouts with errors, fonts and storage that are missing.

use std::{fs, sync::Arc};

use api::Edge;
use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region, retry::RetryConfig};
use domain::category::Category;
use print::Press;
use serde_json::json;
use store::files::Files;

use crate::stage::{ORIGIN, Stage, blank};

#[tokio::test]
async fn an_error_in_a_layout_is_told_with_file_line_and_column() {
    let stage = Stage::blank().await;
    let folder = stage.layouts.as_ref().unwrap();
    let nominee = stage.nominee(1, Category::Delegate).await;
    let path = stage.of(&nominee, "form.pdf");
    let told = async || {
        let answer = stage.take(&stage.world.liaison, &path).await;
        assert_eq!(answer.refusal(), (500, "internal".into()));
        answer.json()["detail"].as_str().unwrap().to_owned()
    };
    let layout = folder.path().join("form.typ");
    fs::write(&layout, "#let 名 = 1\n  #let x = (1 + \n").unwrap();
    let syntax = told().await;
    assert!(
        syntax.contains("templates/print/form.typ:2:12: unclosed delimiter"),
        "{syntax}"
    );
    fs::write(&layout, "甲 #json(\"/data.json\").people.first().nme").unwrap();
    let field = told().await;
    assert!(field.contains("templates/print/form.typ:1:"), "{field}");
    assert!(field.contains("nme"), "{field}");
    fs::write(folder.path().join("words.json"), "{\n  \"zh\": {,\n}").unwrap();
    fs::write(&layout, "#json(\"words.json\")").unwrap();
    let words = told().await;
    assert!(words.contains("words.json:2:"), "{words}");
    // Put right, it prints again: nothing has to be started anew.
    fs::write(&layout, "#json(\"/data.json\").people.first().name").unwrap();
    assert_eq!(stage.take(&stage.world.liaison, &path).await.status, 200);

    fs::write(folder.path().join("words.json"), "{}").unwrap();
    let document = folder.path().join("form-docx");
    fs::create_dir(&document).unwrap();
    let told = async || {
        let path = stage.of(&nominee, "form.docx");
        let answer = stage.take(&stage.world.liaison, &path).await;
        answer.json()["detail"].as_str().unwrap().to_owned()
    };
    fs::write(document.join("document.xml"), "<a>\n{{ person.nme }}</a>").unwrap();
    let field = told().await;
    assert!(
        field.contains("templates/print/form-docx/document.xml:2:"),
        "{field}"
    );
    fs::write(document.join("document.xml"), "<a>\n\n{% if %}</a>").unwrap();
    let syntax = told().await;
    assert!(
        syntax.contains("templates/print/form-docx/document.xml:3:"),
        "{syntax}"
    );
}

#[tokio::test]
async fn a_missing_font_is_named_with_the_package_to_install() {
    let folder = blank();
    let list =
        json!([{ "file": "Missing.ttf", "face": 0, "package": "fonts-missing", "needed": true }]);
    fs::write(folder.path().join("fonts.json"), list.to_string()).unwrap();
    let press = Press::new(folder.path(), Press::font_folders(), ORIGIN);
    let stage = Stage::with(Arc::new(press)).await;
    let nominee = stage.nominee(1, Category::Delegate).await;
    let answer = stage
        .take(&stage.world.liaison, &stage.of(&nominee, "form.pdf"))
        .await;
    assert_eq!(answer.status, 500);
    assert!(
        answer.to_string().contains("Missing.ttf (fonts-missing)"),
        "{answer}"
    );
}

#[tokio::test]
async fn when_the_storage_fails_nothing_leaves_and_nothing_is_recorded() {
    let stage = Stage::blank().await;
    stage.nominee(1, Category::Delegate).await;
    let nowhere = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url("http://127.0.0.1:9")
        .retry_config(RetryConfig::disabled())
        .credentials_provider(Credentials::new("local", "secret", None, None, "local"))
        .build();
    let files = Files::new(aws_sdk_s3::Client::from_conf(nowhere), "attachments");
    let now = stage.harness.now();
    let edge = Edge::new(stage.harness.store().clone(), files).with_clock(move || now);
    let (routes, _) =
        print::routes(Arc::new(Press::new(blank().path(), Vec::new(), ORIGIN))).split_for_parts();
    let app = api::shell::wrap(routes, edge);
    let cookie = stage.harness.sign_in(&stage.world.liaison).await;
    let body = json!({ "unit": stage.world.unit.to_string(), "unmasked": true, "reason": "打印" });
    let answer = harness::post(stage.path("forms"))
        .by(&cookie)
        .json(&body)
        .send(&app)
        .await;
    assert_eq!(answer.refusal(), (503, "unavailable".into()));
    assert!(stage.disclosures().await.is_empty());
}
