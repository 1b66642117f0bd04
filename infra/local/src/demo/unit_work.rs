//! What a unit's liaison does in the demo: nominate, fill in, review.

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::Method;
use serde_json::{Map, Value, json};

use super::answer::{all_done, of, text};
use super::material::{Nominee, OPINION, PORTRAIT};
use super::person::{Content, Person, Refused};

/// A unit at work.
pub(super) struct Scene<'a> {
    pub(super) congress: &'a str,
    pub(super) unit: &'a str,
    pub(super) liaison: &'a Person,
}

impl Scene<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/api/nominations/{}/{}{rest}", self.congress, self.unit)
    }

    /// The unit's nominations as they stand.
    pub(super) async fn list(&self) -> Result<Value, Refused> {
        self.liaison.get(&self.path("?limit=100")).await
    }

    pub(super) async fn nominate(&self, nominees: &[&Nominee]) -> Result<(), Refused> {
        let row = |one: &&Nominee| json!({ "name": one.name, "phone": one.phone, "category": one.category });
        let rows: Vec<_> = nominees.iter().map(row).collect();
        let allocated = self
            .liaison
            .post(&self.path(""), json!({ "rows": rows }))
            .await?;
        for nominee in nominees {
            let nomination = of(&allocated, nominee)?;
            let path = self.path(&format!("/{}", text(nomination, "id")?));
            if nominee.state == "deregistered" {
                let reason = Content::Json(json!({ "reason": "本人工作调动，不再参会。" }));
                let (to, version) = (format!("{path}/deregister"), &nomination["version"]);
                self.liaison
                    .send(Method::POST, &to, Some(version), reason)
                    .await?;
            } else if !nominee.values.is_empty() {
                self.fill_in(nominee, &path).await?;
            }
        }
        Ok(())
    }

    async fn fill_in(&self, nominee: &Nominee, path: &str) -> Result<(), Refused> {
        let consent = json!({ "version": domain::nomination::consent::VERSION });
        self.liaison
            .post(&format!("{path}/consent"), consent)
            .await?;
        self.type_in(&nominee.values, path).await?;
        if nominee.state == "allocated" {
            return Ok(());
        }
        let photo = Content::File("image/png", PORTRAIT);
        self.liaison
            .send(Method::PUT, &format!("{path}/photo"), None, photo)
            .await?;
        self.submit(path).await
    }

    async fn type_in(&self, values: &Map<String, Value>, path: &str) -> Result<(), Refused> {
        let form = self.liaison.get(&format!("{path}/form")).await?;
        let changes = Content::Json(json!({ "changes": values }));
        let to = format!("{path}/form");
        let version = Some(&form["version"]);
        self.liaison
            .send(Method::PATCH, &to, version, changes)
            .await?;
        Ok(())
    }

    async fn submit(&self, path: &str) -> Result<(), Refused> {
        let form = self.liaison.get(&format!("{path}/form")).await?;
        let (to, version) = (format!("{path}/submission"), Some(&form["version"]));
        self.liaison
            .send(Method::POST, &to, version, Content::Nothing)
            .await?;
        Ok(())
    }

    /// Those who were sent back once, corrected the form and submitted it again.
    pub(super) async fn correct(&self, nominees: &[&Nominee]) -> Result<(), Refused> {
        for nominee in nominees.iter().filter(|one| !one.corrected.is_empty()) {
            let nomination = of(&self.list().await?, nominee)?.clone();
            let decision = json!({
                "nomination": nomination["id"], "version": nomination["version"], "outcome": "reject",
                "opinion": "学历一栏应填写最高学历，工作经历请分段填写。",
                "remarks": [{ "field": "full_time_education", "text": "请填写最高学历" }],
            });
            self.decide(vec![decision]).await?;
            let path = self.path(&format!("/{}", text(&nomination, "id")?));
            self.type_in(&nominee.corrected, &path).await?;
            self.submit(&path).await?;
        }
        Ok(())
    }

    pub(super) async fn first_review(&self, nominees: &[&Nominee]) -> Result<(), Refused> {
        let known = self.list().await?;
        let mut decisions = Vec::new();
        for nominee in nominees {
            let (outcome, opinion, remarks) = match nominee.state.as_str() {
                "allocated" | "first_review_pending" | "deregistered" => continue,
                "first_review_rejected" => (
                    "reject",
                    "学习经历不完整，请补充后重新提交。",
                    json!([{ "field": "resume", "text": "请从高中毕业后写起，时间前后衔接。" }]),
                ),
                _ => ("approve", "材料齐全，同意推荐。", json!([])),
            };
            let nomination = of(&known, nominee)?;
            decisions.push(json!({
                "nomination": nomination["id"], "version": nomination["version"],
                "outcome": outcome, "opinion": opinion, "remarks": remarks,
            }));
        }
        if decisions.is_empty() {
            return Ok(());
        }
        self.decide(decisions).await
    }

    async fn decide(&self, decisions: Vec<Value>) -> Result<(), Refused> {
        let path = format!(
            "/api/reviews/{}/units/{}/first-reviews",
            self.congress, self.unit
        );
        let (rows, body) = (decisions.len(), json!({ "decisions": decisions }));
        all_done(&self.liaison.post(&path, body).await?, rows)
    }

    /// What the congress asks for before it takes a report: each committee member's opinion, the unit's record.
    pub(super) async fn give_materials(&self, nominees: &[&Nominee]) -> Result<(), Refused> {
        let known = self.list().await?;
        for nominee in nominees
            .iter()
            .filter(|one| one.category == "committee_member")
        {
            let id = text(of(&known, nominee)?, "id")?;
            let files = self.path(&format!("/{id}/attachments"));
            self.give(&files, "opinion", "党组织意见.docx").await?;
        }
        self.give(&self.path("/files"), "record", "选举会议记录.docx")
            .await
    }

    async fn give(&self, files: &str, material: &str, name: &str) -> Result<(), Refused> {
        let announced = json!({
            "name": name, "size": OPINION.len(), "kind": "material", "material": material, "sha256": sha256(OPINION),
            "content_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        });
        let announced = self.liaison.post(files, announced).await?;
        self.liaison.upload(&announced["parts"][0], OPINION).await?;
        let to = format!("{files}/{}/confirmation", text(&announced, "id")?);
        self.liaison.post(&to, json!({})).await?;
        Ok(())
    }
}

/// SHA-256 as base64.
fn sha256(bytes: &[u8]) -> String {
    STANDARD.encode(digest::digest(&digest::SHA256, bytes))
}
