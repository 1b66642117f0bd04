//! One unit's work from the convener's set-up to the exported roster, each part by its people and their pages: the
//! liaison at a desk, the nominee on a phone.

mod convener;
mod liaison;
mod nominee;

use tests::{
    browser::{Browser, DESKTOP, PHONE, Person, skipped},
    client::Client,
    people::Nominee,
    stage::Stage,
};

use super::{
    second_factor::sets_up_an_app,
    signing_in::{enter_code, phone_at_hand, sign_in},
};

const CONVENER: &str = "19900999000";
/// U002 of `data/units.csv`: two places for delegates, of whom both work at the grass roots, one is 45 or younger and
/// one a woman.
const LIAISON: &str = "19900900011";
const UNIT: &str = "示例市化学学会";

/// The system, the one browser everybody shares, and the two nominees of the unit.
struct OneUnit {
    stage: Stage,
    browser: Browser,
    texts: Client,
    first: Nominee,
    second: Nominee,
}

#[tokio::test(flavor = "multi_thread")]
async fn one_units_work_from_set_up_to_roster() {
    if skipped("one_units_work_from_set_up_to_roster") {
        return;
    }
    let at = OneUnit::begin().await;
    let convener = at.the_convener_sits_down_first().await;
    at.creates_a_congress().await;
    at.imports_the_units().await;
    at.opens_the_congress().await;

    at.browser.leave().await;
    let liaison = at.sits_down_first(LIAISON).await;
    at.sees_the_quota().await;
    at.one_too_many_is_refused_and_kept().await;
    at.allocates_two().await;

    at.on_the_phone_of_the_nominee().await;
    at.is_told_what_is_missing().await;
    at.fills_in_three_steps().await;
    at.loads_the_page_again_and_finds_everything().await;
    at.submits().await;
    at.second_nominee_submits_elsewhere().await;
    let nominee = at.leaves_the_phone().await;

    at.change_to(&liaison).await;
    at.sends_back_with_a_remark().await;
    at.back_on_the_phone(&nominee).await;
    at.corrects_what_was_remarked().await;
    at.leaves_the_phone().await;
    at.change_to(&liaison).await;
    at.approves_both().await;
    at.reports_when_all_is_green().await;

    at.change_to(&convener).await;
    at.finally_sends_one_back_and_approves_the_other().await;
    at.change_to(&liaison).await;
    at.edits_and_submits_again().await;
    at.change_to(&convener).await;
    at.finally_approves_the_rest().await;
    at.exports_the_roster().await;
    at.reads_english().await;
    at.end().await;
}

impl OneUnit {
    async fn begin() -> Self {
        let stage = Stage::start().await;
        stage.grant_convener(CONVENER, "示例市科学技术协会").await;
        let browser = Browser::open(&stage.origin(), DESKTOP).await;
        let texts = phone_at_hand(&stage);
        let mut nominees = Nominee::all()
            .into_iter()
            .filter(|one| one.0.get("单位编号") == "U002");
        let (first, second) = (
            nominees.next().expect("a nominee"),
            nominees.next().expect("another"),
        );
        Self {
            stage,
            browser,
            texts,
            first,
            second,
        }
    }

    /// Signs in through the login page.
    async fn sits_down_first(&self, phone: &str) -> Person {
        sign_in(&self.browser, &self.texts, phone).await;
        let person = self.browser.leave().await;
        self.browser.sit_down(&person).await;
        person
    }

    /// The same for somebody who must show a second factor, and sets one up at this first sign-in.
    async fn the_convener_sits_down_first(&self) -> Person {
        enter_code(&self.browser, &self.texts, CONVENER).await;
        sets_up_an_app(&self.browser, &self.stage, CONVENER).await;
        self.browser
            .see("[data-signed=in] [data-link=workbench]")
            .await;
        let person = self.browser.leave().await;
        self.browser.sit_down(&person).await;
        person
    }

    /// Somebody who signed in before sits down again.
    async fn change_to(&self, person: &Person) {
        self.browser.leave().await;
        self.browser.sit_down(person).await;
    }

    async fn on_the_phone_of_the_nominee(&self) {
        self.browser.leave().await;
        self.browser.resize(PHONE).await;
        self.sits_down_first(self.first.phone()).await;
        self.browser.click("a[data-module=my-form]").await;
        self.browser.see("[data-form=registration]").await;
    }

    async fn back_on_the_phone(&self, nominee: &Person) {
        self.change_to(nominee).await;
        self.browser.resize(PHONE).await;
    }

    async fn leaves_the_phone(&self) -> Person {
        let nominee = self.browser.leave().await;
        self.browser.resize(DESKTOP).await;
        nominee
    }

    async fn end(self) {
        let complaints = self.browser.complaints().await;
        assert!(
            complaints.is_empty(),
            "the browser complains: {complaints:#?}"
        );
        self.browser.close();
        self.stage.stop().await;
    }
}
