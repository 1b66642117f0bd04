//! Every refusal names what to do, in the person's language, and loses nothing.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{client::Client, people, stage::Stage};

use super::journey::convener::{Convener, UnitAtHand};

/// A congress with its units open for work, a liaison of the first unit signed in.
struct Opened {
    stage: Stage,
    convener: Convener,
    congress: String,
    units: Vec<UnitAtHand>,
    liaison: Client,
}

const LIAISON: &str = "19900900000";

impl Opened {
    async fn new() -> Self {
        let stage = Stage::start().await;
        let convener = Convener::sign_in(&stage).await;
        let congress = convener.create_congress().await;
        let units = convener.import_units(&congress).await;
        convener.open(&congress).await;
        let liaison = stage.client(1);
        liaison.sign_in(LIAISON).await;
        Self {
            stage,
            convener,
            congress,
            units,
            liaison,
        }
    }

    /// The nominations of the liaison's own unit, or of another.
    fn nominations(&self, unit: usize) -> String {
        format!("/api/nominations/{}/{}", self.congress, self.units[unit].id)
    }

    async fn allocated(&self, name: &str, phone: &str) -> Value {
        let row = json!({ "rows": [{ "name": name, "phone": phone, "category": "delegate" }] });
        let made = self
            .liaison
            .post(&self.nominations(0), &row)
            .await
            .must(201);
        made["items"][0].clone()
    }

