//! What differs between before and after.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Change, Deed};
use crate::{
    category::Category,
    congress::{Congress, Officer, Settings},
    quota::Quotas,
    structure::Trait,
    text::{Language, Text},
    unit::{Contact, Unit},
    window::china_minute,
};

/// What somebody did to a congress, and what changed by it.
pub fn of_congress(before: &Congress, after: &Congress) -> (Deed, Vec<Change>) {
    let mut changes = of_settings(&before.settings, &after.settings);
    if before.life != after.life {
        let life = Change {
            unit: None,
            what: "/life".to_owned(),
            from: before.life.code().to_owned(),
            to: after.life.code().to_owned(),
        };
        return (Deed::Life, vec![life]);
    }
    let officers = of_officers(&before.officers, &after.officers);
    let deed = if officers.is_empty() {
        Deed::Settings
    } else {
        Deed::Officers
    };
    changes.extend(officers);
    (deed, changes)
}

/// What changed in the settings, a change for each text, number or date.
fn of_settings(before: &Settings, after: &Settings) -> Vec<Change> {
    let leaves = |settings: &Settings| {
        let mut leaves = BTreeMap::new();
        // Settings are always JSON; were they not, nothing would have been stored either.
        collect(
            &serde_json::to_value(settings).unwrap_or_default(),
            "",
            &mut leaves,
        );
        leaves
    };
    of_leaves(&leaves(before), &leaves(after), None)
}

/// What changed of a unit; before or after it is there everything of it did.
pub fn of_unit(before: Option<&Unit>, after: Option<&Unit>) -> Vec<Change> {
    let leaves = |unit: Option<&Unit>| unit.map(unit_leaves).unwrap_or_default();
    of_leaves(&leaves(before), &leaves(after), after.or(before))
}

/// What changed of a unit's quotas alone.
pub fn of_quotas(before: &Unit, after: &Unit) -> Vec<Change> {
    of_leaves(
        &quota_leaves(&before.quotas),
        &quota_leaves(&after.quotas),
        Some(after),
    )
}

/// What changed of the officers: one change with all of them.
fn of_officers(before: &[Officer], after: &[Officer]) -> Vec<Change> {
    let words = |officers: &[Officer]| {
        let each = officers.iter().map(|officer| {
            let roles: Vec<_> = officer
                .offices
                .iter()
                .map(|office| office.name().get(Language::Zh))
                .collect();
            format!("{}（{}）", contact(&officer.contact), roles.join("、"))
        });
        each.collect::<Vec<_>>().join("，")
    };
    let (from, to) = (words(before), words(after));
    let changed = (from != to).then_some(Change {
        unit: None,
        what: "/officers".to_owned(),
        from,
        to,
    });
    changed.into_iter().collect()
}

fn of_leaves(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
    unit: Option<&Unit>,
) -> Vec<Change> {
    let mut pointers: Vec<&String> = before.keys().chain(after.keys()).collect();
    pointers.sort_unstable();
    pointers.dedup();
    let text = |leaves: &BTreeMap<String, String>, pointer: &String| {
        leaves.get(pointer).cloned().unwrap_or_default()
    };
    let change = |pointer: &String| Change {
        unit: unit.map(|unit| format!("{} {}", unit.code, unit.name)),
        what: pointer.clone(),
        from: text(before, pointer),
        to: text(after, pointer),
    };
    pointers
        .into_iter()
        .map(change)
        .filter(|change| !same(&change.from, &change.to))
        .collect()
}

/// Whether two values are the same to people: no places and nothing are.
fn same(from: &str, to: &str) -> bool {
    let nothing = |text: &str| text.is_empty() || text == "0";
    from == to || nothing(from) && nothing(to)
}

/// Every text, number and truth below a value; lists of texts are one.
fn collect(value: &Value, pointer: &str, leaves: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::Object(fields) if fields.is_empty() => {
            leaves.insert(pointer.to_owned(), "true".to_owned());
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                collect(value, &format!("{pointer}/{field}"), leaves);
            }
        }
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let texts: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            leaves.insert(pointer.to_owned(), texts.join("、"));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &format!("{pointer}/{index}"), leaves);
            }
        }
        Value::String(text) => {
            let instant = text.parse().ok().filter(|_| pointer.ends_with("_at"));
            leaves.insert(
                pointer.to_owned(),
                instant.map_or_else(|| text.clone(), china_minute),
            );
        }
        other => {
            leaves.insert(pointer.to_owned(), other.to_string());
        }
    }
}

fn unit_leaves(unit: &Unit) -> BTreeMap<String, String> {
    let mut leaves = quota_leaves(&unit.quotas);
    let liaisons: Vec<_> = unit.liaisons.iter().map(contact).collect();
    let extensions = unit.extensions.iter().map(|one| {
        let Text { zh, .. } = one.stage.name();
        format!("{zh}至 {}（{}）", china_minute(one.until), one.reason)
    });
    for (pointer, text) in [
        ("/code", unit.code.clone()),
        ("/name", unit.name.clone()),
        ("/kind", unit.kind.name().zh.to_owned()),
        ("/liaisons", liaisons.join("，")),
        ("/extensions", extensions.collect::<Vec<_>>().join("；")),
    ] {
        leaves.insert(pointer.to_owned(), text);
    }
    leaves
}

/// Places and minimums; a place of zero and none are the same.
fn quota_leaves(quotas: &Quotas) -> BTreeMap<String, String> {
    let mut leaves = BTreeMap::new();
    for category in Category::ALL {
        let at = format!("/quotas/{}", category.code());
        leaves.insert(format!("{at}/places"), quotas.places(category).to_string());
        for wanted in Trait::ALL.into_iter().filter(|_| category.has_minimums()) {
            let minimum = quotas.minimum(category, wanted).to_string();
            leaves.insert(format!("{at}/minimums/{}", wanted.code()), minimum);
        }
    }
    leaves
}

/// A name with the phone masked: the trail is read by people who may not see it whole.
fn contact(contact: &Contact) -> String {
    format!("{} {}", contact.name, contact.phone.masked())
}
