//! The whole registration form on a phone's screen with no finger and no mouse: every kind of answer, the photo cropped, submitted.

use domain::form::schema;
use serde_json::{Value, json};
use tests::{
    browser::{Browser, PHONE, Person, skipped},
    stage::Stage,
};
use thirtyfour::Key;

use super::filling_in::saved;

/// Somebody of the demo who has filled in nothing yet.
const NOMINEE: &str = "19900950506";

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_form_is_filled_in_and_submitted_by_keyboard_alone() {
    if skipped("the_whole_form_is_filled_in_and_submitted_by_keyboard_alone") {
        return;
    }
    let stage = Stage::with_demo().await;
    let nominee = stage.client(1);
    nominee.sign_in(NOMINEE).await;
    let browser = Browser::open(&stage.origin(), PHONE).await;
    browser.sit_down(&Person::of(&nominee)).await;
    browser.go("/my-form/").await;
    browser.tab_to("sensitive-consent [name=consent]").await;
    browser.press(Key::Space).await;
    browser.see("sensitive-consent[data-consent=given]").await;
    crop_the_photo(&browser).await;

    let answers = answers();
    for step in 0..3 {
        fill_in_step(&browser, &answers).await;
        saved(&browser).await;
        browser
            .picture(&format!("form-by-keyboard/step-{}", step + 1))
            .await;
        if step < 2 {
            press_button(&browser, ".bottom-bar [data-action=next]").await;
        }
    }
    press_button(&browser, ".bottom-bar [data-action=submit]").await;
    browser.tab_to("[data-dialog=submit] [name=declared]").await;
    browser.press(Key::Space).await;
    press_button(&browser, "[data-dialog=submit] button[value=submit]").await;
    browser.see("[data-submitted]:not([hidden])").await;
    assert!(browser.has_focus("[data-submitted]").await);
    browser.picture("form-by-keyboard/submitted").await;
    browser.close();
    stage.stop().await;
}

/// A complete form, of somebody who is no citizen of anywhere real.
fn answers() -> Value {
    json!({
        "ethnic_group": "08", "nationality": "CHN", "native_place": "450103", "birth_place": "442000", "id_type": "111",
        "id_number": "450103198407039818", "party": "05", "occupation": "21", "full_time": true,
        "full_time_education": "14", "full_time_degree": "308", "full_time_school": "示例大学", "full_time_major": "水利工程",
        "discipline": "570", "title_rank": "2", "academician": "0", "post": "示例市水利学会 秘书长", "grassroots": true,
        "association_staff": false,
        "resume": [{ "from": "200109", "to": "200507", "where": "示例大学", "as_what": "学生" }],
        "q-diet": "plain",
    })
}

async fn press_button(browser: &Browser, selector: &str) {
    browser.tab_to(selector).await;
    browser.press(Key::Enter).await;
}

/// The file is chosen in a window of the system's; from there on it is keys.
async fn crop_the_photo(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let photo = folder.path().join("portrait.jpg");
    // Shades from corner to corner: wherever it is cropped, it looks otherwise.
    let shade = |x: u32, y: u32| u8::try_from((x + y) * 255 / 2_400).unwrap_or(u8::MAX);
    let shades = image::GrayImage::from_fn(1_000, 1_400, |x, y| image::Luma([shade(x, y)]));
    shades.save(&photo).expect("a photo");
    browser
        .give_file("photo-field input[type=file]", &photo)
        .await;
    let canvas = "[data-dialog=crop] canvas";
    browser.see(canvas).await;
    assert!(browser.has_focus(canvas).await);
    let drawn = "const { width, height } = document.querySelector('[data-dialog=crop] canvas'); \
        return [...document.querySelector('[data-dialog=crop] canvas').getContext('2d') \
        .getImageData(0, 0, width, height).data].reduce((sum, each, at) => (sum * 31 + each * (at % 7 + 1)) % 1000003, 7)";
    let before = browser.ask(drawn, vec![]).await;
    for key in ["+", "+"] {
        browser.keys(key).await;
    }
    let closer = browser.ask(drawn, vec![]).await;
    browser.press(Key::Down).await;
    let lower = browser.ask(drawn, vec![]).await;
    assert!(
        before != closer && closer != lower,
        "{before} {closer} {lower}"
    );
    browser.picture("form-by-keyboard/crop").await;
    press_button(browser, "[data-dialog=crop] [data-action=use-crop]").await;
    browser
        .see_text("photo-field [data-field=state]", "照片已保存")
        .await;
}

