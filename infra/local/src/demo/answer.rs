//! What the demo reads out of answers.

use serde_json::Value;

use super::material::Nominee;
use super::person::Refused;

pub(super) fn items(list: &Value) -> &[Value] {
    list["items"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

pub(super) fn of<'a>(list: &'a Value, nominee: &Nominee) -> Result<&'a Value, Refused> {
    let found = items(list)
        .iter()
        .find(|item| item["name"] == nominee.name.as_str());
    found.ok_or_else(|| format!("{} is not in the list", nominee.name))
}

pub(super) fn text(value: &Value, name: &str) -> Result<String, Refused> {
    let text = value[name].as_str().map(str::to_owned);
    text.ok_or_else(|| format!("no {name} in {value}"))
}

/// A batch answers for each row; every one of the demo's has to go through.
pub(super) fn all_done(answer: &Value, rows: usize) -> Result<(), Refused> {
    let results = answer["results"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let done = results
        .iter()
        .filter(|result| result["done"] == true)
        .count();
    if done == rows {
        Ok(())
    } else {
        Err(answer.to_string())
    }
}
