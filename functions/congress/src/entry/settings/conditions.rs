//! `conditions`: who may be nominated.

use std::collections::BTreeSet;

use domain::{
    category::Category,
    congress::{Condition, Requirement},
    refusal::Fault,
    structure::Trait,
    text::Text,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::text;
use crate::entry::{
    CODE, DATE, TEXT,
    object::{Object, malformed, unknown},
};

pub(super) fn conditions(object: &mut Object, faults: &mut Vec<Fault>) -> Vec<Condition> {
    let items = object.list("conditions", faults);
    items
        .into_iter()
        .filter_map(|(pointer, item)| condition(item, &pointer, faults))
        .collect()
}

fn condition(item: Value, pointer: &str, faults: &mut Vec<Fault>) -> Option<Condition> {
    let mut object = Object::of(item, pointer, faults)?;
    let id = text(&mut object, "id", faults);
    let categories = category_set(&mut object, "categories", faults);
    let requires = requirement(&mut object, faults);
    let severity = object.require(
        "severity",
        Text::new("不符合时如何处理", "what happens otherwise"),
        CODE,
        faults,
    );
    let mut exceptions = Vec::new();
    for (pointer, reason) in object.list("exceptions", faults) {
        match reason.as_str().map(str::trim) {
            Some("") => {}
            Some(reason) => exceptions.push(reason.to_owned()),
            None => faults.push(malformed(&pointer, TEXT)),
        }
    }
    object.refuse_rest(faults);
    Some(Condition {
        id,
        categories,
        requires: requires?,
        severity: severity?,
        exceptions,
    })
}

/// What a condition can ask.
const KINDS: [&str; 4] = ["born_not_before", "born_not_after", "trait", "title_rank"];

/// `kind` and `value`.
fn requirement(object: &mut Object, faults: &mut Vec<Fault>) -> Option<Requirement> {
    let kind: Option<String> = object.require(
        "kind",
        Text::new("条件类型", "the kind of condition"),
        CODE,
        faults,
    );
    let (at_kind, at_value) = (object.at("kind"), object.at("value"));
    let known = kind.filter(|kind| {
        KINDS.contains(&kind.as_str()) || {
            faults.push(unknown(&at_kind));
            false
        }
    });
    let label = Text::new("条件内容", "what is required");
    let value: Option<String> = object.require("value", label, TEXT, faults);
    let (kind, value) = (known?, value?);
    match kind.as_str() {
        "born_not_before" => {
            parsed(&value, DATE, &at_value, faults).map(Requirement::BornNotBefore)
        }
        "born_not_after" => parsed(&value, DATE, &at_value, faults).map(Requirement::BornNotAfter),
        "trait" => parsed::<Trait>(&value, CODE, &at_value, faults).map(Requirement::Trait),
        _ => Some(Requirement::TitleRank(value)),
    }
}

fn parsed<T: DeserializeOwned>(
    value: &str,
    expects: Text,
    at: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let read = serde_json::from_value(Value::String(value.to_owned())).ok();
    if read.is_none() {
        faults.push(malformed(at, expects));
    }
    read
}

/// A list of categories.
pub(super) fn category_set(
    object: &mut Object,
    field: &str,
    faults: &mut Vec<Fault>,
) -> BTreeSet<Category> {
    let mut categories = BTreeSet::new();
    for (pointer, item) in object.list(field, faults) {
        match item.as_str().and_then(Category::parse) {
            Some(category) => drop(categories.insert(category)),
            None => faults.push(unknown(&pointer)),
        }
    }
    categories
}
