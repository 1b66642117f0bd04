//! By keyboard alone: signing in, giving one place, approving one person.

use tests::{
    browser::{Browser, DESKTOP, skipped},
    client::Client,
    stage::Stage,
};
use thirtyfour::Key;

use super::signing_in::{code_after, codes, phone_at_hand};

/// Units of the demo: the first has a place free, in the second four wait for first review.
const WITH_A_FREE_PLACE: &str = "19900950600";
const WITH_SOMEBODY_PENDING: &str = "19900950500";

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_allocating_and_approving_need_no_mouse() {
    if skipped("signing_in_allocating_and_approving_need_no_mouse") {
        return;
    }
    let stage = Stage::with_demo().await;
    let texts = phone_at_hand(&stage);
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    sign_in(&browser, &texts, WITH_A_FREE_PLACE).await;
    allocate(&browser).await;
    browser.leave().await;
    sign_in(&browser, &texts, WITH_SOMEBODY_PENDING).await;
    approve(&browser).await;
    browser.close();
    stage.stop().await;
}

async fn sign_in(browser: &Browser, texts: &Client, phone: &str) {
    browser.go("/login/").await;
    let before = codes(texts, phone).await.len();
    browser.tab_to("[data-form=sms] [name=phone]").await;
    browser.keys(phone).await;
    browser.tab_to("[data-form=sms] [data-action=verify]").await;
    browser.press(Key::Enter).await;
    browser
        .see("[data-form=sms] [data-action=send-code]:not(:disabled)")
        .await;
    browser
        .tab_to("[data-form=sms] [data-action=send-code]")
        .await;
    browser.press(Key::Enter).await;
    let code = code_after(texts, phone, before).await;
    browser
        .until(
            "the focus on the code",
            "return document.activeElement?.name === 'code'",
            vec![],
        )
        .await;
    browser.keys(&code).await;
    browser.tab_to("[name=agreed]").await;
    browser.press(Key::Space).await;
    browser.press(Key::Enter).await;
    if browser.place().await.starts_with("/login") && browser.has_focus("[name=agreed]").await {
        // Ticking and sending are two things where the box stands outside the form.
        browser
            .shift_tab_to("[data-form=sms] button[type=submit]")
            .await;
        browser.press(Key::Enter).await;
    }
    browser.see("[data-signed=in] [data-link=workbench]").await;
}

async fn allocate(browser: &Browser) {
    browser.see("a[data-module=nominate]").await;
    browser
        .tab_to("a[data-module=nominate], a[data-menu=nominate]")
        .await;
    browser.press(Key::Enter).await;
    browser.tab_to("[data-action=allocate]").await;
    browser.press(Key::Enter).await;
    browser
        .until(
            "the focus on the name",
            "return document.activeElement?.name === 'name'",
            vec![],
        )
        .await;
    browser.keys("安小童").await;
    browser.press(Key::Tab).await;
    browser.keys("19900957777").await;
    browser.press(Key::Tab).await;
    browser.keys("代表").await;
    browser
        .tab_to("[data-dialog=allocate] button[value=submit]")
        .await;
    browser.press(Key::Enter).await;
    browser.see_no("[data-dialog=allocate]").await;
    browser
        .see_text("[data-list=items] td.person", "安小童")
        .await;
}

async fn approve(browser: &Browser) {
    browser.see("a[data-module=pending]").await;
    browser
        .tab_to("a[data-module=pending], a[data-menu=pending]")
        .await;
    browser.press(Key::Enter).await;
    let row = "[data-list=items] tr";
    browser.see(row).await;
    let before = rows(browser).await;
    browser.tab_to(&format!("{row} [data-action=review]")).await;
    browser.press(Key::Enter).await;
    browser.tab_to("[data-dialog=drawer] [name=opinion]").await;
    browser.keys("同意推荐").await;
    browser
        .tab_to("[data-dialog=drawer] [data-action=approve]")
        .await;
    browser.press(Key::Enter).await;
    let fewer = "return document.querySelectorAll('[data-list=items] tr').length < arguments[0]";
    browser
        .until("one row less", fewer, vec![before.into()])
        .await;
    browser.press(Key::Escape).await;
    browser.see_no("[data-dialog=drawer]").await;
}

async fn rows(browser: &Browser) -> u64 {
    let rows = "return document.querySelectorAll('[data-list=items] tr').length";
    browser.ask(rows, vec![]).await.as_u64().expect("a number")
}
