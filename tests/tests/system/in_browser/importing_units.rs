//! A convener imports units: a file with errors, the same file back with its cells marked, corrected, confirmed.

use tests::{
    browser::{Browser, DESKTOP, Person, arrived, skipped},
    stage::Stage,
};

/// Of the demo: the administrator, and the file that its units were imported from.
const CONVENER: &str = "19900950000";
const UNITS: &str = include_str!("../../../../infra/local/demo/units.csv");
const DIALOG: &str = "[data-dialog=import]";

#[tokio::test(flavor = "multi_thread")]
async fn units_are_imported_after_their_file_was_marked_and_corrected() {
    if skipped("units_are_imported_after_their_file_was_marked_and_corrected") {
        return;
    }
    let stage = Stage::with_demo().await;
    let client = stage.client(1);
    client.sign_in(CONVENER).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(&Person::of(&client)).await;
    browser.go("/congress/").await;
    browser.see_text("[data-field=title]", "第六次").await;
    browser.click("#tab-units").await;
    browser.click("[data-action=import]").await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, women: &str, staff: &str| {
        let path = folder.path().join(name);
        let header = UNITS.lines().next().unwrap_or_default();
        let row = format!(
            "D07,示例市农学会,陈实,19900950700,1,0,0,0,0,0,2,0,0,0,0,{women},0,0,0,{staff}"
        );
        std::fs::write(&path, format!("{header}\n{row}\n")).expect("a file");
        path
    };
    let chosen = format!("{DIALOG} [name=file]");
    browser
        .give_file(&chosen, &file("wrong.csv", "3", "=1+1"))
        .await;
    browser
        .see_text(&format!("{DIALOG} [data-field=summary]"), "有错误 1")
        .await;
    // A formula and a minimum above its quota, each with its cell and its reason.
    for words in ["T2", "粘贴为数值", "P2", "不少于 3 位，多于代表名额 2"] {
        browser
            .see_text(&format!("{DIALOG} [data-list=details]"), words)
            .await;
    }
    browser.picture("importing-units/faulty").await;
    browser.downloads_to(folder.path()).await;
    browser
        .click(&format!("{DIALOG} [data-action=download-errors]"))
        .await;
    let marked = arrived(folder.path(), "xlsx").await;
    assert!(marked.starts_with(b"PK"), "a workbook");
    browser
        .give_file(&chosen, &file("right.csv", "1", "1"))
        .await;
    browser
        .see_text(&format!("{DIALOG} [data-field=summary]"), "新增 1")
        .await;
    browser
        .click(&format!("{DIALOG} button[value=submit]:not(:disabled)"))
        .await;
    browser.see_no(DIALOG).await;
    browser.see_text("[data-list=units]", "示例市农学会").await;
    browser.picture("importing-units/imported").await;
    browser.close();
    stage.stop().await;
}
