//! A queue worked through: by keys alone, over several pages, with decisions taken back; and two reviewers on one person.

use serde_json::json;
use tests::{
    browser::{Browser, DESKTOP, Person, skipped},
    stage::Stage,
};
use thirtyfour::Key;

/// The liaison of the demo's fifth unit: four wait for first review, one of them for the second time.
const LIAISON: &str = "19900950500";
/// The two final reviewers of the demo, by name and phone.
const FASTER: (&str, &str) = ("沈明远", "19900950000");
const SLOWER: &str = "19900950099";
const DRAWER: &str = "[data-dialog=drawer]";
const NAME: &str = "#drawer-title";
const READY: &str = "[data-dialog=drawer] [data-decision]:not([hidden])";

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_is_worked_through_by_keys_and_over_pages_and_what_was_done_is_undone() {
    if skipped("a_queue_is_worked_through_by_keys_and_over_pages_and_what_was_done_is_undone") {
        return;
    }
    let stage = Stage::with_demo().await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    let client = stage.client(1);
    client.sign_in(LIAISON).await;
    browser.sit_down(&Person::of(&client)).await;
    shows_what_changed(&browser).await;
    works_by_keys(&browser).await;
    keys_can_be_switched_off(&browser).await;
    selects_over_pages(&browser).await;
    remembers_columns_and_sorts(&browser).await;
    let complaints = browser.complaints().await;
    assert!(
        complaints.is_empty(),
        "the browser complains: {complaints:#?}"
    );
    browser.close();
    stage.stop().await;
}

/// Who comes for the second time is shown with old and new; a change leads to its field; the timeline says it all.
async fn shows_what_changed(browser: &Browser) {
    browser.go("/pending/").await;
    browser
        .click_text("[data-list=items] .person button", "马兰花")
        .await;
    let changes = "[data-dialog=drawer] [data-list=changes]";
    browser
        .see_text("[data-changes] [data-field=last_opinion]", "最高学历")
        .await;
    browser
        .see_text(
            &format!("{changes} [data-of=full_time_school] del"),
            "示例农业大学",
        )
        .await;
    browser
        .see_text(
            &format!("{changes} [data-of=full_time_school] ins"),
            "示例农林大学",
        )
        .await;
    browser
        .see_text(
            &format!("{changes} [data-of=resume] .changes-rows"),
            "技术员",
        )
        .await;
    browser.picture("reviewing/changes").await;
    browser
        .click(&format!("{changes} [data-of=post] [data-action=jump]"))
        .await;
    browser
        .see_text("[data-row-of=post][data-changed] [data-was]", "原为")
        .await;
    browser.click("#drawer-tab-timeline").await;
    browser
        .see_text(
            "[data-list=timeline] [data-list=step-changes]",
            "示例农林大学",
        )
        .await;
    browser
        .see_text("[data-list=timeline] [data-list=remarks]", "请填写最高学历")
        .await;
    browser.press(Key::Escape).await;
    browser.see_no(DRAWER).await;
    let back = "return document.activeElement?.innerText === '马兰花'";
    browser
        .until("the focus on who was shown", back, vec![])
        .await;
}

