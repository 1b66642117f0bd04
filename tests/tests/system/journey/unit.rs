//! One unit at work: its liaison and its nominees, from allocation to report and again after being sent back.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{
    client::{Answer, Client},
    people::{self, Nominee},
    stage::Stage,
};

use super::convener::{UnitAtHand, all_done};

/// A unit with the people who work for it.
pub(crate) struct UnitAtWork {
    liaison: Client,
    liaison_phone: String,
    nominees: Vec<(Nominee, Client)>,
    congress: String,
    unit: UnitAtHand,
}

impl UnitAtWork {
    pub(crate) fn new(
        stage: &Stage,
        congress: &str,
        unit: UnitAtHand,
        nominees: Vec<Nominee>,
        number: u16,
    ) -> Self {
        let row = people::rows(people::UNITS)
            .into_iter()
            .find(|row| row.get("单位编号") == unit.code);
        let liaison_phone = row.expect("the unit's row").get("联络员手机").to_owned();
        let first = 1_000 + number * 50;
        let clients = (first + 1..).map(|address| stage.client(address));
        Self {
            liaison: stage.client(first),
            liaison_phone,
            nominees: nominees.into_iter().zip(clients).collect(),
            congress: congress.to_owned(),
            unit,
        }
    }

    fn path(&self, function: &str, rest: &str) -> String {
        let (congress, unit) = (&self.congress, &self.unit.id);
        match function {
            "reviews" => format!("/api/reviews/{congress}/units/{unit}{rest}"),
            "congresses" => format!("/api/congresses/{congress}/units/{unit}{rest}"),
            _ => format!("/api/nominations/{congress}/{unit}{rest}"),
        }
    }

    pub(crate) async fn allocate_to_report(self) -> Self {
        self.liaison.sign_in(&self.liaison_phone).await;
        self.allocate().await;
        self.one_place_too_many_is_refused().await;
        self.deregister_and_nominate_again().await;
        for one in &self.nominees {
            self.fill_in_and_submit(one).await;
        }
        let early = self
            .liaison
            .post(&self.path("reviews", "/reports"), &json!({}))
            .await;
        assert_eq!(early.status, 409, "nothing is approved yet");
        self.first_review().await;
        self.report().await;
        self
    }

    async fn allocate(&self) {
        let row = |one: &Nominee| json!({ "name": one.name(), "phone": one.phone(), "category": one.category().code() });
        let rows: Vec<_> = self.nominees.iter().map(|(one, _)| row(one)).collect();
        let made = self
            .liaison
            .post(&self.path("", ""), &json!({ "rows": rows }))
            .await
            .must(201);
        assert_eq!(
            made["items"].as_array().expect("items").len(),
            self.nominees.len()
        );
    }

    async fn one_place_too_many_is_refused(&self) {
        let extra = json!({ "rows": [{ "name": "多余人", "phone": "19900998877", "category": "delegate" }] });
        let refused = self.liaison.post(&self.path("", ""), &extra).await;
        assert_eq!(refused.problem(), (409, "quota_exceeded".into()));
        assert_eq!(refused.json()["errors"][0]["pointer"], "/rows/0/category");
    }

    /// The place of somebody deregistered is free, and the same person can be nominated again.
    async fn deregister_and_nominate_again(&self) {
        let (last, _) = self.nominees.last().expect("somebody");
        let gone = self.named(last, "allocated").await;
        let path = self.path("", &format!("/{}/deregister", id(&gone)));
        let version = gone["version"].as_u64().expect("a version");
        let gone = self
            .liaison
            .post_at(&path, version, &json!({ "reason": "信息有误，重新推荐" }))
            .await;
        assert_eq!(gone.must(200)["state"], "deregistered");
        let row = json!({ "name": last.name(), "phone": last.phone(), "category": last.category().code() });
        self.liaison
            .post(&self.path("", ""), &json!({ "rows": [row] }))
            .await
            .must(201);
    }

    async fn fill_in_and_submit(&self, (one, client): &(Nominee, Client)) {
        let session = client.sign_in(one.phone()).await;
        let place = &session["contexts"][0]["nomination"];
        let path = self.path("", &format!("/{}", id(place)));
        let form = client.get(&format!("{path}/form")).await;
        let mut version = form.version();
        let refused = client
            .post_at(&format!("{path}/submission"), version, &json!({}))
            .await;
        assert_eq!(
            refused.problem(),
            (422, "invalid_input".into()),
            "an empty form is not submitted"
        );
        let consent = json!({ "version": domain::nomination::consent::VERSION });
        client
            .post(&format!("{path}/consent"), &consent)
            .await
            .must(201);
        let photo = Some(("image/jpeg", people::portrait()));
        client
            .send(Method::PUT, &format!("{path}/photo"), None, photo)
            .await
            .must(200);
        let changes = json!({ "changes": one.values() });
        let saved = client
            .change(
                Method::PATCH,
                &format!("{path}/form"),
                Some(version),
                &changes,
            )
            .await;
        version = saved_version(saved);
        let submitted = client
            .post_at(&format!("{path}/submission"), version, &json!({}))
            .await
            .must(200);
        assert_eq!(submitted["state"], "first_review_pending");
    }

