//! The convening body: sets up, does the final review, exports.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{client::Client, people, stage::Stage};

/// A unit as the convener sees it.
#[derive(Clone, Debug)]
pub(crate) struct UnitAtHand {
    pub(crate) id: String,
    pub(crate) code: String,
}

/// The convening body's one administrator and final reviewer.
pub(crate) struct Convener(Client);

const PHONE: &str = "19900999000";

impl Convener {
    pub(crate) async fn sign_in(stage: &Stage) -> Self {
        stage.grant_convener(PHONE, "示例市科学技术协会").await;
        let client = stage.client(9_999);
        let session = client.sign_in(PHONE).await;
        assert_eq!(session["convener"]["organisation"], "示例市科学技术协会");
        Self(client)
    }

    /// For what has no name here.
    pub(crate) fn client(&self) -> &Client {
        &self.0
    }

    /// Sets a window for nominating that is over.
    pub(crate) async fn close_nominating(&self, congress: &str) {
        let path = format!("/api/congresses/{congress}");
        let version = self.0.get(&path).await.version();
        let mut settings = settings();
        settings["windows"] = json!({ "nominating": {
            "opens_at": "2026-01-01T00:00:00Z", "closes_at": "2026-01-31T10:00:00Z" } });
        self.0
            .change(Method::PUT, &path, Some(version), &settings)
            .await
            .must(200);
    }

    pub(crate) async fn create_congress(&self) -> String {
        let created = self.0.post("/api/congresses", &settings()).await.must(201);
        created["id"].as_str().expect("an id").to_owned()
    }

    /// Imports `units.csv`: looks at the preview first, then confirms it.
    pub(crate) async fn import_units(&self, congress: &str) -> Vec<UnitAtHand> {
        let file = || Some(("text/csv", people::UNITS.as_bytes().to_vec()));
        let path = format!("/api/congresses/{congress}/unit-imports");
        let preview = self
            .0
            .send(Method::POST, &path, None, file())
            .await
            .must(200);
        let rows = preview["rows"].as_array().expect("rows");
        assert!(rows.iter().all(|row| row["verdict"] == "new"), "{rows:?}");
        assert!(
            self.units(congress).await.is_empty(),
            "a preview writes nothing"
        );
        let digest = preview["digest"].as_str().expect("a digest");
        self.0
            .confirm(&format!("{path}?confirm=true"), digest, file())
            .await
            .must(200);
        let again = self
            .0
            .send(Method::POST, &path, None, file())
            .await
            .must(200);
        let rows = again["rows"].as_array().expect("rows");
        assert!(
            rows.iter().all(|row| row["verdict"] == "unchanged"),
            "{rows:?}"
        );
        self.units(congress).await
    }

    async fn units(&self, congress: &str) -> Vec<UnitAtHand> {
        let units = self
            .0
            .get(&format!("/api/congresses/{congress}/units"))
            .await
            .must(200);
        let units = units["items"].as_array().expect("units").iter();
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        units
            .map(|unit| UnitAtHand {
                id: text(&unit["id"]),
                code: text(&unit["code"]),
            })
            .collect()
    }

    pub(crate) async fn open(&self, congress: &str) {
        let path = format!("/api/congresses/{congress}");
        let version = self.0.get(&path).await.version();
        let opened = self
            .0
            .post_at(&format!("{path}/open"), version, &json!({}))
            .await
            .must(200);
        assert_eq!(opened["life"], "open");
    }

    /// Decides on everything reported: every fifteenth is sent back, one approval is revoked and decided again.
    pub(crate) async fn final_review(&self, congress: &str, expected: usize) -> usize {
        let queue = self.queue(congress, "reported").await;
        assert_eq!(queue.len(), expected, "everybody is reported");
        let sends_back = |index: usize| index % 15 == 7;
        let decisions: Vec<_> = queue
            .iter()
            .enumerate()
            .map(|(index, one)| {
                if sends_back(index) {
                    reject(one)
                } else {
                    approve(one)
                }
            })
            .collect();
        self.decide(congress, &decisions).await;
        let approved = self.queue(congress, "final_review_approved").await;
        let one = &approved[0];
        let revoked = json!({ "items": [{ "unit": one["unit_id"], "nomination": one["id"], "version": one["version"] }] });
        let path = format!("/api/reviews/{congress}/final-revocations");
        all_done(&self.0.post(&path, &revoked).await.must(200));
        (0..expected).filter(|index| sends_back(*index)).count()
    }

    pub(crate) async fn approve_the_rest(&self, congress: &str, expected: usize) {
        let rest = self.queue(congress, "reported").await;
        assert!(!rest.is_empty(), "the corrected and the revoked wait again");
        let decisions: Vec<_> = rest.iter().map(approve).collect();
        self.decide(congress, &decisions).await;
        assert_eq!(
            self.queue(congress, "final_review_approved").await.len(),
            expected
        );
        assert_eq!(self.queue(congress, "final_review_rejected").await.len(), 0);
    }

    async fn decide(&self, congress: &str, decisions: &[Value]) {
        let path = format!("/api/reviews/{congress}/final-reviews");
        for some in decisions.chunks(50) {
            all_done(
                &self
                    .0
                    .post(&path, &json!({ "decisions": some }))
                    .await
                    .must(200),
            );
        }
    }

    async fn queue(&self, congress: &str, state: &str) -> Vec<Value> {
        let mut all = Vec::new();
        loop {
            let offset = all.len();
            let path =
                format!("/api/reviews/{congress}/queue?state={state}&limit=100&offset={offset}");
            let page = self.0.get(&path).await.must(200);
            all.extend(page["items"].as_array().expect("items").iter().cloned());
            if all.len() as u64 >= page["total"].as_u64().expect("a total") {
                return all;
            }
        }
    }

    pub(crate) async fn export_unmasked(&self, congress: &str) -> Vec<u8> {
        let wanted = json!({ "unmasked": true, "reason": "报送大会名册", "states": ["final_review_approved"] });
        let answer = self
            .0
            .post(&format!("/api/exports/{congress}/rosters"), &wanted)
            .await;
        assert_eq!(
            answer.status,
            200,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        answer.body
    }
}

/// Every row of a batch was done.
#[track_caller]
pub(crate) fn all_done(results: &Value) {
    let results = results["results"].as_array().expect("results");
    for result in results {
        assert_eq!(result["done"], true, "{result}");
    }
}

fn approve(one: &Value) -> Value {
    json!({ "unit": one["unit_id"], "nomination": one["id"], "version": one["version"],
            "outcome": "approve", "opinion": "同意", "remarks": [] })
}

fn reject(one: &Value) -> Value {
    json!({ "unit": one["unit_id"], "nomination": one["id"], "version": one["version"],
            "outcome": "reject", "opinion": "请核对工作单位及职务",
            "remarks": [{ "field": "post", "text": "请写全称" }] })
}

fn settings() -> Value {
    let equal = json!({ "met": "equal" });
    json!({
        "title": "示例市科学技术协会第九次代表大会",
        "level": "city",
        "venue": "示例会堂",
        "starts_on": "2027-03-10",
        "ends_on": "2027-03-12",
        "reference_date": "2026-12-31",
        "age_limit": 45,
        "categories": { "committee_member": equal, "delegate": equal, "special_delegate": equal,
                        "observer": equal, "guest": equal, "staff": equal },
        "traits": ["grassroots", "under_age_limit", "ethnic_minority", "democratic_party", "female"],
        "windows": {},
        "support": { "name": "大会筹备组", "phone": "0760-00000000" },
        "rule_text": "委员会占用代表名额，代表不会占用委员名额。"
    })
}
