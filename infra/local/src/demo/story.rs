//! What happens in the demo, in order: set up, nominate, fill in, review, report, review again.

use std::collections::BTreeMap;

use http::Method;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::answer::{all_done, items, of, text};
use super::material::{
    ADMINISTRATOR, CONGRESS, CONVENER, FINAL_REVIEWER, NOTICE, Nominee, OPINION, UNITS, Unit,
    nominees, units,
};
use super::person::{Content, Doorman, Person, Refused};
use super::unit_work::Scene;

/// The congress, open, with its units.
pub(super) struct Story {
    id: String,
    administrator: Person,
    /// The id of each unit by its code.
    units: BTreeMap<String, String>,
}

impl Story {
    /// Sets the congress up, invites the units and opens it.
    pub(super) async fn begin(doorman: &Doorman, now: Timestamp) -> Result<Self, Refused> {
        doorman.grant_convener(ADMINISTRATOR.1, CONVENER).await?;
        let administrator = doorman.let_officer_in(ADMINISTRATOR.1).await?;
        let congress = administrator
            .post("/api/congresses", settings(now)?)
            .await?;
        let id = text(&congress, "id")?;
        let path = format!("/api/congresses/{id}");
        let officers = json!({ "officers": [
            officer(ADMINISTRATOR, &["administrator", "final_reviewer"]),
            officer(FINAL_REVIEWER, &["final_reviewer"]),
        ] });
        let officers = Content::Json(officers);
        let to = format!("{path}/officers");
        administrator
            .send(Method::PUT, &to, Some(&congress["version"]), officers)
            .await?;
        doorman.let_officer_in(FINAL_REVIEWER.1).await?;
        import_units(&administrator, &path, UNITS).await?;
        give_template(&administrator, &path).await?;
        publish_notice(&administrator, &path).await?;
        let congress = administrator.get(&path).await?;
        let to = format!("{path}/open");
        let version = Some(&congress["version"]);
        administrator
            .send(Method::POST, &to, version, Content::Nothing)
            .await?;
        let list = administrator
            .get(&format!("{path}/units?limit=100"))
            .await?;
        let mut units = BTreeMap::new();
        for unit in items(&list) {
            units.insert(text(unit, "code")?, text(unit, "id")?);
        }
        Ok(Self {
            id,
            administrator,
            units,
        })
    }

    /// Lets every unit do its work and the convener theirs.
    pub(super) async fn tell(&self, doorman: &Doorman) -> Result<(), Refused> {
        let nominees = nominees().map_err(|error| error.to_string())?;
        for unit in units() {
            let theirs: Vec<_> = nominees
                .iter()
                .filter(|one| one.unit == unit.code)
                .collect();
            self.tell_of(&unit, &theirs, doorman).await?;
        }
        self.keep_a_view().await?;
        Ok(())
    }

    /// Who is to be registered at the door: what the administrator's lists and rosters of that look like.
    async fn keep_a_view(&self) -> Result<(), Refused> {
        let view = json!({
            "name": "报到名册",
            "filters": { "sort": "name" },
            "columns": ["unit", "name", "sex", "category", "phone", "post"],
            "split": "unit",
        });
        let path = format!("/api/exports/{}/views", self.id);
        self.administrator.post(&path, view).await.map(drop)
    }

    async fn tell_of(
        &self,
        unit: &Unit,
        nominees: &[&Nominee],
        doorman: &Doorman,
    ) -> Result<(), Refused> {
        let id = self.units.get(&unit.code);
        let scene = Scene {
            congress: &self.id,
            unit: id.ok_or_else(|| format!("no unit {}", unit.code))?,
            liaison: &doorman.let_in(&unit.phone).await?,
        };
        scene.nominate(nominees).await?;
        scene.correct(nominees).await?;
        scene.first_review(nominees).await?;
        if nominees.iter().any(|one| is_reported(&one.state)) {
            scene.give_materials(nominees).await?;
        }
        if nominees.iter().any(|one| is_reported(&one.state)) {
            let path = format!("/api/reviews/{}/units/{}/reports", self.id, scene.unit);
            scene.liaison.post(&path, json!({})).await?;
            self.final_review(&scene, nominees).await?;
        }
        Ok(())
    }