    /// The first of every unit is rejected with a remark, corrects and submits again; the second's approval is revoked.
    async fn first_review(&self) {
        let (first, client) = &self.nominees[0];
        let pending = self.named(first, "first_review_pending").await;
        self.review(&[decision(&pending, "reject", "请补充获奖情况")])
            .await;
        let path = self.path("", &format!("/{}", id(&pending)));
        let form = client.get(&format!("{path}/form")).await;
        let version = form.version();
        assert_eq!(form.must(200)["remarks"][0]["field"], "awards");
        let award = json!({ "changes": { "awards": [{ "year": "2024", "award": "示例市科技进步奖", "rank": "二等奖" }] } });
        let saved = client
            .change(
                Method::PATCH,
                &format!("{path}/form"),
                Some(version),
                &award,
            )
            .await;
        let version = saved_version(saved);
        client
            .post_at(&format!("{path}/submission"), version, &json!({}))
            .await
            .must(200);

        let all = self.list("first_review_pending").await;
        let decisions: Vec<_> = all
            .iter()
            .map(|one| decision(one, "approve", "同意推荐"))
            .collect();
        self.review(&decisions).await;
        let approved = self.list("first_review_approved").await;
        let taken_back = approved.last().expect("somebody approved");
        let items = json!({ "items": [{ "nomination": taken_back["id"], "version": taken_back["version"] }] });
        all_done(
            &self
                .liaison
                .post(&self.path("reviews", "/revocations"), &items)
                .await
                .must(200),
        );
        let refused = self
            .liaison
            .post(&self.path("reviews", "/reports"), &json!({}))
            .await;
        assert_eq!(
            refused.status, 409,
            "one is missing, so not every indicator is green"
        );
        let pending = self.list("first_review_pending").await;
        assert_eq!(pending.len(), 1);
        self.review(&[decision(&pending[0], "approve", "")]).await;
    }

    async fn review(&self, decisions: &[Value]) {
        let path = self.path("reviews", "/first-reviews");
        all_done(
            &self
                .liaison
                .post(&path, &json!({ "decisions": decisions }))
                .await
                .must(200),
        );
    }

    async fn report(&self) {
        let unit = self
            .liaison
            .get(&self.path("congresses", ""))
            .await
            .must(200);
        for indicator in unit["indicators"].as_array().expect("indicators") {
            assert_eq!(indicator["met"], true, "{indicator}");
        }
        let receipt = self
            .liaison
            .post(&self.path("reviews", "/reports"), &json!({}))
            .await
            .must(201);
        assert!(
            receipt["number"]
                .as_str()
                .expect("a number")
                .contains(&self.unit.code)
        );
        assert_eq!(self.list("reported").await.len(), self.nominees.len());
        let again = self
            .liaison
            .post(&self.path("reviews", "/reports"), &json!({}))
            .await;
        assert_eq!(again.status, 409, "there is nothing left to report");
    }

    /// The unit corrects what final review sent back; the value is the same again, so the roster equals the input.
    pub(crate) async fn correct_and_report_again(&self) {
        for one in self.list("final_review_rejected").await {
            let path = self.path("", &format!("/{}", id(&one)));
            let form = self.liaison.get(&format!("{path}/form")).await;
            let version = form.version();
            let post = form.must(200)["values"]["post"].clone();
            let changes = json!({ "changes": { "post": post, "remarks": "工作单位及职务已核对" } });
            let saved = self
                .liaison
                .change(
                    Method::PATCH,
                    &format!("{path}/form"),
                    Some(version),
                    &changes,
                )
                .await;
            let version = saved_version(saved);
            let again = self
                .liaison
                .post_at(&format!("{path}/submission"), version, &json!({}))
                .await
                .must(200);
            assert_eq!(again["state"], "reported");
        }
    }

    async fn list(&self, state: &str) -> Vec<Value> {
        let page = self
            .liaison
            .get(&self.path("", &format!("?state={state}&limit=100")))
            .await
            .must(200);
        page["items"].as_array().expect("items").clone()
    }

    async fn named(&self, wanted: &Nominee, state: &str) -> Value {
        let list = self.list(state).await;
        let masked = |one: &Value| one["phone"].as_str().expect("a phone").to_owned();
        let ends = &wanted.phone()[wanted.phone().len() - 4..];
        let found = list
            .into_iter()
            .find(|one| one["name"] == wanted.name() && masked(one).ends_with(ends));
        found.expect("the nominee stands in the list")
    }
}

/// The form's version after a draft was saved.
#[track_caller]
fn saved_version(saved: Answer) -> u64 {
    saved.must(200)["version"].as_u64().expect("a version")
}

fn id(one: &Value) -> &str {
    one["id"].as_str().expect("an id")
}

fn decision(one: &Value, outcome: &str, opinion: &str) -> Value {
    let remarks = match outcome {
        "reject" => json!([{ "field": "awards", "text": "请补充" }]),
        _ => json!([]),
    };
    json!({ "nomination": one["id"], "version": one["version"], "outcome": outcome,
            "opinion": opinion, "remarks": remarks })
}
