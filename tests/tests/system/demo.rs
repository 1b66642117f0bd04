//! What the demo offers to try: a file to import, and a form of a former congress to bring in.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{client::Client, stage::Stage};

const IMPORT: &[u8] = include_bytes!("../../../infra/local/demo/import.csv");
/// The liaison whose unit has places for them, and the nominee with a former form.
const LIAISON: &str = "19900950600";
const NOMINEE: &str = "19900950506";

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// The path of somebody's unit, or of their own nomination, at the newest congress they are part of.
async fn own(client: &Client, phone: &str) -> String {
    let session = client.sign_in(phone).await;
    let context = &session["contexts"][0];
    let congress = text(&context["congress"]["id"]);
    match &context["nomination"] {
        Value::Null => format!(
            "/api/nominations/{congress}/{}",
            text(&context["units"][0]["id"])
        ),
        own => format!(
            "/api/nominations/{congress}/{}/{}",
            text(&own["unit_id"]),
            text(&own["id"])
        ),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_has_a_file_to_import_and_a_former_form_to_bring_in() {
    let stage = Stage::with_demo().await;
    let liaison = stage.client(1);
    let unit = own(&liaison, LIAISON).await;
    let file = Some(("text/csv", IMPORT.to_vec()));
    let seen = liaison
        .send(Method::POST, &format!("{unit}/imports"), None, file)
        .await;
    let seen = seen.must(200);
    assert_eq!(
        (&seen["counts"]["new"], &seen["counts"]["error"]),
        (&json!(2), &json!(0)),
        "{seen}"
    );

    let nominee = stage.client(2);
    let path = own(&nominee, NOMINEE).await;
    let former = nominee.get(&format!("{path}/former-forms")).await.must(200);
    let one = &former["items"][0];
    assert_eq!(one["title"], "示例市科学技术协会第五次代表大会");
    assert_eq!(
        (&one["date"], &one["photo"]),
        (&json!("2021-12-08"), &json!(true))
    );
    // The present congress does not ask for it.
    assert_eq!(one["left_out"][0]["label"], "所在地方科协任职情况");
    stage.stop().await;
}
