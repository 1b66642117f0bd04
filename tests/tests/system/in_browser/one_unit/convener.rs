//! The convening body: sets up, does the final review, exports.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde_json::json;
use tests::people;

use super::{OneUnit, UNIT};

impl OneUnit {
    pub(super) async fn creates_a_congress(&self) {
        let browser = &self.browser;
        browser.click("[data-show=convener]").await;
        browser
            .fill(
                "[data-form=settings] [name=title]",
                "示例市科学技术协会第九次代表大会",
            )
            .await;
        browser
            .click("[data-form=settings] label:has([name=level][value=city])")
            .await;
        browser
            .set("[data-form=settings] [name=reference_date]", "2026-12-31")
            .await;
        browser
            .fill("[data-form=settings] [name=age_limit]", "45")
            .await;
        for category in [
            "committee_member",
            "delegate",
            "special_delegate",
            "observer",
            "guest",
            "staff",
        ] {
            self.tick(&format!("[name=\"categories.{category}\"]"))
                .await;
        }
        for code in [
            "grassroots",
            "under_age_limit",
            "ethnic_minority",
            "democratic_party",
            "female",
        ] {
            self.tick(&format!("[name=traits][value={code}]")).await;
        }
        browser
            .fill(
                "[data-form=settings] [name=rule_text]",
                "委员会占用代表名额，代表不会占用委员名额。",
            )
            .await;
        browser
            .fill("[data-form=settings] [name=\"support.name\"]", "大会筹备组")
            .await;
        browser
            .fill(
                "[data-form=settings] [name=\"support.phone\"]",
                "0760-00000000",
            )
            .await;
        browser
            .click("[data-form=settings] button[type=submit]")
            .await;
        browser.see_text("[data-field=life_name]", "筹备中").await;
    }

    /// Ticks a box of the settings that is not ticked yet; its label takes the click.
    async fn tick(&self, selector: &str) {
        let ticked = "return document.querySelector(arguments[0]).checked";
        if self.browser.ask(ticked, vec![json!(selector)]).await != true {
            self.browser
                .click(&format!("[data-form=settings] label:has({selector})"))
                .await;
        }
    }

    pub(super) async fn imports_the_units(&self) {
        let browser = &self.browser;
        browser.click("#tab-units").await;
        browser.click("[data-action=import]").await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("units.csv");
        std::fs::write(&file, people::UNITS.replacen("U003,", ",", 1)).expect("a file");
        browser.give_file("#import-file", &file).await;
        browser
            .see_text("[data-dialog=import] [data-list=lines] .badge", "有错误")
            .await;
        browser
            .see("[data-dialog=import] button[value=submit]:disabled")
            .await;
        browser.picture("one-unit/import-with-a-fault").await;

        std::fs::write(&file, people::UNITS).expect("a file");
        let emptied = "document.querySelector('#import-file').value = ''; return true";
        browser.ask(emptied, vec![]).await;
        browser.give_file("#import-file", &file).await;
        browser
            .click("[data-dialog=import] button[value=submit]:not(:disabled)")
            .await;
        browser.see_no("[data-dialog=import]").await;
        browser.see_text("[data-list=units] tr", UNIT).await;
    }

    pub(super) async fn opens_the_congress(&self) {
        let browser = &self.browser;
        browser.click("[data-action=open]").await;
        browser.click("confirm-dialog [data-action=confirm]").await;
        browser.see("[data-action=close][data-life=open]").await;
        browser.picture("one-unit/congress-open").await;
    }

    /// The first is sent back for the post, the second approved.
    pub(super) async fn finally_sends_one_back_and_approves_the_other(&self) {
        let browser = &self.browser;
        browser.go("/final-review/").await;
        self.opens_in_drawer(self.first.name(), "review").await;
        browser.click("#drawer-tab-basic2").await;
        browser.click("[data-action=remark][data-of=post]").await;
        browser
            .fill("textarea[data-remark=post]", "请写单位全称")
            .await;
        browser
            .fill(
                "[data-dialog=drawer] [name=opinion]",
                "请核对工作单位及职务",
            )
            .await;
        browser
            .click("[data-dialog=drawer] [data-action=reject]")
            .await;
        browser.see_text("#drawer-title", self.second.name()).await;
        browser
            .click("[data-dialog=drawer] [data-decision]:not([hidden]) [data-action=approve]")
            .await;
        browser.see_no("[data-dialog=drawer]").await;
    }

    pub(super) async fn finally_approves_the_rest(&self) {
        let browser = &self.browser;
        browser.go("/final-review/").await;
        self.opens_in_drawer(self.first.name(), "review").await;
        browser
            .see("[data-dialog=drawer] [data-changes]:not([hidden])")
            .await;
        browser.click("#drawer-tab-basic2").await;
        browser.see("[data-row-of=post][data-changed]").await;
        browser
            .click("[data-dialog=drawer] [data-decision]:not([hidden]) [data-action=approve]")
            .await;
        browser.see_no("[data-dialog=drawer]").await;
        browser
            .click("[data-state-filter=final_review_approved]")
            .await;
        browser
            .see_text("[data-list=items]", self.first.name())
            .await;
        browser
            .see_text("[data-list=items]", self.second.name())
            .await;
    }

    /// With full numbers, for a reason; the workbook arrives as a download and holds both.
    pub(super) async fn exports_the_roster(&self) {
        let browser = &self.browser;
        let folder = tempfile::tempdir().expect("a folder");
        browser.downloads_to(folder.path()).await;
        browser.click("[data-action=export]").await;
        browser
            .click("[data-dialog=export] label:has([name=unmasked])")
            .await;
        browser
            .fill("[data-dialog=export] [name=reason]", "报送大会名册")
            .await;
        browser
            .click("[data-dialog=export] button[value=submit]")
            .await;
        browser.see_no("[data-dialog=export]").await;
        let workbook = tests::browser::arrived(folder.path(), "xlsx").await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).expect("a workbook");
        let sheet = book
            .worksheet_range_at(0)
            .expect("a sheet")
            .expect("a readable sheet");
        let cells: Vec<_> = sheet
            .used_cells()
            .map(|(_, _, cell)| cell.to_string())
            .collect();
        for one in [&self.first, &self.second] {
            assert!(
                cells.iter().any(|cell| cell == one.name()),
                "{} stands in the roster",
                one.name()
            );
            assert!(
                cells.iter().any(|cell| cell == one.0.get("证件号")),
                "with the full number"
            );
        }
    }

    /// The switch keeps the place, and nothing Chinese is left but what people entered.
    pub(super) async fn reads_english(&self) {
        let browser = &self.browser;
        browser.click("a[data-switch-language]").await;
        browser.see_text("h1", "Final review").await;
        assert!(
            browser.place().await.contains("congress="),
            "the place is kept"
        );
        browser.see_text("[data-list=items]", "Delegate").await;
        let chinese = "const own = (each) => [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('');
            const entered = '[data-field], [data-value], [data-row], option, .seal, [data-switch-language]';
            return [...document.body.querySelectorAll('*')].filter((each) => each.checkVisibility()
                && !each.closest(entered) && /\\p{Script=Han}/u.test(own(each))).map((each) => own(each).trim())";
        assert_eq!(browser.ask(chinese, vec![]).await, json!([]));
    }
}
