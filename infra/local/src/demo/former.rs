//! The congress before: closed, and one of the present nominees filled in its form, which can be brought into the present one.

use http::Method;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::answer::{items, text};
use super::material::{CONVENER, PORTRAIT, UNITS};
use super::person::{Content, Doorman, Person, Refused};
use super::story::{import_units, settings};

const FORMER: &str = include_str!("../../demo/former.json");
/// Who held it: nobody of the present one, so that they see one congress each.
const ADMINISTRATOR: &str = "19900950098";

/// What `infra/local/demo/former.json` says.
#[derive(Debug, Deserialize)]
struct Former {
    title: String,
    /// Its one unit, as a line of `units.csv`.
    unit: String,
    nominee: Value,
    values: Map<String, Value>,
}

/// Whose form it is, for those who want to see it: name and phone.
pub(super) fn nominee() -> Option<(String, String)> {
    let former: Former = serde_json::from_str(FORMER).ok()?;
    let of = |name| text(&former.nominee, name).ok();
    Some((of("name")?, of("phone")?))
}

/// Makes it, before the present one.
pub(super) async fn create(doorman: &Doorman, now: Timestamp) -> Result<(), Refused> {
    let former: Former = serde_json::from_str(FORMER).map_err(|error| error.to_string())?;
    doorman.grant_convener(ADMINISTRATOR, CONVENER).await?;
    let administrator = doorman.let_officer_in(ADMINISTRATOR).await?;
    let mut asked = settings(now)?;
    asked["title"] = json!(former.title);
    asked["reference_date"] = json!("2021-11-30");
    asked["starts_on"] = json!("2021-12-08");
    asked["ends_on"] = json!("2021-12-09");
    if let Some(asked) = asked.as_object_mut() {
        asked.remove("form");
        asked.remove("conditions");
    }
    let congress = administrator.post("/api/congresses", asked).await?;
    let path = format!("/api/congresses/{}", text(&congress, "id")?);
    let header = UNITS.lines().next().unwrap_or_default();
    import_units(
        &administrator,
        &path,
        &format!("{header}\n{}\n", former.unit),
    )
    .await?;
    turn(&administrator, &path, "open").await?;
    fill_in(doorman, &administrator, &congress, &former).await?;
    turn(&administrator, &path, "close").await
}

/// Opens or closes it.
async fn turn(administrator: &Person, path: &str, to: &str) -> Result<(), Refused> {
    let congress = administrator.get(path).await?;
    let (to, version) = (format!("{path}/{to}"), Some(&congress["version"]));
    administrator
        .send(Method::POST, &to, version, Content::Nothing)
        .await
        .map(drop)
}

async fn fill_in(
    doorman: &Doorman,
    administrator: &Person,
    congress: &Value,
    former: &Former,
) -> Result<(), Refused> {
    let id = text(congress, "id")?;
    let list = administrator
        .get(&format!("/api/congresses/{id}/units"))
        .await?;
    let unit = items(&list).first().ok_or("no unit")?;
    let liaison = former.unit.split(',').nth(3).unwrap_or_default();
    let liaison = doorman.let_in(liaison).await?;
    let path = format!("/api/nominations/{id}/{}", text(unit, "id")?);
    let placed = liaison
        .post(&path, json!({ "rows": [former.nominee] }))
        .await?;
    let nomination = items(&placed).first().ok_or("nobody was nominated")?;
    let path = format!("{path}/{}", text(nomination, "id")?);
    let nominee = doorman.let_in(&text(&former.nominee, "phone")?).await?;
    let consent = json!({ "version": domain::nomination::consent::VERSION });
    nominee.post(&format!("{path}/consent"), consent).await?;
    let changes = Content::Json(json!({ "changes": former.values }));
    let form = nominee.get(&format!("{path}/form")).await?;
    let to = format!("{path}/form");
    nominee
        .send(Method::PATCH, &to, Some(&form["version"]), changes)
        .await?;
    let photo = Content::File("image/png", PORTRAIT);
    nominee
        .send(Method::PUT, &format!("{path}/photo"), None, photo)
        .await
        .map(drop)
}
