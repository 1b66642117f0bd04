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