    async fn how_many(&self) -> u64 {
        let page = self.liaison.get(&self.nominations(0)).await.must(200);
        page["total"].as_u64().expect("a total")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_says_what_to_do_and_loses_nothing() {
    let at = Opened::new().await;
    over_the_quota(&at).await;
    malformed_unknown_and_too_large(&at).await;
    duplicate_phone(&at).await;
    stale_version(&at).await;
    wrong_role(&at).await;
    nobody_signed_in(&at).await;
    wrong_header_of_a_file(&at).await;
    wrong_code(&at).await;
    closed_window(&at).await;
    at.stage.stop().await;
}

async fn over_the_quota(at: &Opened) {
    let row = |index: u32| json!({ "name": "张三丰", "phone": format!("1990011{index:04}"), "category": "committee_member" });
    let rows = json!({ "rows": [row(1), row(2), row(3)] });
    let refused = at.liaison.post(&at.nominations(0), &rows).await;
    assert_eq!(refused.problem(), (409, "quota_exceeded".into()));
    let problem = refused.json();
    assert_eq!(problem["errors"][0]["pointer"], "/rows/2/category");
    let detail = problem["errors"][0]["detail"].as_str().expect("a detail");
    assert!(detail.contains("委员名额 2"), "{detail}");
    assert_eq!(at.how_many().await, 0, "all or nothing");
}

async fn malformed_unknown_and_too_large(at: &Opened) {
    let send = async |body: &str| {
        let body = Some(("application/json", body.as_bytes().to_vec()));
        at.liaison
            .send(Method::POST, &at.nominations(0), None, body)
            .await
    };
    assert_eq!(
        send("{\"rows\": [").await.problem(),
        (400, "malformed_request".into())
    );
    let unknown = send(r#"{"rows": [{"name": "张三", "phone": "19900110001", "category": "delegate", "vip": true}]}"#).await;
    assert_eq!(unknown.problem(), (422, "invalid_input".into()));
    assert_eq!(unknown.json()["errors"][0]["pointer"], "/rows/0/vip");
    let large = format!("{{\"rows\": [\"{}\"]}}", "x".repeat(300_000));
    assert_eq!(send(&large).await.problem(), (413, "body_too_large".into()));
    let faults = send(r#"{"rows": [{"name": "张三🙂", "phone": "123", "category": "vip"}]}"#)
        .await
        .json();
    let pointers: Vec<_> = faults["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|fault| fault["pointer"].clone())
        .collect();
    assert_eq!(
        pointers,
        ["/rows/0/name", "/rows/0/phone", "/rows/0/category"],
        "all faults at once"
    );
}

async fn duplicate_phone(at: &Opened) {
    at.allocated("李四光", "19900110002").await;
    let other_unit = at.stage.client(2);
    other_unit.sign_in("19900900011").await;
    let row = json!({ "rows": [{ "name": "李四", "phone": "+86 199-0011-0002", "category": "delegate" }] });
    let refused = other_unit.post(&at.nominations(1), &row).await;
    assert_eq!(refused.problem(), (409, "duplicate_person".into()));
    let problem = refused.json();
    assert_eq!(problem["errors"][0]["pointer"], "/rows/0/phone");
    let text = problem.to_string();
    assert!(
        !text.contains("李四光") && !text.contains("物理"),
        "it does not say whose it is: {text}"
    );
}

async fn stale_version(at: &Opened) {
    let one = at.allocated("王五六", "19900110003").await;
    let path = format!(
        "{}/{}",
        at.nominations(0),
        one["id"].as_str().expect("an id")
    );
    let version = one["version"].as_u64().expect("a version");
    at.liaison
        .post_at(&format!("{path}/disable"), version, &json!({}))
        .await
        .must(200);
    let stale = at
        .liaison
        .post_at(&format!("{path}/enable"), version, &json!({}))
        .await;
    assert_eq!(stale.problem(), (412, "stale_version".into()));
    assert_eq!(
        stale.json()["current"]["enabled"],
        false,
        "the current state comes with the refusal"
    );
    let without = at.liaison.post(&format!("{path}/enable"), &json!({})).await;
    assert_eq!(without.problem(), (428, "version_required".into()));
}

async fn wrong_role(at: &Opened) {
    let foreign = at.liaison.get(&at.nominations(1)).await;
    assert_eq!(
        foreign.problem(),
        (404, "not_found".into()),
        "another unit does not exist for a liaison"
    );
    let congress = format!("/api/congresses/{}", at.congress);
    let refused = at
        .liaison
        .change(
            Method::PUT,
            &format!("{congress}/officers"),
            Some(1),
            &json!({ "officers": [] }),
        )
        .await;
    assert!([403, 404].contains(&refused.status.as_u16()), "{refused:?}");
    let nominee = at.stage.client(3);
    nominee.sign_in("19900110002").await;
    let row =
        json!({ "rows": [{ "name": "李四", "phone": "19900110009", "category": "delegate" }] });
    let refused = nominee.post(&at.nominations(0), &row).await;
    assert!([403, 404].contains(&refused.status.as_u16()), "{refused:?}");
}

async fn nobody_signed_in(at: &Opened) {
    let stranger = at.stage.client(4);
    assert_eq!(
        stranger.get(&at.nominations(0)).await.problem(),
        (401, "unauthenticated".into())
    );
}

async fn wrong_header_of_a_file(at: &Opened) {
    let file = people::UNITS.replace("联络员手机", "电话");
    let path = format!("/api/congresses/{}/unit-imports", at.congress);
    let refused = at
        .convener
        .client()
        .send(
            Method::POST,
            &path,
            None,
            Some(("text/csv", file.into_bytes())),
        )
        .await;
    assert_eq!(refused.problem().0, 422, "{refused:?}");
    let text = refused.json().to_string();
    assert!(
        text.contains("联络员手机") && text.contains("电话"),
        "it names what is missing and what is unknown: {text}"
    );
}

async fn wrong_code(at: &Opened) {
    let somebody = at.stage.client(5);
    let given = json!({ "phone": "19900110005", "code": "000000", "agreed": somebody.get("/api/login/terms").await.must(200) });
    let refused = somebody.post("/api/login/sessions", &given).await;
    assert_eq!(refused.status.as_u16(), 422, "{refused:?}");
}

async fn closed_window(at: &Opened) {
    at.convener.close_nominating(&at.congress).await;
    let row =
        json!({ "rows": [{ "name": "赵六七", "phone": "19900110006", "category": "delegate" }] });
    let refused = at.liaison.post(&at.nominations(0), &row).await;
    assert_eq!(refused.problem(), (409, "stage_closed".into()));
    let detail = refused.json()["detail"]
        .as_str()
        .expect("a detail")
        .to_owned();
    assert!(
        detail.contains("2026-01-31 18:00"),
        "it says when it closed: {detail}"
    );
}
