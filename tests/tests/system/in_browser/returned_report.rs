//! Final review by two, the return of a unit's whole report, what its liaison hears of it, and the report made anew; the
//! convener writes to units. All on the demo's congress.

use tests::{
    browser::{Browser, DESKTOP, PHONE, Person, skipped},
    stage::Stage,
};

const ADMINISTRATOR: &str = "19900950000";
const SECOND_REVIEWER: &str = "19900950099";
/// Of the demo's unit D04, whose five people all wait for final review.
const LIAISON: &str = "19900950400";
const REASON: &str = "与选举会议记录不符，请核对后重新上报";

#[tokio::test(flavor = "multi_thread")]
async fn two_reviewers_approve_a_report_is_returned_and_reported_again() {
    if skipped("two_reviewers_approve_a_report_is_returned_and_reported_again") {
        return;
    }
    let stage = Stage::with_demo().await;
    let mut people = Vec::new();
    for (number, phone) in (1..).zip([ADMINISTRATOR, SECOND_REVIEWER, LIAISON]) {
        let client = stage.client(number);
        client.sign_in(phone).await;
        people.push(Person::of(&client));
    }
    let [administrator, second, liaison] = &people[..] else {
        unreachable!("three signed in")
    };
    let browser = Browser::open(&stage.origin(), DESKTOP).await;
    browser.sit_down(administrator).await;
    asks_for_two(&browser).await;
    let person = approves_first(&browser).await;
    browser.leave().await;
    browser.sit_down(second).await;
    approves_second(&browser, &person).await;
    returns_the_report(&browser).await;
    browser.leave().await;
    browser.sit_down(administrator).await;
    writes_to_laggards(&browser).await;
    browser.leave().await;
    browser.resize(PHONE).await;
    browser.sit_down(liaison).await;
    reads_why(&browser).await;
    browser.resize(DESKTOP).await;
    reports_again(&browser).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close();
    stage.stop().await;
}

async fn asks_for_two(browser: &Browser) {
    browser.go("/congress/").await;
    browser.see_text("[data-field=life_name]", "进行中").await;
    browser
        .click("[data-form=settings] label:has([name=four_eyes])")
        .await;
    browser
        .click("[data-form=settings] button[type=submit]")
        .await;
    browser
        .see("[data-form=settings] [data-field=saved]:not(:empty)")
        .await;
}

/// The first of the queue; answers who it is.
async fn approves_first(browser: &Browser) -> String {
    browser.go("/final-review/").await;
    browser.see("[data-list=items] tr").await;
    let person = browser
        .text_of("[data-list=items] tr:first-of-type [data-field=name]")
        .await;
    browser
        .click("[data-list=items] tr [data-action=review]")
        .await;
    browser
        .click("[data-dialog=drawer] [data-action=approve]")
        .await;
    browser.see_text("[data-list=items] .approval", "1/2").await;
    browser.picture("returned-report/first-approval").await;
    person
}

async fn approves_second(browser: &Browser, person: &str) {
    browser.go("/final-review/").await;
    browser
        .see_text("[data-list=items] .approval", "待第二位终审员")
        .await;
    browser
        .click_text("[data-list=items] .person button", person)
        .await;
    browser
        .see_text("[data-dialog=drawer] [data-approval]", "1/2")
        .await;
    browser.picture("returned-report/second-look").await;
    browser
        .click("[data-dialog=drawer] [data-action=approve]")
        .await;
    browser
        .go("/final-review/?state=final_review_approved")
        .await;
    browser.see_text("[data-list=items]", person).await;
}

async fn returns_the_report(browser: &Browser) {
    browser.go("/final-review/").await;
    browser.click("units-queue summary").await;
    browser
        .see_text("units-queue [data-list=units]", "示例重工")
        .await;
    browser.picture("returned-report/by-unit").await;
    browser
        .click("units-queue [data-action=return-report]")
        .await;
    browser
        .click("[data-dialog=return-report] button[value=submit]")
        .await;
    browser
        .see_text("[data-dialog=return-report] .field-error", "退回原因")
        .await;
    browser
        .fill("[data-dialog=return-report] [name=reason]", REASON)
        .await;
    browser.picture("returned-report/returning").await;
    browser
        .click("[data-dialog=return-report] button[value=submit]")
        .await;
    browser.see_text("toast-region", "已退回").await;
}

async fn writes_to_laggards(browser: &Browser) {
    browser.go("/progress/").await;
    browser.see("[data-list=units] tr").await;
    browser.click("thead [data-action=select-all]").await;
    browser.click("[data-action=write-to-units]").await;
    browser
        .fill("[data-dialog=message-units] [name=heading]", "会议改期")
        .await;
    browser
        .fill(
            "[data-dialog=message-units] [name=text]",
            "大会改到下月，材料照常上报。",
        )
        .await;
    browser
        .click("[data-dialog=message-units] button[value=submit]")
        .await;
    browser
        .see_text(
            "[data-dialog=message-units] [data-field=preview]",
            "6 个单位",
        )
        .await;
    browser.picture("returned-report/writing").await;
    browser
        .click("[data-dialog=message-units] button[value=submit]")
        .await;
    browser.see_text("toast-region", "已发给").await;
    browser.go("/audit/").await;
    browser.see_text("[data-list=messages]", "会议改期").await;
    browser.picture("returned-report/audit").await;
}

async fn reads_why(browser: &Browser) {
    browser.go("/workbench/").await;
    browser.see(".top [data-unread]:not([hidden])").await;
    browser.click(".top a[data-link=inbox]").await;
    browser
        .see_text("[data-list=items] blockquote", REASON)
        .await;
    browser.see_no(".top [data-unread]:not([hidden])").await;
    browser.picture("returned-report/inbox-on-a-phone").await;
    browser
        .click("[data-list=items] li:has(blockquote:not(:empty)) a")
        .await;
    browser.see("[data-list=items] tr").await;
}

async fn reports_again(browser: &Browser) {
    browser.go("/approved/").await;
    browser.see("[data-list=items] tr").await;
    browser.click("[data-action=report]").await;
    browser
        .see("[data-dialog=report] [data-list=people] li")
        .await;
    browser.picture("returned-report/reporting").await;
    browser
        .click("[data-dialog=report] button[value=submit]")
        .await;
    browser.see(".receipt-people li").await;
    browser.picture("returned-report/receipt").await;
    browser.click("[data-all] a").await;
    browser.see_text("[data-list=sheets]", REASON).await;
}