/// The names on the present page, in order.
async fn names(browser: &Browser) -> Vec<String> {
    let names = "return [...document.querySelectorAll('[data-list=items] .person button')].map((each) => each.innerText)";
    let names = browser.ask(names, vec![]).await;
    let names = names.as_array().expect("a list").iter();
    names
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// J and K go through the list, O opens, A approves and goes on, Z takes it back, R asks for the opinion first.
async fn works_by_keys(browser: &Browser) {
    browser.go("/pending/").await;
    browser.see("[data-list=items] tr").await;
    let all = names(browser).await;
    assert_eq!(all.len(), 4);
    browser.keys("jjk").await;
    browser.keys("o").await;
    browser.see_text(NAME, &all[0]).await;
    browser
        .see_text("[data-dialog=drawer] [data-field=position]", "1 / 4")
        .await;
    browser.see(READY).await;
    browser.keys("j").await;
    browser.see_text(NAME, &all[1]).await;
    browser.keys("k").await;
    browser.see_text(NAME, &all[0]).await;
    browser.see(READY).await;
    browser.keys("a").await;
    browser.see_text(NAME, &all[1]).await;
    browser.see_text(".toast", &all[0]).await;
    browser.picture("reviewing/undo").await;
    browser.keys("z").await;
    browser.see_text(NAME, &all[0]).await;
    browser
        .see_text("[data-dialog=drawer] [data-field=position]", "1 / 4")
        .await;
    browser.see(READY).await;
    browser.keys("r").await;
    let written = "return document.activeElement?.name === 'opinion'";
    browser
        .until("the focus on the opinion", written, vec![])
        .await;
    // While one types, keys are letters: nobody is approved.
    browser.keys("ajkz").await;
    browser.see_text(NAME, &all[0]).await;
    browser
        .fill("[data-dialog=drawer] [name=opinion]", "工作经历请写完整")
        .await;
    browser
        .click("[data-dialog=drawer] [data-action=keep-phrase]")
        .await;
    browser
        .see_text("[data-dialog=drawer] .phrases", "工作经历请写完整")
        .await;
    browser
        .click("[data-dialog=drawer] [data-action=reject]")
        .await;
    browser.see_text(NAME, &all[1]).await;
    browser.see(READY).await;
    browser.click("[data-dialog=drawer] .phrase").await;
    let phrase = "return document.querySelector('[data-dialog=drawer] [name=opinion]').value === '工作经历请写完整'";
    browser
        .until("the phrase in the opinion", phrase, vec![])
        .await;
    browser.click(".toast [data-action=toast-way]").await;
    browser.see_text(NAME, &all[0]).await;
    let kept = "return document.querySelector('[data-dialog=drawer] [name=opinion]').value === '工作经历请写完整'";
    browser
        .until("what was written, after it was undone", kept, vec![])
        .await;
    browser
        .click("[data-dialog=drawer] [data-action=close]")
        .await;
    browser.see_no(DRAWER).await;
    browser
        .until(
            "everybody back",
            "return document.querySelectorAll('[data-list=items] tr').length === 4",
            vec![],
        )
        .await;
}

/// WCAG 2.1.4: single keys can be switched off, and stay so.
async fn keys_can_be_switched_off(browser: &Browser) {
    browser.keys("?").await;
    browser
        .click("[data-dialog=shortcuts] [name=shortcuts_on]")
        .await;
    browser.press(Key::Escape).await;
    browser.see_no("[data-dialog=shortcuts]").await;
    browser.keys("jo?").await;
    browser.reload().await;
    browser.see("[data-list=items] tr").await;
    browser.keys("jo?").await;
    browser.see_no("dialog[open]").await;
    browser.click("[data-action=shortcuts]").await;
    browser
        .click("[data-dialog=shortcuts] [name=shortcuts_on]")
        .await;
    browser.press(Key::Escape).await;
}

/// Ticks stay when pages turn; all that match can be chosen; whoever could not be done stays ticked, with why.
async fn selects_over_pages(browser: &Browser) {
    browser.go("/pending/?limit=2").await;
    browser.click("[data-action=select-all]").await;
    browser.click("[data-pager] [data-action=next]").await;
    browser
        .see_text("[data-selection] [data-field=selected]", "其他页 2 项")
        .await;
    browser
        .click("[data-list=items] tr:first-of-type [name=selected]")
        .await;
    browser
        .see_text("[data-selection] [data-field=selected]", "已选 3 项")
        .await;
    browser.picture("reviewing/selection").await;
    browser.click("[data-action=select-matching]").await;
    browser
        .see_text("[data-selection] [data-field=selected]", "已选 4 项")
        .await;
    browser.click("[data-action=batch-approve]").await;
    browser
        .see_text("[data-dialog=batch-review] [data-field=names]", "马兰花")
        .await;
    browser.picture("reviewing/batch").await;
    // Meanwhile a colleague's window approves one of them.
    let faster = "
        const [list] = document.getElementsByTagName('review-list');
        const one = list.selection.items[0];
        const body = JSON.stringify({ decisions: [{ nomination: one.id, version: one.version, outcome: 'approve' }] });
        const headers = { 'content-type': 'application/json', 'x-tuixuan': '1', 'idempotency-key': crypto.randomUUID() };
        const path = `/api/reviews/${one.congress_id}/units/${one.unit_id}/first-reviews`;
        return fetch(path, { method: 'POST', headers, body }).then((answer) => answer.ok)";
    browser.ask(faster, vec![]).await;
    browser
        .click("[data-dialog=batch-review] button[value=submit]")
        .await;
    browser
        .see_text(
            "[data-dialog=results] [data-field=results_summary]",
            "3 位已处理，1 位没有成功",
        )
        .await;
    browser
        .see_text(
            "[data-dialog=results] li:first-of-type .badge",
            "已被他人改动",
        )
        .await;
    browser.picture("reviewing/results").await;
    browser.click("[data-dialog=results] footer button").await;
    browser
        .see_text("[data-state=empty] [data-shown-in=empty]", "没有")
        .await;
    browser.click(".toast [data-action=toast-way]").await;
    browser.see_text(".toast", "已撤回 3 位").await;
    browser.go("/pending/").await;
    browser
        .until(
            "three again",
            "return document.querySelectorAll('[data-list=items] tr').length === 3",
            vec![],
        )
        .await;
}

async fn remembers_columns_and_sorts(browser: &Browser) {
    browser.click(".choose-columns summary").await;
    browser.click(".choose-columns [value=party]").await;
    browser
        .see_no("[data-list=items] [data-column=party]")
        .await;
    browser.reload().await;
    browser.see("[data-list=items] tr").await;
    browser.see_no("[data-column=party]").await;
    browser.click("[data-sort=age]").await;
    let sorted = "
        const ages = [...document.querySelectorAll('[data-list=items] [data-field=age]')].map((each) => Number(each.innerText));
        return ages.length > 1 && ages.every((age, at) => at === 0 || (arguments[0] ? age <= ages[at - 1] : age >= ages[at - 1]))";
    browser
        .until("the youngest first", sorted, vec![json!(false)])
        .await;
    browser.click("[data-sort=age]").await;
    browser
        .until("the eldest first", sorted, vec![json!(true)])
        .await;
    assert!(
        browser.place().await.contains("sort=-age"),
        "the order is in the address"
    );
    browser.see("th[aria-sort=descending]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reviewers_at_one_queue_the_second_is_told_who_was_faster_and_loses_nothing() {
    if skipped("of_two_reviewers_at_one_queue_the_second_is_told_who_was_faster_and_loses_nothing")
    {
        return;
    }
    let stage = Stage::with_demo().await;
    let [one, other] = Browser::open_two(&stage.origin(), DESKTOP).await;
    for (number, browser, phone) in [(1, &one, FASTER.1), (2, &other, SLOWER)] {
        let client = stage.client(number);
        client.sign_in(phone).await;
        browser.sit_down(&Person::of(&client)).await;
        browser.go("/final-review/").await;
        browser
            .click("[data-list=items] tr:first-of-type .person button")
            .await;
        browser.see(READY).await;
    }
    let who = one.text_of(NAME).await;
    assert_eq!(other.text_of(NAME).await, who);
    one.click("[data-dialog=drawer] [data-action=approve]")
        .await;
    one.see_no(&format!("{NAME}:empty")).await;
    one.see_text(".toast", &who).await;
    other
        .fill("[data-dialog=drawer] [name=opinion]", "专业方向与他人重复")
        .await;
    other
        .click("[data-dialog=drawer] [data-action=reject]")
        .await;
    let said = "[data-dialog=drawer] [data-problem]";
    other.see_text(said, FASTER.0).await;
    other.see_text(said, "终审通过").await;
    other
        .see_text(
            "[data-dialog=drawer] [data-decided] [data-field=state_name]",
            "通过",
        )
        .await;
    other.see("[data-dialog=drawer] [data-kept]").await;
    other.picture("reviewing/second").await;
    let kept = "return document.querySelector('[data-dialog=drawer] [name=opinion]').value";
    assert_eq!(other.ask(kept, vec![]).await, "专业方向与他人重复");
    other.click("#drawer-tab-timeline").await;
    let decided = "return [...document.querySelectorAll('[data-list=timeline] > li')].filter((each) => each.innerText.includes('终审')).length";
    assert_eq!(other.ask(decided, vec![]).await, 1, "decided once");
    other.click("[data-dialog=drawer] [data-action=next]").await;
    other.see(READY).await;
    one.close();
    other.close();
    stage.stop().await;
}
