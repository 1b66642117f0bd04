//! A liaison enters many people: pasted and by keyboard, from a file with an error and then without, and takes the import back.

use tests::{
    browser::{Browser, DESKTOP, skipped},
    stage::Stage,
};
use thirtyfour::Key;

use super::signing_in::{phone_at_hand, sign_in};

/// Of the demo: a unit with one delegate's place and one guest's free.
const LIAISON: &str = "19900950600";
const DIALOG: &str = "[data-dialog=allocate]";
const IMPORT: &str = "[data-dialog=import]";

#[tokio::test(flavor = "multi_thread")]
async fn many_people_are_entered_by_pasting_by_keyboard_and_from_a_file() {
    if skipped("many_people_are_entered_by_pasting_by_keyboard_and_from_a_file") {
        return;
    }
    let stage = Stage::with_demo().await;
    let texts = phone_at_hand(&stage);
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    sign_in(&browser, &texts, LIAISON).await;
    browser.click("a[data-module=nominate]").await;
    forty_are_pasted_and_refused_by_name(&browser).await;
    enter_goes_on_to_the_next_row(&browser).await;
    a_file_is_put_right_imported_and_taken_back(&browser).await;
    browser.close();
    stage.stop().await;
}

async fn forty_are_pasted_and_refused_by_name(browser: &Browser) {
    browser.click("[data-action=allocate]").await;
    browser
        .see(&format!("{DIALOG} .entry-row [name=name]"))
        .await;
    let lines: Vec<_> = (0..40)
        .map(|number| format!("张三\t199009580{number:02}\t代表"))
        .collect();
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[1]); \
        document.querySelector(arguments[0]).dispatchEvent(new ClipboardEvent('paste', \
        { clipboardData: data, bubbles: true, cancelable: true })); return true";
    let field = format!("{DIALOG} .entry-row [name=name]");
    browser
        .ask(paste, vec![field.into(), lines.join("\n").into()])
        .await;
    browser
        .see_text(&format!("{DIALOG} [data-field=tally]"), "40 人")
        .await;
    browser.picture("nominating/forty-pasted").await;
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser
        .see_text(&format!("{DIALOG} [data-problem]"), "名额")
        .await;
    let marked =
        "return document.querySelectorAll('[data-dialog=allocate] [aria-invalid=true]').length";
    assert_eq!(browser.ask(marked, vec![]).await.as_u64(), Some(39));
    browser.picture("nominating/forty-refused").await;
    // All stay as they were typed; all but the first are taken out again.
    let leave_one = "const rows = [...document.querySelectorAll('[data-dialog=allocate] .entry-row')]; \
        rows.slice(1).forEach((row) => row.remove()); return rows.length";
    assert_eq!(browser.ask(leave_one, vec![]).await.as_u64(), Some(40));
    browser
        .click(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser.see_no(DIALOG).await;
    browser
        .see_text("[data-list=items] td.person", "张三")
        .await;
}

async fn enter_goes_on_to_the_next_row(browser: &Browser) {
    browser.click("[data-action=allocate]").await;
    browser
        .see(&format!("{DIALOG} .entry-row [name=name]"))
        .await;
    browser.keys("李四").await;
    browser.press(Key::Tab).await;
    browser.keys("19900958101").await;
    browser.press(Key::Tab).await;
    browser.keys("参会嘉宾").await;
    browser.press(Key::Enter).await;
    let next = "return document.activeElement?.name === 'name' && document.activeElement.value === '' \
        && document.querySelectorAll('[data-dialog=allocate] .entry-row').length === 2";
    browser.until("the next row", next, vec![]).await;
    // The empty row that Enter made is nobody.
    browser
        .tab_to(&format!("{DIALOG} button[value=submit]"))
        .await;
    browser.press(Key::Enter).await;
    browser.see_no(DIALOG).await;
    browser
        .see_text("[data-list=items] td.person", "李四")
        .await;
}

async fn a_file_is_put_right_imported_and_taken_back(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, email: &str| {
        let path = folder.path().join(name);
        let text = format!("姓名,手机,身份,邮箱\n李四,19900958101,,{email}\n");
        std::fs::write(&path, text).expect("a file");
        path
    };
    browser.click("[data-action=import]").await;
    let chosen = format!("{IMPORT} [name=file]");
    browser
        .give_file(&chosen, &file("wrong.csv", "not an address"))
        .await;
    browser
        .see_text(&format!("{IMPORT} [data-field=summary]"), "有错误 1")
        .await;
    browser
        .see_text(&format!("{IMPORT} [data-list=details]"), "D2")
        .await;
    browser.picture("nominating/import-faulty").await;
    browser
        .give_file(&chosen, &file("right.csv", "li@example.org"))
        .await;
    browser
        .see_text(&format!("{IMPORT} [data-list=details]"), "li@example.org")
        .await;
    browser.picture("nominating/import-ready").await;
    browser
        .click(&format!("{IMPORT} button[value=submit]:not(:disabled)"))
        .await;
    browser.see_no(IMPORT).await;

    browser.click("[data-action=import]").await;
    browser
        .see_text(&format!("{IMPORT} [data-list=imports]"), "right.csv")
        .await;
    browser
        .click(&format!("{IMPORT} [data-action=undo-import]"))
        .await;
    browser
        .click("[data-dialog=confirm] [data-action=confirm]")
        .await;
    browser
        .see_text(&format!("{IMPORT} [data-list=imports]"), "已于")
        .await;
    browser.picture("nominating/import-undone").await;
    browser.press(Key::Escape).await;
    browser.see_no(IMPORT).await;
}
