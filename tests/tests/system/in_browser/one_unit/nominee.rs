//! The nominee, on a phone: fills in, is told what is missing, submits, corrects.

use serde_json::json;
use tests::people;

use super::{
    super::filling_in::{fill_in_step, give_photo, next_step, saved},
    OneUnit,
};

impl OneUnit {
    /// The last step offers to submit; what is missing is listed, and a line of it leads to its field on another step.
    pub(super) async fn is_told_what_is_missing(&self) {
        let browser = &self.browser;
        next_step(browser).await;
        next_step(browser).await;
        self.declares_and_asks().await;
        browser
            .see("[data-problem=\"\"]:not([hidden]) [data-list=errors] a")
            .await;
        browser.picture("one-unit/what-is-missing").await;
        browser
            .click_text("[data-problem=\"\"] [data-list=errors] a", "邮箱")
            .await;
        browser
            .until(
                "the focus on the e-mail",
                "return document.activeElement?.name === 'email'",
                vec![],
            )
            .await;
        browser
            .see("#step-panel-basic1:not([hidden]) [name=email]")
            .await;
    }

    async fn declares_and_asks(&self) {
        let browser = &self.browser;
        browser.click(".bottom-bar [data-action=submit]").await;
        browser
            .click("[data-dialog=submit] label:has([name=declared])")
            .await;
        browser
            .click("[data-dialog=submit] button[value=submit]")
            .await;
        browser.see_no("[data-dialog=submit]").await;
    }

    pub(super) async fn declares_and_submits(&self) {
        self.declares_and_asks().await;
        self.browser.see("[data-readonly]:not([hidden])").await;
    }

    pub(super) async fn fills_in_three_steps(&self) {
        let browser = &self.browser;
        let values = self.first.values();
        let folder = tempfile::tempdir().expect("a folder");
        let photo = folder.path().join("portrait.jpg");
        std::fs::write(&photo, people::portrait()).expect("a photo");
        browser.see("[data-question=photo][inert]").await;
        browser.click("sensitive-consent [name=consent]").await;
        browser.see("sensitive-consent[data-consent=given]").await;
        give_photo(browser, &photo).await;
        fill_in_step(browser, &values).await;
        self.id_number_said_sex_and_birth_date().await;
        saved(browser).await;
        browser.picture("one-unit/step-1").await;
        next_step(browser).await;
        fill_in_step(browser, &values).await;
        saved(browser).await;
        browser.picture("one-unit/step-2").await;
        next_step(browser).await;
        fill_in_step(browser, &values).await;
        saved(browser).await;
        browser.picture("one-unit/step-3").await;
    }

    async fn id_number_said_sex_and_birth_date(&self) {
        let said = "return [document.querySelector('[name=birth_date]').value, document.querySelector('[name=sex]:checked')?.value]";
        let values = self.first.values();
        assert_eq!(
            self.browser.ask(said, vec![]).await,
            json!([values["birth_date"], values["sex"]])
        );
    }

    pub(super) async fn loads_the_page_again_and_finds_everything(&self) {
        let browser = &self.browser;
        browser.reload().await;
        browser
            .see("[data-step-panel]:not([hidden]) [name=email]")
            .await;
        let shown = "return ['name', 'email', 'birth_date', 'post', 'achievements'].map((name) => document.querySelector(`[name=${name}]`).value)";
        let values = self.first.values();
        let stored = json!(
            ["name", "email", "birth_date", "post", "achievements"]
                .map(|name| values[name].clone())
        );
        assert_eq!(browser.ask(shown, vec![]).await, stored);
        let missing = browser
            .text_of("[role=tab][data-step] [data-field=missing]")
            .await;
        assert!(!missing.contains("还差"), "{missing}");
    }

    pub(super) async fn submits(&self) {
        next_step(&self.browser).await;
        next_step(&self.browser).await;
        self.declares_and_submits().await;
        self.browser.picture("one-unit/submitted").await;
    }

    /// The second nominee of the unit, without a browser: once by the page is enough to see.
    pub(super) async fn second_nominee_submits_elsewhere(&self) {
        let client = self.stage.client(2);
        let session = client.sign_in(self.second.phone()).await;
        let context = &session["contexts"][0];
        let id = |value: &serde_json::Value| value.as_str().expect("an id").to_owned();
        let (congress, own) = (id(&context["congress"]["id"]), &context["nomination"]);
        let path = format!(
            "/api/nominations/{congress}/{}/{}",
            id(&own["unit_id"]),
            id(&own["id"])
        );
        let consent = json!({ "version": domain::nomination::consent::VERSION });
        client
            .post(&format!("{path}/consent"), &consent)
            .await
            .must(201);
        let photo = Some(("image/jpeg", people::portrait()));
        client
            .send(reqwest::Method::PUT, &format!("{path}/photo"), None, photo)
            .await
            .must(200);
        let form = format!("{path}/form");
        let version = client.get(&form).await.version();
        let changes = json!({ "changes": self.second.values() });
        let kept = client
            .change(reqwest::Method::PATCH, &form, Some(version), &changes)
            .await;
        let version = kept.must(200)["version"].as_u64().expect("a version");
        client
            .post_at(&format!("{path}/submission"), version, &json!({}))
            .await
            .must(200);
    }

    /// The opinion stands on top, the remark at its field; corrected and submitted again.
    pub(super) async fn corrects_what_was_remarked(&self) {
        let browser = &self.browser;
        browser.go("/my-form/").await;
        browser.see_text("[data-opinion]", "请补充工作单位").await;
        next_step(browser).await;
        browser
            .see_text("[data-remark-on=post]", "请写明所在科室")
            .await;
        browser.picture("one-unit/sent-back").await;
        browser
            .fill(
                "[data-question=post] [name=post]",
                "示例市化学学会（分析化学室） 站长",
            )
            .await;
        saved(browser).await;
        next_step(browser).await;
        self.declares_and_submits().await;
    }
}
