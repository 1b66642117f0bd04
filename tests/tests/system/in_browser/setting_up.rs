//! A congress set up from nothing: settings, targets and conditions, windows, a look at them on the line of time, and the next
//! term's congress after it.

use tests::{
    browser::{Browser, DESKTOP, Person, skipped},
    stage::Stage,
};

const CONVENER: &str = "19900950900";

#[tokio::test(flavor = "multi_thread")]
async fn a_congress_is_set_up_from_nothing() {
    if skipped("a_congress_is_set_up_from_nothing") {
        return;
    }
    let stage = Stage::start().await;
    stage.grant_convener(CONVENER, "示例市科学技术协会").await;
    let client = stage.client(1);
    client.sign_in(CONVENER).await;
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(&Person::of(&client)).await;
    sets(&browser).await;
    adds_rules(&browser).await;
    gives_windows(&browser).await;
    clones(&browser).await;
    browser.close();
    stage.stop().await;
}

async fn sets(browser: &Browser) {
    browser.go("/congress/?new").await;
    let form = "[data-form=settings]";
    browser
        .fill(&format!("{form} [name=title]"), "示例市科协第九次代表大会")
        .await;
    browser
        .click(&format!("{form} label:has([name=level][value=city])"))
        .await;
    browser
        .set(&format!("{form} [name=reference_date]"), "2026-12-31")
        .await;
    browser
        .fill(&format!("{form} [name='planned.delegate']"), "120")
        .await;
    browser
        .fill(&format!("{form} [name='name.guest']"), "特邀来宾")
        .await;
    browser
        .fill(
            &format!("{form} [name=notice]"),
            "各选举单位：请按通知推选。",
        )
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
    browser.see_text("[data-field=life_name]", "筹备中").await;
}

async fn adds_rules(browser: &Browser) {
    browser.click("[data-tab=rules]").await;
    let form = "[data-form=rules]";
    browser
        .fill(&format!("{form} [name='percent.female']"), "130")
        .await;
    browser.click("[data-action=add-condition]").await;
    browser
        .set(&format!("{form} [name=value_date]"), "1966-01-01")
        .await;
    browser
        .fill(&format!("{form} [name=exceptions]"), "院士；知名专家")
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
    // What is wrong stands at its fields; what was typed stays.
    browser
        .see_text(
            "[data-name='targets.female.percent'] .field-error",
            "1 至 100",
        )
        .await;
    browser
        .see_text(
            "[data-list=conditions] [data-name=categories] .field-error",
            "身份类型",
        )
        .await;
    browser
        .fill(&format!("{form} [name='percent.female']"), "30")
        .await;
    browser
        .click("[data-list=conditions] label:has([name=for][value=delegate])")
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
    browser
        .see_text(&format!("{form} [data-field=saved]"), "已保存")
        .await;
    // The congress's own name stands where the category is named.
    browser
        .see_text(
            "[data-list=conditions] [data-category-name=guest]",
            "特邀来宾",
        )
        .await;
}

async fn gives_windows(browser: &Browser) {
    browser.click("[data-tab=windows]").await;
    let form = "[data-form=windows]";
    browser
        .set(
            &format!("{form} [name='nominating.opens_at']"),
            "2026-11-10T09:00",
        )
        .await;
    browser
        .set(
            &format!("{form} [name='nominating.closes_at']"),
            "2026-11-01T18:00",
        )
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
    browser
        .see_text(
            "[data-name='nominating.closes_at'] .field-error",
            "晚于开始时间",
        )
        .await;
    browser
        .set(
            &format!("{form} [name='nominating.closes_at']"),
            "2027-01-20T18:00",
        )
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
    browser
        .see_text(&format!("{form} [data-field=saved]"), "已保存")
        .await;
    browser.click("a[data-menu=schedule]").await;
    browser.see_text("[data-list=lines] li", "推选与填报").await;
    browser.click("a[data-menu=history]").await;
    browser
        .see_text("[data-list=changes] tr", "结构目标 · 女性 · 比例")
        .await;
}

async fn clones(browser: &Browser) {
    browser.click("a[data-menu=congress]").await;
    browser.see_text("[data-field=title]", "第九次").await;
    browser.click("[data-action=clone]").await;
    browser.see_text("[data-dialog=clone]", "不沿用").await;
    browser
        .fill(
            "[data-dialog=clone] [name=title]",
            "示例市科协第十次代表大会",
        )
        .await;
    browser
        .click("[data-dialog=clone] button[value=submit]")
        .await;
    browser.see_text("[data-field=title]", "第十次").await;
    browser.click("[data-tab=rules]").await;
    let percent = "return document.querySelector(`[name='percent.female']`).value";
    browser
        .until(
            "the target taken over",
            &format!("return (() => {{ {percent} }})() === '30'"),
            vec![],
        )
        .await;
}
