//! The unit's liaison: gives places, reviews, reports, corrects what final review sent back.

use serde_json::json;

use super::{
    super::filling_in::{go_to_step, saved},
    OneUnit, UNIT,
};

impl OneUnit {
    pub(super) async fn sees_the_quota(&self) {
        let browser = &self.browser;
        browser.click("a[data-module=nominate]").await;
        browser
            .see_text("[data-field=rule_text]", "委员会占用代表名额")
            .await;
        browser
            .see_text("[data-quota=\"delegate.places\"]", "2")
            .await;
        browser
            .see_text("[data-quota=\"delegate.minimums.grassroots\"]", "2")
            .await;
        browser
            .see_text("quota-panel [data-tone=unmet]", "还差 2 名")
            .await;
        browser
            .see_text("quota-panel [data-tone=unmet]", "女性")
            .await;
        browser
            .see(".results[data-state=empty] [data-shown-in=empty]")
            .await;
    }

    /// Three rows for two places: nobody is allocated, the third row is named, and all rows stand as they were typed.
    pub(super) async fn one_too_many_is_refused_and_kept(&self) {
        let browser = &self.browser;
        browser.click("[data-action=allocate]").await;
        self.types_row(1, self.first.name(), self.first.phone())
            .await;
        browser
            .click("[data-dialog=allocate] [data-action=add-row]")
            .await;
        self.types_row(2, self.second.name(), self.second.phone())
            .await;
        browser
            .click("[data-dialog=allocate] [data-action=add-row]")
            .await;
        self.types_row(3, "多余人", "19900998877").await;
        browser
            .click("[data-dialog=allocate] button[value=submit]")
            .await;
        browser
            .see_text("[data-dialog=allocate] [data-problem]", "名额")
            .await;
        browser
            .see(".entry-row:nth-of-type(3) [aria-invalid=true]")
            .await;
        browser.picture("one-unit/over-the-quota").await;
        let kept = browser
            .see(".entry-row:nth-of-type(3) [name=name]")
            .await
            .value()
            .await
            .expect("a value");
        assert_eq!(kept.as_deref(), Some("多余人"));
    }

    async fn types_row(&self, row: usize, name: &str, phone: &str) {
        let row = format!("[data-dialog=allocate] .entry-row:nth-of-type({row})");
        self.browser.fill(&format!("{row} [name=name]"), name).await;
        self.browser
            .fill(&format!("{row} [name=phone]"), phone)
            .await;
        self.browser
            .choose(&format!("{row} [name=category]"), "delegate")
            .await;
    }

    pub(super) async fn allocates_two(&self) {
        let browser = &self.browser;
        browser
            .click(".entry-row:nth-of-type(3) [data-action=remove-row]")
            .await;
        browser
            .click("[data-dialog=allocate] button[value=submit]")
            .await;
        browser.see_no("[data-dialog=allocate]").await;
        for one in [&self.first, &self.second] {
            browser
                .see_text("[data-list=items] td.person", one.name())
                .await;
        }
        browser
            .see_text("[data-used=\"delegate.places\"]", "2")
            .await;
        browser.picture("one-unit/allocated").await;
    }

    /// Opens somebody of the list in the drawer.
    pub(super) async fn opens_in_drawer(&self, name: &str, action: &str) {
        let browser = &self.browser;
        browser.see_text("[data-list=items] td.person", name).await;
        let row = "const row = [...document.querySelectorAll('[data-list=items] tr')].find((row) => row.innerText.includes(arguments[0]));
            row.id = 'wanted'; return true";
        browser.ask(row, vec![json!(name)]).await;
        browser
            .click(&format!("#wanted [data-action={action}]"))
            .await;
        browser
            .see("[data-dialog=drawer] [data-state=ready] [data-shown-in=ready]")
            .await;
        browser.see_text("#drawer-title", name).await;
    }

    pub(super) async fn sends_back_with_a_remark(&self) {
        let browser = &self.browser;
        browser.go("/pending/").await;
        self.opens_in_drawer(self.first.name(), "review").await;
        browser
            .click("[data-dialog=drawer] [data-action=reject]")
            .await;
        browser
            .see_text("[data-dialog=drawer] [data-problem]", "意见")
            .await;
        browser.click("#drawer-tab-basic2").await;
        browser.click("[data-action=remark][data-of=post]").await;
        browser
            .fill("textarea[data-remark=post]", "请写明所在科室")
            .await;
        browser
            .fill("[data-dialog=drawer] [name=opinion]", "请补充工作单位")
            .await;
        browser.picture("one-unit/sending-back").await;
        browser
            .click("[data-dialog=drawer] [data-action=reject]")
            .await;
        browser.see_text("#drawer-title", self.second.name()).await;
        browser
            .click("[data-dialog=drawer] [data-action=close]")
            .await;
    }

    pub(super) async fn approves_both(&self) {
        let browser = &self.browser;
        browser.go("/pending/").await;
        self.opens_in_drawer(self.first.name(), "review").await;
        browser
            .see("[data-dialog=drawer] [data-changes]:not([hidden])")
            .await;
        browser
            .click("[data-dialog=drawer] [data-action=approve]")
            .await;
        browser.see_text("#drawer-title", self.second.name()).await;
        browser
            .click("[data-dialog=drawer] [data-decision]:not([hidden]) [data-action=approve]")
            .await;
        browser.see_no("[data-dialog=drawer]").await;
    }

    /// Every indicator is green; the report is confirmed once and answers with a receipt.
    pub(super) async fn reports_when_all_is_green(&self) {
        let browser = &self.browser;
        browser.go("/approved/").await;
        browser
            .see_text("quota-panel [data-tone=met]", "女性")
            .await;
        browser.see_no("quota-panel [data-tone=unmet]").await;
        browser.click("[data-action=report]").await;
        browser
            .see_text("[data-dialog=report] [data-field=count]", "2")
            .await;
        browser
            .see_text(
                "[data-dialog=report] [data-list=people]",
                self.second.name(),
            )
            .await;
        browser.picture("one-unit/reporting").await;
        browser
            .click("[data-dialog=report] button[value=submit]")
            .await;
        browser.see_text(".receipt-facts", "-U002-").await;
        browser
            .see_text(".receipt-people", self.second.name())
            .await;
        browser.see("[data-new]:not([hidden])").await;
        browser.picture("one-unit/receipt").await;
        browser.go("/approved/").await;
        browser
            .see(".results[data-state=empty] [data-shown-in=empty]")
            .await;
    }

    /// What final review sent back: edited by the unit and submitted again.
    pub(super) async fn edits_and_submits_again(&self) {
        let browser = &self.browser;
        browser.go("/reported/").await;
        browser.see_text("[data-list=items] tr", UNIT).await;
        browser.click("[data-list=items] a[data-allows~=resubmit], [data-list=items] a[data-action=fill-in]").await;
        go_to_step(browser, 2).await;
        browser
            .see_text("[data-remark-on=post]", "请写单位全称")
            .await;
        browser
            .fill(
                "[data-question=post] [name=post]",
                "示例市化学学会（示例大学化学系） 教授",
            )
            .await;
        saved(browser).await;
        go_to_step(browser, 3).await;
        self.declares_and_submits().await;
    }
}
