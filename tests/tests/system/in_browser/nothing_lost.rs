//! Nothing typed is lost: by a session that ends, a connection that drops, a page that is loaded again.

use tests::{
    browser::{Browser, PHONE, Person, skipped},
    stage::Stage,
};

use super::{
    filling_in::{go_to_step, saved},
    signing_in::{ask_for_code, phone_at_hand},
};

/// Somebody of the demo whose form is not submitted yet.
const NOMINEE: &str = "19900950505";
const POST: &str = "[data-question=post] [name=post]";
const FAX: &str = "[data-question=fax] [name=fax]";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_survives_a_lost_session_and_a_dropped_connection() {
    if skipped("what_was_typed_survives_a_lost_session_and_a_dropped_connection") {
        return;
    }
    let stage = Stage::with_demo().await;
    let client = stage.client(1);
    client.sign_in(NOMINEE).await;
    let browser = Browser::open(&stage.origin(), PHONE).await;
    browser.sit_down(&Person::of(&client)).await;
    browser.go("/my-form/").await;
    go_to_step(&browser, 2).await;

    browser.leave().await;
    browser.fill(POST, "示例市青山区科学技术协会 主席").await;
    let dialog = "[data-dialog=sign-in][open]";
    browser.see(dialog).await;
    browser.picture("nothing-lost/session-ended").await;
    ask_for_code(&browser, &phone_at_hand(&stage), NOMINEE, dialog).await;
    browser.click(&format!("{dialog} [name=agreed]")).await;
    browser
        .click(&format!("{dialog} [data-form=sms] button[type=submit]"))
        .await;
    browser.see_no(dialog).await;
    saved(&browser).await;

    browser.cut_off().await;
    browser.fill(FAX, "0760-12345678").await;
    browser.see_text("[data-field=saved]", "已留在本机").await;
    browser.see("[data-offline]:not([hidden])").await;
    browser.picture("nothing-lost/cut-off").await;
    browser.connect_again().await;
    saved(&browser).await;
    browser.see_no("[data-offline]").await;

    browser.reload().await;
    go_to_step(&browser, 2).await;
    for (field, typed) in [
        (POST, "示例市青山区科学技术协会 主席"),
        (FAX, "0760-12345678"),
    ] {
        let value = browser.see(field).await.value().await.expect("a value");
        assert_eq!(value.as_deref(), Some(typed));
    }
    browser.close();
    stage.stop().await;
}

/// The liaison of the same unit.
const LIAISON: &str = "19900950500";

#[tokio::test(flavor = "multi_thread")]
async fn two_people_at_one_form_lose_nothing_of_either_nor_does_a_page_that_goes_away() {
    if skipped("two_people_at_one_form_lose_nothing_of_either_nor_does_a_page_that_goes_away") {
        return;
    }
    let stage = Stage::with_demo().await;
    let nominee = stage.client(1);
    nominee.sign_in(NOMINEE).await;
    let browser = Browser::open(&stage.origin(), PHONE).await;
    browser.sit_down(&Person::of(&nominee)).await;
    browser.go("/my-form/").await;
    go_to_step(&browser, 2).await;

    let session = nominee.get("/api/login/session").await.json();
    let own = &session["contexts"][0];
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let form = format!(
        "/api/nominations/{}/{}/{}/form",
        text(&own["congress"]["id"]),
        text(&own["nomination"]["unit_id"]),
        text(&own["nomination"]["id"])
    );
    let liaison = stage.client(2);
    liaison.sign_in(LIAISON).await;
    let enters = async |changes: serde_json::Value| {
        let version = liaison.get(&form).await.version();
        let body = serde_json::json!({ "changes": changes });
        let saved = liaison
            .change(reqwest::Method::PATCH, &form, Some(version), &body)
            .await;
        saved.must(200);
    };
    let shows = async |field: &str| {
        let shown = browser.see(field).await;
        shown.value().await.expect("a value").unwrap_or_default()
    };

    // Different fields are put together without a word.
    enters(serde_json::json!({ "fax": "0760-11112222" })).await;
    browser.fill(POST, "示例大学 院长").await;
    saved(&browser).await;
    assert_eq!(shows(FAX).await, "0760-11112222");

    // The same field is asked about, both answers in sight.
    enters(serde_json::json!({ "post": "示例大学 副校长" })).await;
    browser.fill(POST, "示例大学 教授").await;
    let asked = "[data-problem=stale]";
    for words in ["工作单位及职务", "示例大学 教授", "示例大学 副校长"] {
        browser.see_text(asked, words).await;
    }
    browser.picture("nothing-lost/two-answers").await;
    browser.click(".conflict label:nth-of-type(2)").await;
    browser.click("[data-action=settle]").await;
    saved(&browser).await;
    assert_eq!(shows(POST).await, "示例大学 副校长");

    // The page goes away before what was typed could be sent, and its last request is refused, for the other was faster:
    // it is there when the page is opened again, beside what the other entered.
    browser.cut_off().await;
    browser.fill(FAX, "0760-33334444").await;
    browser.see_text("[data-field=saved]", "已留在本机").await;
    enters(serde_json::json!({ "post": "示例大学 校长" })).await;
    let leaves = async || {
        browser
            .ask("location.href = 'about:blank'; return true", vec![])
            .await;
        browser.connect_again().await;
    };
    leaves().await;
    let stored = nominee.get(&form).await.json();
    assert_eq!(stored["values"]["fax"], "0760-11112222");
    browser.go("/my-form/").await;
    go_to_step(&browser, 2).await;
    saved(&browser).await;
    assert_eq!(shows(FAX).await, "0760-33334444");
    assert_eq!(shows(POST).await, "示例大学 校长");
    let stored = nominee.get(&form).await.json();
    assert_eq!(stored["values"]["fax"], "0760-33334444");

    // What was stored meanwhile, by the page's last request or by the other, leaves nothing to wait for; nor does what
    // is typed and taken back.
    browser.cut_off().await;
    browser.fill(FAX, "0760-55556666").await;
    browser.see_text("[data-field=saved]", "已留在本机").await;
    enters(serde_json::json!({ "fax": "0760-55556666" })).await;
    leaves().await;
    browser.go("/my-form/").await;
    go_to_step(&browser, 2).await;
    saved(&browser).await;
    browser.fill(FAX, "0760-55556666").await;
    saved(&browser).await;
    assert_eq!(shows(FAX).await, "0760-55556666");
    browser.close();
    stage.stop().await;
}
