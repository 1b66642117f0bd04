//! Signing in through the page, as people do.

use std::time::Duration;

use tests::{
    browser::Browser,
    client::{Client, six_digits},
    stage::Stage,
};

/// Somebody who looks at the texts that were sent; their own phone, so to say.
pub(super) fn phone_at_hand(stage: &Stage) -> Client {
    stage.client(7_777)
}

/// Signs in on the login page and comes to the workbench.
pub(super) async fn sign_in(browser: &Browser, texts: &Client, phone: &str) {
    enter_code(browser, texts, phone).await;
    browser.see("[data-signed=in] [data-link=workbench]").await;
}

/// Signs in on the login page as far as the code goes.
pub(super) async fn enter_code(browser: &Browser, texts: &Client, phone: &str) {
    browser.go("/login/").await;
    ask_for_code(browser, texts, phone, "main").await;
    browser
        .click("main [data-form=sms] button[type=submit]")
        .await;
    browser
        .see_text("main [data-problem] li, main .field-error", "同意")
        .await;
    browser.click("main [name=agreed]").await;
    browser
        .click("main [data-form=sms] button[type=submit]")
        .await;
}

/// Fills in the phone, completes the verification, asks for a code and types what arrives.
pub(super) async fn ask_for_code(browser: &Browser, texts: &Client, phone: &str, within: &str) {
    let form = format!("{within} [data-form=sms]");
    let before = codes(texts, phone).await.len();
    browser.fill(&format!("{form} [name=phone]"), phone).await;
    browser.click(&format!("{form} [data-action=verify]")).await;
    browser
        .click(&format!("{form} [data-action=send-code]:not(:disabled)"))
        .await;
    let code = code_after(texts, phone, before).await;
    browser.fill(&format!("{form} [name=code]"), &code).await;
}

/// The code that arrives after so many.
pub(super) async fn code_after(texts: &Client, phone: &str, before: usize) -> String {
    for _ in 0..400 {
        if let Some(code) = codes(texts, phone).await.into_iter().nth(before) {
            return code;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no code arrived at {phone}");
}

/// All codes sent to a phone so far, the newest last.
pub(super) async fn codes(texts: &Client, phone: &str) -> Vec<String> {
    let outbox = texts.get("/dev/outbox").await.must(200);
    let sent = outbox.as_array().expect("a list of texts").iter();
    let to_them = sent.filter(|text| text["to"].as_str().is_some_and(|to| to.ends_with(phone)));
    to_them
        .filter_map(|text| six_digits(text["text"].as_str().unwrap_or_default()))
        .collect()
}
