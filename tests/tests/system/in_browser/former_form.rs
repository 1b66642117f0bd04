//! 从往届登记表带入, on a phone: only what is empty is filled in, what differs is chosen, and it is done with consent.

use serde_json::Value;
use tests::{
    browser::{Browser, PHONE, Person, skipped},
    stage::Stage,
};

use super::filling_in::saved;

/// Of the demo: a form at a former congress, and an empty one now.
const NOMINEE: &str = "19900950506";
const DIALOG: &str = "[data-dialog=former]";

#[tokio::test(flavor = "multi_thread")]
async fn a_former_form_is_brought_in_with_consent() {
    if skipped("a_former_form_is_brought_in_with_consent") {
        return;
    }
    let stage = Stage::with_demo().await;
    let nominee = stage.client(1);
    nominee.sign_in(NOMINEE).await;
    let browser = Browser::open(&stage.origin(), PHONE).await;
    browser.sit_down(&Person::of(&nominee)).await;
    browser.go("/my-form/").await;
    // One answer is given already, and not as it was then.
    browser
        .fill("[data-question=title] [name=title]", "正高级农艺师")
        .await;
    saved(&browser).await;
    browser
        .see_text("[data-former]", "示例市科学技术协会第五次代表大会")
        .await;
    browser.picture("former-form/offered").await;
    browser.click("[data-former] li button").await;
    for words in ["两次填写不同", "正高级农艺师", "不能带入"] {
        browser.see_text(DIALOG, words).await;
    }
    browser.picture("former-form/dialog").await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser
        .see_text(&format!("{DIALOG} .field-error"), "请先勾选同意")
        .await;
    browser
        .click(&format!("{DIALOG} label:has([name=sensitive])"))
        .await;
    browser
        .click(&format!("{DIALOG} label:has([name=consent])"))
        .await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser.see_no(DIALOG).await;
    browser.see_no("[data-former]").await;
    saved(&browser).await;
    browser.see("sensitive-consent[data-consent=given]").await;
    browser.see("photo-field img[data-photo]").await;
    browser
        .see_text("[role=tab][data-step] [data-field=missing]", "已填完")
        .await;
    browser.picture("former-form/brought-in").await;
    let shown = "return ['title', 'id_number', 'full_time_school'].map((name) => document.querySelector(`[name=${name}]`).value)";
    let shown = browser.ask(shown, vec![]).await;
    let words: Vec<_> = shown
        .as_array()
        .into_iter()
        .flatten()
        .map(Value::as_str)
        .collect();
    assert_eq!(words[0], Some("正高级农艺师"));
    assert_eq!(words[2], Some("示例农业大学"));
    assert_eq!(words[1].map(str::len), Some(18));
    // What is typed then is saved upon it, and nobody is asked about it.
    browser
        .fill("[data-question=email] [name=email]", "ruan@example.org")
        .await;
    saved(&browser).await;
    browser.see_no("[data-problem=stale]").await;
    browser.close();
    stage.stop().await;
}
