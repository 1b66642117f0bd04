//! Filling in the registration form, question by question, each in the way its kind of answer asks for.

use serde_json::{Map, Value, json};
use tests::browser::Browser;
use thirtyfour::Key;

/// What the ID number says by itself.
const SAID_BY_ID_NUMBER: [&str; 2] = ["sex", "birth_date"];

/// Fills in everything these values hold of the step that is shown.
pub(super) async fn fill_in_step(browser: &Browser, values: &Map<String, Value>) {
    let questions = "
        const panel = document.querySelector('[data-step-panel]:not([hidden])');
        return [...panel.querySelectorAll('[data-question]')].map(({ dataset }) => [dataset.question, dataset.kind])";
    let questions = browser.ask(questions, vec![]).await;
    for question in questions.as_array().expect("questions") {
        let (id, kind) = (text(&question[0]), text(&question[1]));
        let value = values.get(id).filter(|_| !SAID_BY_ID_NUMBER.contains(&id));
        if let Some(value) = value {
            answer(browser, id, kind, value).await;
        }
    }
}

async fn answer(browser: &Browser, id: &str, kind: &str, value: &Value) {
    let field = format!("[data-question={id}]");
    let named = format!("{field} [name={id}]");
    match kind {
        "date" | "month" => browser.fill(&named, &digits(value)).await,
        "choice" | "yes_no" => {
            let value = value
                .as_bool()
                .map_or_else(|| text(value).to_owned(), |yes| yes.to_string());
            browser
                .click(&format!("{field} label:has(input[value=\"{value}\"])"))
                .await;
        }
        "tick" => browser.click(&format!("{field} label")).await,
        "select" => browser.choose(&named, text(value)).await,
        "two_levels" => two_levels(browser, &field, text(value)).await,
        "place" => place(browser, &field, text(value)).await,
        "rows" => rows(browser, &field, value).await,
        "phone" => {}
        _ => browser.fill(&named, text(value)).await,
    }
}

/// The second level is offered once the first is chosen.
async fn two_levels(browser: &Browser, field: &str, code: &str) {
    let table = domain::codes::table("occupation").expect("the table");
    let parent = table
        .get(code)
        .and_then(|entry| entry.parent)
        .expect("a first level");
    browser
        .choose(&format!("{field} [data-level=\"1\"]"), parent)
        .await;
    browser
        .choose(&format!("{field} [data-level=\"2\"]"), code)
        .await;
}

/// Types the county's name, as a person would, and takes the right one of what is offered.
async fn place(browser: &Browser, field: &str, code: &str) {
    let table = domain::codes::table("division").expect("the table");
    let county = table.get(code).expect("a division").name.zh;
    let levels: Vec<_> = table.path(code).iter().map(|level| level.name.zh).collect();
    let typed = format!("{field} [role=combobox]");
    browser.fill(&typed, county).await;
    browser
        .click_text(&format!("{field} [role=option]"), &levels.join(" "))
        .await;
    let chosen = "return document.querySelector(arguments[0]).value";
    let chosen = browser
        .ask(chosen, vec![json!(format!("{field} input[type=hidden]"))])
        .await;
    assert_eq!(chosen, code, "{county}");
}

async fn rows(browser: &Browser, field: &str, rows: &Value) {
    for (at, row) in (1..).zip(rows.as_array().expect("rows")) {
        let line = format!("{field} .form-row:nth-of-type({at})");
        let there = "return document.querySelector(arguments[0]) !== null";
        if browser.ask(there, vec![json!(line)]).await != true {
            browser
                .click(&format!("{field} [data-action=add-row]"))
                .await;
        }
        for (column, value) in row.as_object().expect("a row") {
            let cell = format!("{line} [name={column}]");
            match column.as_str() {
                "from" | "to" if text(value).is_empty() => {}
                "from" | "to" => browser.fill(&cell, &digits(value)).await,
                _ => browser.fill(&cell, text(value)).await,
            }
        }
    }
}

/// Chooses a photo, sees it in the cropping dialog, moves it a little by keys and takes it.
pub(super) async fn give_photo(browser: &Browser, file: &std::path::Path) {
    browser
        .give_file("photo-field input[type=file]", file)
        .await;
    browser.see("[data-dialog=crop] canvas").await;
    browser.press(Key::Up).await;
    browser
        .click("[data-dialog=crop] [data-action=use-crop]")
        .await;
    browser
        .see_text("photo-field [data-field=state]", "照片已保存")
        .await;
    browser.see("photo-field img[data-photo]").await;
}

/// Goes to a step once the form has arrived, counting from 1.
pub(super) async fn go_to_step(browser: &Browser, step: usize) {
    browser.see("[data-form=registration]").await;
    browser
        .click(&format!("[role=tab][data-step]:nth-of-type({step})"))
        .await;
}

/// Goes on to the next step.
pub(super) async fn next_step(browser: &Browser) {
    browser.click(".bottom-bar [data-action=next]").await;
}

/// Waits until everything typed is stored.
pub(super) async fn saved(browser: &Browser) {
    browser
        .see_text("[data-field=saved][data-tone=good]", "已保存")
        .await;
}

/// A date as it is typed on a phone: 19750308.
fn digits(value: &Value) -> String {
    text(value).replace('-', "")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}