async fn fill_in_step(browser: &Browser, answers: &Value) {
    let questions = "
        const panel = document.querySelector('[data-step-panel]:not([hidden])');
        return [...panel.querySelectorAll('[data-question]')].map(({ dataset }) => [dataset.question, dataset.kind])";
    let questions = browser.ask(questions, vec![]).await;
    for question in questions.as_array().expect("questions") {
        let (id, kind) = (text(&question[0]), text(&question[1]));
        if let Some(value) = answers.get(id) {
            answer(browser, id, kind, value).await;
        }
    }
}

async fn answer(browser: &Browser, id: &str, kind: &str, value: &Value) {
    let named = format!("[data-question={id}] [name={id}]");
    match kind {
        "choice" | "yes_no" => choose(browser, &named, value).await,
        "tick" => {
            browser.tab_to(&named).await;
            browser.press(Key::Space).await;
        }
        "select" => select(browser, &named, id, text(value)).await,
        "two_levels" => {
            let table = domain::codes::table("occupation").expect("the table");
            let parent = table.get(text(value)).and_then(|entry| entry.parent);
            let first = format!("[data-question={id}] [data-level=\"1\"]");
            select(browser, &first, id, parent.expect("a first level")).await;
            let second = format!("[data-question={id}] [data-level=\"2\"]");
            select(browser, &second, id, text(value)).await;
        }
        "place" => place(browser, id, text(value)).await,
        "rows" => {
            for (column, cell) in value[0].as_object().expect("a row") {
                let cell_at =
                    format!("[data-question={id}] .form-row:nth-of-type(1) [name={column}]");
                browser.tab_to(&cell_at).await;
                browser.keys(text(cell)).await;
            }
        }
        _ => {
            browser.tab_to(&named).await;
            browser.keys(text(value)).await;
        }
    }
}

/// Types the beginning of what is to be chosen, as one does in a list.
async fn select(browser: &Browser, at: &str, id: &str, code: &str) {
    let table = schema::field(id).and_then(|field| field.kind.table());
    let name = table.and_then(|table| table.name(code, domain::text::Language::Zh));
    browser.tab_to(at).await;
    browser.keys(name.expect("a name")).await;
    let chosen = "return document.querySelector(arguments[0]).value";
    assert_eq!(browser.ask(chosen, vec![json!(at)]).await, code, "{id}");
}

/// Goes through the answers by arrow keys, from the one that has the focus.
async fn choose(browser: &Browser, named: &str, value: &Value) {
    let wanted = value
        .as_bool()
        .map_or_else(|| text(value).to_owned(), |yes| yes.to_string());
    browser.tab_to(named).await;
    browser.press(Key::Space).await;
    let chosen = "return document.querySelector(arguments[0] + ':checked')?.value ?? ''";
    for _ in 0..12 {
        if browser.ask(chosen, vec![json!(named)]).await == wanted {
            return;
        }
        browser.press(Key::Down).await;
    }
    panic!("{wanted} in {named}");
}

/// Types the county's name and goes down to the one that is meant.
async fn place(browser: &Browser, id: &str, code: &str) {
    let table = domain::codes::table("division").expect("the table");
    let path: Vec<_> = table.path(code).iter().map(|level| level.name.zh).collect();
    let full = path.join(" ");
    let field = format!("[data-question={id}]");
    browser.tab_to(&format!("{field} [role=combobox]")).await;
    browser.keys(*path.last().expect("a place")).await;
    browser
        .see_text(&format!("{field} [role=option]"), &full)
        .await;
    let active = "const box = document.querySelector(arguments[0]); \
        return document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.innerText ?? ''";
    for _ in 0..20 {
        let now = browser
            .ask(active, vec![json!(format!("{field} [role=combobox]"))])
            .await;
        if text(&now).contains(&full) {
            browser.press(Key::Enter).await;
            return;
        }
        browser.press(Key::Down).await;
    }
    panic!("{full} among the places offered");
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}
