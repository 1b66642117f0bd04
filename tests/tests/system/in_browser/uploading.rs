//! A large file over a connection that drops: it goes on where it stopped, by itself and by hand.

use serde_json::json;
use tests::{
    browser::{Browser, DESKTOP, Person, skipped},
    stage::Stage,
};

/// A unit of the demo with somebody whom first review approved.
const LIAISON: &str = "19900950300";
const DIALOG: &str = "[data-dialog=attach]";

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_goes_on_where_the_connection_dropped() {
    if skipped("a_large_file_goes_on_where_the_connection_dropped") {
        return;
    }
    let stage = Stage::with_demo().await;
    let liaison = stage.client(1);
    liaison.sign_in(LIAISON).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(&Person::of(&liaison)).await;
    browser.go("/approved/").await;
    // What the convener asks for and lists is a column, which can be left out.
    let column = "[data-column=q-diet]";
    browser
        .see_text(&format!("thead th{column}"), "用餐要求")
        .await;
    browser
        .see_text(&format!("[data-list=items] td{column}"), "素食")
        .await;
    browser.click(".choose-columns summary").await;
    browser
        .click_text(".choose-columns-list label", "用餐要求")
        .await;
    browser.see_no(column).await;
    browser.click(".choose-columns summary").await;
    browser
        .click("[data-list=items] tr [data-action=attach]")
        .await;

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("扫描件.pdf");
    let mut bytes = b"%PDF-1.7 a scan".to_vec();
    bytes.resize(12 * 1024 * 1024, b' ');
    std::fs::write(&file, bytes).expect("a file");
    slowly(&browser).await;
    browser
        .choose(&format!("{DIALOG} [name=kind]"), "material")
        .await;
    browser
        .give_file(&format!("{DIALOG} [name=file]"), &file)
        .await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;

    // Held after the first of three parts, and gone on with.
    past(&browser, 45).await;
    browser.click(&format!("{DIALOG} [data-action=hold]")).await;
    browser
        .see_text(&format!("{DIALOG} [data-sending]"), "已暂停")
        .await;
    browser.picture("uploading/held").await;
    browser
        .click(&format!("{DIALOG} [data-action=go-on]"))
        .await;
    // Dropped in the second; it goes on by itself once the connection is back.
    past(&browser, 50).await;
    browser.cut_off().await;
    browser
        .see_text(&format!("{DIALOG} [data-sending]"), "网络中断")
        .await;
    browser.picture("uploading/dropped").await;
    browser.connect_again().await;
    browser
        .see_text(&format!("{DIALOG} [data-list=attachments]"), "扫描件.pdf")
        .await;
    browser.picture("uploading/arrived").await;
    let sent = "return [1, 2, 3].map((part) => performance.getEntriesByType('resource')
        .filter(({ name, responseStatus }) => name.includes(`partNumber=${part}&`) && responseStatus === 200).length)";
    assert_eq!(browser.ask(sent, vec![]).await, json!([1, 1, 1]));
    browser.close();
    stage.stop().await;
}

/// So slow that there is time to see something.
async fn slowly(browser: &Browser) {
    browser.devtools("Network.enable", json!({})).await;
    let conditions = json!({
        "offline": false, "latency": 5, "downloadThroughput": -1, "uploadThroughput": 4 * 1024 * 1024
    });
    browser
        .devtools("Network.emulateNetworkConditions", conditions)
        .await;
}

/// Waits until so many percent are sent.
async fn past(browser: &Browser, percent: u8) {
    let reached = format!(
        "return document.querySelector('{DIALOG} [data-sending] progress').value > arguments[0]"
    );
    browser
        .until("the upload", &reached, vec![percent.into()])
        .await;
}
