//! One's own form on paper: one sheet of A4, with a convener's own questions and without.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tests::{
    browser::{Browser, DESKTOP, Person, skipped},
    client::Client,
    stage::Stage,
};

/// Of the demo: a form that was submitted, with answers to the convener's own questions, and one that is not filled in.
const FILLED_IN: &str = "19900950501";
const EMPTY: &str = "19900950506";
/// The liaison of both.
const LIAISON: &str = "19900950500";

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_form_is_one_page_of_paper() {
    if skipped("ones_own_form_is_one_page_of_paper") {
        return;
    }
    let stage = Stage::with_demo().await;
    a_long_career(&stage).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    for (number, nominee) in [(1, FILLED_IN), (2, EMPTY)] {
        let client = stage.client(number);
        let path = own_sheet(&client, nominee).await;
        browser.sit_down(&Person::of(&client)).await;
        browser.go(&path).await;
        browser.see(".sheet-table [data-value=name]").await;
        let own = browser.text_of("[data-list=own]").await;
        assert!(own.contains("用餐要求"), "{own}");
        browser.picture(&format!("on-paper/{number}")).await;
        assert_eq!(pages(&browser).await, 1, "{nominee}");
        let without = "document.querySelectorAll('[data-list=own] tr').forEach((row) => row.remove()); return true";
        browser.ask(without, vec![]).await;
        assert_eq!(pages(&browser).await, 1, "{nominee} without own questions");
        browser.leave().await;
    }
    browser.close();
    stage.stop().await;
}

/// The liaison completes what a professor of sixty has to tell.
async fn a_long_career(stage: &Stage) {
    let own = stage.client(3);
    let path = own_path(&own, FILLED_IN).await;
    let liaison = stage.client(4);
    liaison.sign_in(LIAISON).await;
    let resume: Vec<_> = (0..8)
        .map(|step| {
            json!({ "from": format!("{}-09", 1986 + 5 * step), "to": format!("{}-08", 1991 + 5 * step),
                "where": "示例市青山区农业科学研究所作物栽培研究室", "as_what": "助理研究员、副研究员、研究室主任" })
        })
        .collect();
    let awards: Vec<_> = (0..4)
        .map(|step| json!({ "year": (2008 + 3 * step).to_string(), "award": "示例省科学技术进步奖", "rank": "二等奖" }))
        .collect();
    let posts: Vec<_> = [
        "示例省作物学会常务理事",
        "示例市农学会副理事长",
        "示例市科普讲师团团长",
    ]
    .map(|post| json!({ "level": "3", "post": post }))
    .into();
    let changes = json!({ "changes": {
        "resume": resume, "awards": awards, "academic_posts": posts,
        "achievements": "长期从事水稻栽培研究与推广，主持省级课题三项，发表论文四十余篇，培训农民两万余人次。".repeat(4),
    } });
    let form = format!("{path}/form");
    let version = liaison.get(&form).await.version();
    let saved = liaison
        .change(reqwest::Method::PATCH, &form, Some(version), &changes)
        .await;
    saved.must(200);
}

/// Where somebody's own sheet is.
async fn own_sheet(client: &Client, phone: &str) -> String {
    let path = own_path(client, phone).await;
    let ids: Vec<_> = path.rsplit('/').take(3).collect();
    let [nomination, unit, congress] = ids.as_slice() else {
        panic!("{path}")
    };
    format!("/print/?congress={congress}&unit={unit}&nomination={nomination}")
}

/// Where somebody's own nomination is.
async fn own_path(client: &Client, phone: &str) -> String {
    let session = client.sign_in(phone).await;
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let context = &session["contexts"][0];
    let own = &context["nomination"];
    format!(
        "/api/nominations/{}/{}/{}",
        text(&context["congress"]["id"]),
        text(&own["unit_id"]),
        text(&own["id"])
    )
}

/// On how many sheets the page is printed.
async fn pages(browser: &Browser) -> usize {
    let images = "return [...document.images].every((image) => image.hidden || image.complete)";
    browser.until("the photo", images, vec![]).await;
    let options = json!({ "preferCSSPageSize": true, "printBackground": true });
    let printed = browser.devtools("Page.printToPDF", options).await;
    let pdf = STANDARD.decode(printed["data"].as_str().expect("a PDF"));
    let pdf = pdf.expect("base64");
    let page = |window: &&[u8]| window.starts_with(b"/Type /Page") && window[11] != b's';
    pdf.windows(12).filter(page).count()
}
