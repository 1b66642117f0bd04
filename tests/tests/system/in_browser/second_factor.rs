//! Every way of signing in, through the pages: code, password, app, recovery code, passkey.

use serde_json::json;
use tests::{
    browser::{Browser, DESKTOP, PHONE, skipped},
    client::Client,
    stage::Stage,
};

use super::signing_in::{enter_code, phone_at_hand, sign_in};

/// May create congresses, so a second factor is asked for.
const CONVENER: &str = "19900990001";
/// Has no part in anything yet.
const SOMEBODY: &str = "19900990002";
const PASSWORD: &str = "three small boats";
const DIALOG: &str = "[data-dialog=second-factor][open]";

/// Sets up an app in the dialog that a first sign-in opens; answers the recovery codes.
pub(super) async fn sets_up_an_app(browser: &Browser, stage: &Stage, phone: &str) -> Vec<String> {
    browser
        .click(&format!("{DIALOG} totp-setup [data-action=begin]"))
        .await;
    browser
        .see(&format!(
            "{DIALOG} totp-setup form:has([data-qr] path[d^=M]) [data-field=secret]"
        ))
        .await;
    browser.picture("signing-in/set-up-an-app").await;
    let code = stage.app_code(phone).await;
    browser
        .fill(&format!("{DIALOG} totp-setup [name=code]"), &code)
        .await;
    browser
        .click(&format!("{DIALOG} totp-setup button[type=submit]"))
        .await;
    browser
        .see(&format!("{DIALOG} recovery-codes li:nth-of-type(10)"))
        .await;
    browser.picture("signing-in/recovery-codes").await;
    let codes = browser
        .text_of(&format!("{DIALOG} recovery-codes code"))
        .await;
    browser
        .click(&format!("{DIALOG} recovery-codes [data-action=done]"))
        .await;
    codes.lines().map(str::to_owned).collect()
}

async fn signs_out(browser: &Browser) {
    browser.click("[data-action=sign-out]").await;
    browser
        .see("[data-signed=out]:not([hidden]) [data-link=login]")
        .await;
}

async fn is_at_the_workbench(browser: &Browser) {
    browser.see_no(DIALOG).await;
    browser.see("workbench-page").await;
    browser.see("[data-signed=in] [data-link=account]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_signs_in_by_code_and_password_with_app_and_recovery_code() {
    if skipped("an_officer_signs_in_by_code_and_password_with_app_and_recovery_code") {
        return;
    }
    let stage = Stage::start().await;
    stage.grant_convener(CONVENER, "示例市科学技术协会").await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    let texts = phone_at_hand(&stage);
    enter_code(&browser, &texts, CONVENER).await;
    let codes = sets_up_an_app(&browser, &stage, CONVENER).await;
    assert_eq!(codes.len(), 10);
    is_at_the_workbench(&browser).await;

    sets_a_password(&browser).await;
    signs_out(&browser).await;
    by_password(&browser).await;
    browser.see(&format!("{DIALOG} [data-form=totp]")).await;
    browser.picture("signing-in/asks-for-the-app").await;
    browser
        .click(&format!("{DIALOG} [data-method=recovery_code] summary"))
        .await;
    browser
        .fill(&format!("{DIALOG} [name=recovery_code]"), &codes[0])
        .await;
    browser
        .click(&format!("{DIALOG} [data-form=recovery] button"))
        .await;
    is_at_the_workbench(&browser).await;

    signs_out(&browser).await;
    by_password(&browser).await;
    browser
        .fill(&format!("{DIALOG} [data-form=totp] [name=code]"), "000000")
        .await;
    browser
        .click(&format!("{DIALOG} [data-form=totp] button"))
        .await;
    browser
        .see_text(&format!("{DIALOG} [data-problem]"), "验证码不正确")
        .await;
    let code = stage.app_code(CONVENER).await;
    browser
        .fill(&format!("{DIALOG} [data-form=totp] [name=code]"), &code)
        .await;
    browser
        .click(&format!("{DIALOG} [data-form=totp] button"))
        .await;
    is_at_the_workbench(&browser).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close();
    stage.stop().await;
}

async fn sets_a_password(browser: &Browser) {
    browser.click("[data-link=account]").await;
    browser.click("account-page [data-action=password]").await;
    let dialog = "[data-dialog=password][open]";
    browser
        .fill(&format!("{dialog} [name=password]"), PASSWORD)
        .await;
    browser
        .click(&format!("{dialog} button[value=submit]"))
        .await;
    browser
        .see("[data-has=password] [data-field=password_set_at]")
        .await;
    browser.picture("signing-in/account").await;
}

async fn by_password(browser: &Browser) {
    browser.go("/login/").await;
    browser.click("[data-tab=password]").await;
    browser
        .fill("main [data-form=password] [name=phone]", CONVENER)
        .await;
    browser
        .fill("main [data-form=password] [name=password]", PASSWORD)
        .await;
    browser.click("main [name=agreed]").await;
    browser
        .click("main [data-form=password] button[type=submit]")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_made_on_the_account_page_and_signs_in_without_a_number() {
    if skipped("a_passkey_is_made_on_the_account_page_and_signs_in_without_a_number") {
        return;
    }
    let stage = Stage::start().await;
    let browser = Browser::open(&stage.origin(), PHONE).await;
    let texts: Client = phone_at_hand(&stage);
    has_a_fingerprint_reader(&browser).await;
    sign_in(&browser, &texts, SOMEBODY).await;
    browser.go("/account/").await;
    browser
        .fill("account-page passkey-setup [name=name]", "我的手机")
        .await;
    browser
        .click("account-page passkey-setup button[type=submit]")
        .await;
    browser
        .see("account-page recovery-codes li:nth-of-type(10)")
        .await;
    browser
        .click("account-page recovery-codes [data-action=done]")
        .await;
    browser
        .see_text("[data-list=passkeys] li", "我的手机")
        .await;
    browser.picture("signing-in/account-on-a-phone").await;
    signs_out(&browser).await;
    browser.go("/login/").await;
    browser.click("main [data-action=passkey]").await;
    browser.see_text("main [data-problem]", "同意").await;
    browser.click("main [name=agreed]").await;
    browser.picture("signing-in/login-on-a-phone").await;
    browser.click("main [data-action=passkey]").await;
    is_at_the_workbench(&browser).await;
    browser.go("/account/").await;
    browser.see_text("[data-list=sessions] li", "本设备").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close();
    stage.stop().await;
}

/// Chromium's virtual authenticator: a device that knows its holder.
async fn has_a_fingerprint_reader(browser: &Browser) {
    browser.devtools("WebAuthn.enable", json!({})).await;
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
        "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true,
    });
    browser
        .devtools(
            "WebAuthn.addVirtualAuthenticator",
            json!({ "options": options }),
        )
        .await;
}