    async fn final_review(&self, scene: &Scene<'_>, nominees: &[&Nominee]) -> Result<(), Refused> {
        let known = scene.list().await?;
        let mut decisions = Vec::new();
        for nominee in nominees {
            let (outcome, opinion) = match nominee.state.as_str() {
                "final_review_approved" => ("approve", "同意。"),
                "final_review_rejected" => (
                    "reject",
                    "请核实推荐身份：与本单位其他代表专业方向重复，建议另行推荐。",
                ),
                _ => continue,
            };
            let nomination = of(&known, nominee)?;
            decisions.push(json!({
                "unit": scene.unit, "nomination": nomination["id"], "version": nomination["version"],
                "outcome": outcome, "opinion": opinion, "remarks": [],
            }));
        }
        if decisions.is_empty() {
            return Ok(());
        }
        let path = format!("/api/reviews/{}/final-reviews", self.id);
        let (rows, body) = (decisions.len(), json!({ "decisions": decisions }));
        all_done(&self.administrator.post(&path, body).await?, rows)
    }
}

/// The settings, with dates around the day the demo is made.
pub(super) fn settings(now: Timestamp) -> Result<Value, Refused> {
    let mut settings: Value = serde_json::from_str(CONGRESS).map_err(|error| error.to_string())?;
    let in_days = |days: i64| now + SignedDuration::from_hours(24 * days);
    let china = TimeZone::fixed(jiff::tz::offset(8));
    let date = |days| in_days(days).to_zoned(china.clone()).date();
    // Offices close their windows at the end of a working day: 18:00 in China is 10:00 UTC.
    let window = |closes| {
        let (opens, closes) = (date(-7), date(closes));
        json!({ "opens_at": format!("{opens}T01:00:00Z"), "closes_at": format!("{closes}T10:00:00Z") })
    };
    settings["starts_on"] = json!(date(60));
    settings["ends_on"] = json!(date(62));
    settings["reference_date"] = json!(date(60));
    settings["windows"] = json!({
        "nominating": window(30), "first_review": window(40), "final_review": window(50),
    });
    Ok(settings)
}

fn officer((name, phone): (&str, &str), roles: &[&str]) -> Value {
    json!({ "name": name, "phone": phone, "roles": roles })
}

/// As on the page: a preview, then the same file with the preview's digest.
pub(super) async fn import_units(
    administrator: &Person,
    congress: &str,
    units: &str,
) -> Result<(), Refused> {
    let path = |confirm| format!("{congress}/unit-imports?confirm={confirm}");
    let file = || Content::File("text/csv", units.as_bytes());
    let preview = administrator
        .send(Method::POST, &path(false), None, file())
        .await?;
    let digest = Some(&preview["digest"]);
    administrator
        .send(Method::POST, &path(true), digest, file())
        .await?;
    Ok(())
}

async fn give_template(administrator: &Person, congress: &str) -> Result<(), Refused> {
    let now = administrator.get(congress).await?;
    let name = "%E5%85%9A%E7%BB%84%E7%BB%87%E6%84%8F%E8%A7%81.docx"; // 党组织意见
    let to = format!("{congress}/materials/opinion/template?name={name}");
    let file = Content::File("application/octet-stream", OPINION);
    administrator
        .send(Method::PUT, &to, Some(&now["version"]), file)
        .await?;
    Ok(())
}

async fn publish_notice(administrator: &Person, congress: &str) -> Result<(), Refused> {
    let notices = format!("{congress}/notices");
    let body = json!({ "title": "关于推选示例市科学技术协会第六次代表大会代表和委员候选人的通知", "markdown": NOTICE });
    let notice = administrator.post(&notices, body).await?;
    let to = format!("{notices}/{}/publication", text(&notice, "id")?);
    administrator
        .send(
            Method::POST,
            &to,
            Some(&notice["version"]),
            Content::Nothing,
        )
        .await?;
    Ok(())
}

fn is_reported(state: &str) -> bool {
    ["reported", "final_review_approved", "final_review_rejected"].contains(&state)
}
