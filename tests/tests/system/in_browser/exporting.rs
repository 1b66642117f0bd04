//! A roster put together: columns chosen and ordered, kept as a view that list and export share; a large one as a job.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde_json::json;
use tests::{
    browser::{Browser, DESKTOP, PHONE, Person, arrived, skipped},
    stage::Stage,
};
use thirtyfour::Key;

const ADMINISTRATOR: &str = "19900950000";
const DIALOG: &str = "[data-dialog=export]";

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_made_and_used_by_list_and_export_and_a_job_is_watched_and_fetched() {
    if skipped("a_view_is_made_and_used_by_list_and_export_and_a_job_is_watched_and_fetched") {
        return;
    }
    let stage = Stage::with_demo().await;
    let client = stage.client(1);
    client.sign_in(ADMINISTRATOR).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(&Person::of(&client)).await;
    let folder = tempfile::tempdir().expect("a folder");
    browser.downloads_to(folder.path()).await;
    sorts_by_name(&browser).await;
    keeps_a_view(&browser).await;
    let rows = takes_the_file(&browser, folder.path()).await;
    assert_eq!(rows[1], ["年龄", "姓名"], "in the order that was chosen");
    sees_the_list_as_the_view_says(&browser).await;
    browser.resize(PHONE).await;
    ticks_all_on_a_phone(&browser).await;
    watches_a_job(&browser, folder.path()).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close();
    stage.stop().await;
}

async fn sorts_by_name(browser: &Browser) {
    browser.go("/final-review/").await;
    browser.see("[data-list=items] tr").await;
    browser.click("thead [data-sort=name]").await;
    let sorted = "
        const names = [...document.querySelectorAll('[data-list=items] [data-field=name]')].map((each) => each.innerText);
        return names.length > 2 && names.every((name, at) => at === 0 || names[at - 1].localeCompare(name, 'zh-CN') <= 0)";
    browser.until("by pinyin", sorted, vec![]).await;
}

/// By keys: of all columns two remain, and the second comes first.
async fn keeps_a_view(browser: &Browser) {
    browser.click("[data-action=export]").await;
    browser
        .click(&format!("{DIALOG} .export-columns summary"))
        .await;
    browser
        .click(&format!("{DIALOG} [data-action=columns-none]"))
        .await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser
        .see_text(&format!("{DIALOG} [data-problem]"), "至少选一个")
        .await;
    for column in ["name", "age"] {
        browser
            .click(&format!("{DIALOG} li label:has([value={column}])"))
            .await;
    }
    let up = format!("{DIALOG} li:has([value=age]) [data-action=column-up]");
    let first = "return document.querySelector('[data-dialog=export] [data-list=columns] > li input').value === 'age'";
    browser.click(&up).await;
    // Held down, as somebody does who moves it far.
    while browser.ask(first, vec![]).await != true {
        browser.press(Key::Enter).await;
    }
    browser.picture("exporting/columns").await;
    browser
        .click(&format!("{DIALOG} .export-keep summary"))
        .await;
    browser
        .fill(&format!("{DIALOG} [name=view_name]"), "年龄表")
        .await;
    browser
        .click(&format!("{DIALOG} [data-action=keep-view]"))
        .await;
    browser.see_text("toast-region", "年龄表").await;
}

async fn takes_the_file(browser: &Browser, folder: &std::path::Path) -> Vec<Vec<String>> {
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser.see_no(DIALOG).await;
    let file = arrived(folder, "xlsx").await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook");
    let sheet = book
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("readable");
    let rows = sheet.rows();
    rows.map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

/// Kept on the server: it is there after a reload, and brings order and columns.
async fn sees_the_list_as_the_view_says(browser: &Browser) {
    browser.go("/final-review/").await;
    browser.see("[data-views]:not([hidden])").await;
    browser.choose("[data-views] select", "年龄表").await;
    browser
        .see_no("[data-list=items] [data-column=party]")
        .await;
    browser.see("[data-list=items] [data-column=age]").await;
    assert!(browser.place().await.contains("sort=name"));
    browser.picture("exporting/list-in-a-view").await;
    browser.reload().await;
    browser.see("[data-list=items] tr").await;
    browser
        .see_no("[data-list=items] [data-column=party]")
        .await;
}

async fn ticks_all_on_a_phone(browser: &Browser) {
    browser.go("/final-review/").await;
    browser.see("[data-list=items] tr").await;
    browser.click("label.select-all").await;
    browser.see("[data-selection]:not([hidden])").await;
    let ticked =
        "return [...document.querySelectorAll('[name=selected]')].every((box) => box.checked)";
    assert_eq!(browser.ask(ticked, vec![]).await, true);
    browser.picture("exporting/all-on-a-phone").await;
}

async fn watches_a_job(browser: &Browser, folder: &std::path::Path) {
    // The page asks for one by itself where a thousand people are too many to wait for; nobody has so many here.
    let ask = "
        const congress = new URLSearchParams(location.search).get('congress');
        const headers = { 'content-type': 'application/json', 'x-tuixuan': '1', 'idempotency-key': crypto.randomUUID(), prefer: 'respond-async', 'accept-language': 'zh-CN' };
        return fetch(`/api/exports/${congress}/rosters`, { method: 'POST', headers, body: JSON.stringify({ format: 'csv' }) }).then((answer) => answer.status)";
    assert_eq!(browser.ask(ask, vec![]).await, json!(202));
    browser.go("/exports/").await;
    browser
        .see_text("[data-list=items] [data-field=state_name]", "已完成")
        .await;
    browser
        .see_text("[data-list=items] [data-field=words]", "保留到")
        .await;
    browser.picture("exporting/jobs-on-a-phone").await;
    browser.click("[data-action=fetch-file]").await;
    let file = String::from_utf8(arrived(folder, "csv").await).expect("UTF-8");
    assert!(file.starts_with("\u{feff}单位编号,"), "{file:.80}");
    browser.resize(DESKTOP).await;
    browser.picture("exporting/jobs").await;
    browser.click("[data-action=remove-export]").await;
    browser
        .see_text("[data-list=items] [data-field=state_name]", "已取消")
        .await;
}
