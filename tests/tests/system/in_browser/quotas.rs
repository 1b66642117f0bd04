//! The quota matrix by keyboard, as a spreadsheet: moving, typing, pasting from Excel, taking back, what cannot be and what would
//! break, saving, and the history of it.

use serde_json::json;
use tests::{
    browser::{Browser, DESKTOP, Person, skipped},
    stage::Stage,
};
use thirtyfour::Key;

const CONVENER: &str = "19900950000";
/// The cell in which the cursor stands.
const PRESENT: &str = "[role=gridcell][tabindex='0']";

#[tokio::test(flavor = "multi_thread")]
async fn quotas_are_worked_as_a_spreadsheet_by_keyboard_alone() {
    if skipped("quotas_are_worked_as_a_spreadsheet_by_keyboard_alone") {
        return;
    }
    let stage = Stage::with_demo().await;
    let client = stage.client(1);
    client.sign_in(CONVENER).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(&Person::of(&client)).await;
    browser.go("/quotas/").await;
    browser.see("[data-grid] tbody tr").await;
    types_and_takes_back(&browser).await;
    pastes_a_block(&browser).await;
    is_told_what_cannot_be(&browser).await;
    saves_after_seeing_what_breaks(&browser).await;
    browser.go("/history/").await;
    browser
        .see_text("[data-list=entries] > li", "调整名额")
        .await;
    browser
        .see_text("[data-list=changes] tr", "名额 · 参会嘉宾 · 名额数")
        .await;
    browser.close();
    stage.stop().await;
}

/// The number in a unit's places of a category; units are counted from nought.
async fn places(browser: &Browser, unit: u32, category: &str) -> String {
    let text = "return [...document.querySelectorAll('[data-grid] tbody tr')][arguments[0]]
        .querySelector(`[data-column='${arguments[1]}.places']`).textContent";
    let text = browser.ask(text, vec![json!(unit), json!(category)]).await;
    text.as_str().expect("a text").to_owned()
}

async fn types_and_takes_back(browser: &Browser) {
    browser.tab_to(PRESENT).await;
    // To the guests of the second unit.
    for key in [Key::Down, Key::Right, Key::Right, Key::Right, Key::Right] {
        browser.press(key).await;
    }
    browser.keys("7").await;
    browser.press(Key::Enter).await;
    assert_eq!(places(browser, 1, "guest").await, "7");
    browser.press(Key::Up).await;
    browser.press(F2).await;
    browser.keys("9").await;
    browser.press(Key::Escape).await;
    assert_eq!(places(browser, 1, "guest").await, "7");
    browser.keys("1").await;
    browser.press(Key::Tab).await;
    assert_eq!(places(browser, 1, "guest").await, "1");
    assert!(browser.has_focus("[data-column='staff.places']").await);
    browser.press_with(Key::Control, 'z').await;
    assert_eq!(places(browser, 1, "guest").await, "7");
    browser.keys("abc").await;
    assert_eq!(
        places(browser, 1, "staff").await,
        "0",
        "letters are no number"
    );
}

const F2: Key = Key::F2;

/// Puts a text into the clipboard's event, as the browser does when somebody pastes.
async fn paste(browser: &Browser, text: &str) {
    let paste = "const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    browser.ask(paste, vec![json!(text)]).await;
}

async fn pastes_a_block(browser: &Browser) {
    browser.press(Key::Home).await;
    for _ in 0..4 {
        browser.press(Key::Right).await;
    }
    paste(browser, "2\t3\r\n４\t5\r\n").await;
    assert_eq!(
        [
            places(browser, 1, "guest").await,
            places(browser, 1, "staff").await,
            places(browser, 2, "guest").await,
            places(browser, 2, "staff").await
        ],
        ["2", "3", "4", "5"]
    );
    paste(browser, "2\t三\n").await;
    browser.see_text(".toast", "没有填入").await;
    assert_eq!(places(browser, 1, "staff").await, "3");
}

async fn is_told_what_cannot_be(browser: &Browser) {
    // The delegates of the first unit, of whom there are some.
    browser.press(Key::Up).await;
    browser.press(Key::Home).await;
    browser.press(Key::Right).await;
    let before = places(browser, 0, "delegate").await;
    browser.keys("0").await;
    browser.press(Key::Enter).await;
    browser.tab_to("[data-action=save]").await;
    browser.press(Key::Enter).await;
    browser.see_text("[data-problem]", "已占用").await;
    browser
        .see("[role=gridcell][aria-invalid=true][data-column='delegate.places']")
        .await;
    // The link in the summary leads to the cell, and there it is put right.
    browser.click_text("[data-problem] a", "已占用").await;
    assert!(
        browser
            .has_focus("[role=gridcell][data-column='delegate.places']")
            .await
    );
    let more = before.parse::<u32>().expect("a number") + 1;
    browser.keys(more.to_string()).await;
    browser.press(Key::Enter).await;
    assert_eq!(places(browser, 0, "delegate").await, more.to_string());
}

async fn saves_after_seeing_what_breaks(browser: &Browser) {
    browser.tab_to("[data-action=save]").await;
    browser.press(Key::Enter).await;
    browser
        .see_text("[data-dialog=breaks] [data-list=breaks] li", "已上报")
        .await;
    browser
        .tab_to("[data-dialog=breaks] button[value=submit]")
        .await;
    browser.press(Key::Enter).await;
    browser.see_no("[data-dialog=breaks]").await;
    browser
        .see_text("[data-field=changed]", "没有未保存的修改")
        .await;
    assert_eq!(places(browser, 2, "staff").await, "5");
}
