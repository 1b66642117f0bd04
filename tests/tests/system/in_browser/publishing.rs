//! A convener tells everybody: a notice with a file is written, previewed, published, read and withdrawn; a list for public
//! notice (公示) is published and looked at.

use tests::{
    browser::{Browser, DESKTOP, Person, skipped},
    stage::Stage,
};

/// Of the demo, where somebody is finally approved.
const CONVENER: &str = "19900950000";
const DIALOG: &str = "[data-dialog=notice]";
const NEWEST: &str = "[data-list=notices] tr:first-of-type";

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_and_a_list_are_published_read_and_withdrawn() {
    if skipped("a_notice_and_a_list_are_published_read_and_withdrawn") {
        return;
    }
    let stage = Stage::with_demo().await;
    let client = stage.client(1);
    client.sign_in(CONVENER).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(&Person::of(&client)).await;
    writes(&browser).await;
    publishes(&browser, "关于报到的通知").await;
    reads(&browser, "关于报到的通知", "请于周五前").await;
    withdraws(&browser).await;
    lists(&browser).await;
    publishes(&browser, "代表人选公示").await;
    reads(&browser, "代表人选公示", "周启明").await;
    browser.picture("publishing/list").await;
    browser.close();
    stage.stop().await;
}

async fn writes(browser: &Browser) {
    browser.go("/notice-desk/").await;
    browser.click("[data-action=add]").await;
    browser
        .fill(&format!("{DIALOG} [name=title]"), "关于报到的通知")
        .await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("日程.pdf");
    std::fs::write(&file, "%PDF-1.7 made up").expect("a file");
    browser
        .give_file(&format!("{DIALOG} [name=file]"), &file)
        .await;
    let text = format!("{DIALOG} [name=markdown]");
    // What cannot be published is named, and what was typed stays.
    browser.fill(&text, "<b>请于周五前</b>报到。").await;
    browser
        .click(&format!("{DIALOG} [data-action=preview]"))
        .await;
    browser
        .see_text("[data-name=markdown] .field-error", "HTML")
        .await;
    browser.fill(&text, "**请于周五前**报到。").await;
    browser
        .click(&format!("{DIALOG} [data-action=preview]"))
        .await;
    browser
        .see_text("[data-preview] strong", "请于周五前")
        .await;
    browser.picture("publishing/preview").await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser.see_no(DIALOG).await;
    browser.see_text(NEWEST, "草稿").await;
}

async fn publishes(browser: &Browser, title: &str) {
    browser.see_text(NEWEST, title).await;
    browser
        .click(&format!("{NEWEST} [data-action=publish]"))
        .await;
    browser
        .click("[data-dialog=confirm] [data-action=confirm]")
        .await;
    browser.see_text(NEWEST, "公开中").await;
}

/// Its page is ready within a second or so.
async fn reads(browser: &Browser, title: &str, words: &str) {
    for _ in 0..50 {
        browser.go("/notices/").await;
        if browser.text_of(".article").await.contains(title) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    browser.click_text(".notice-list a", title).await;
    browser.see_text("article.article", words).await;
}

async fn withdraws(browser: &Browser) {
    browser.see_text(".article a", "日程.pdf").await;
    browser.go("/notice-desk/").await;
    browser
        .click(&format!("{NEWEST} [data-action=withdraw]"))
        .await;
    browser
        .click("[data-dialog=confirm] [data-action=confirm]")
        .await;
    browser.see_text(NEWEST, "已撤回").await;
    // Now it can be put right: its file goes too.
    browser.click(&format!("{NEWEST} [data-action=edit]")).await;
    browser
        .see_text(&format!("{DIALOG} [data-list=files]"), "日程.pdf")
        .await;
    browser
        .click(&format!("{DIALOG} [data-action=remove-file]"))
        .await;
    browser
        .see_no(&format!("{DIALOG} [data-list=files] li"))
        .await;
    browser
        .click(&format!("{DIALOG} .dialog-foot button[value=cancel]"))
        .await;
    browser.see_no(DIALOG).await;
}

async fn lists(browser: &Browser) {
    browser.click("[data-action=add-list]").await;
    browser
        .fill(&format!("{DIALOG} [name=title]"), "代表人选公示")
        .await;
    browser
        .set(&format!("{DIALOG} [name='list.from']"), "2026-01-01T09:00")
        .await;
    browser
        .set(&format!("{DIALOG} [name='list.until']"), "2099-01-01T18:00")
        .await;
    browser
        .click(&format!("{DIALOG} [data-action=preview]"))
        .await;
    browser.see_text("[data-preview] table", "周启明").await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser.see_no(DIALOG).await;
}
