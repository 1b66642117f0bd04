//! `UnitInput`: what a convener enters for a unit.

use std::collections::BTreeMap;

use domain::{
    category::Category,
    quota::{Quota, Quotas},
    refusal::Fault,
    structure::Trait,
    text::Text,
    unit::{UnitKind, contact::ContactEntry, entry::UnitEntry},
};
use serde_json::Value;

use super::{
    CODE, NUMBER, TEXT,
    object::{Object, malformed, unknown},
};

/// The unit in a body and every fault found while reading it.
pub(crate) fn unit(body: Value) -> (UnitEntry, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut entry = UnitEntry {
        code: String::new(),
        name: String::new(),
        kind: UnitKind::Direct,
        liaisons: Vec::new(),
        quotas: Quotas::default(),
    };
    let Some(mut object) = Object::of(body, "", &mut faults) else {
        return (entry, faults);
    };
    let found = &mut faults;
    entry.code = object.read("code", TEXT, found).unwrap_or_default();
    entry.name = object.read("name", TEXT, found).unwrap_or_default();
    let kind = Text::new("单位类型", "the kind of unit");
    if let Some(kind) = object.require("kind", kind, CODE, found) {
        entry.kind = kind;
    }
    for (pointer, item) in object.list("liaisons", found) {
        entry.liaisons.push(contact(item, pointer, found));
    }
    entry.quotas = quotas(&mut object, found);
    object.refuse_rest(found);
    (entry, faults)
}

fn contact(value: Value, pointer: String, faults: &mut Vec<Fault>) -> ContactEntry {
    let Some(mut object) = Object::of(value, pointer, faults) else {
        return ContactEntry::default();
    };
    let entry = ContactEntry {
        name: object.read("name", TEXT, faults).unwrap_or_default(),
        phone: object.read("phone", TEXT, faults).unwrap_or_default(),
    };
    object.refuse_rest(faults);
    entry
}

fn quotas(object: &mut Object, faults: &mut Vec<Fault>) -> Quotas {
    let mut quotas = BTreeMap::new();
    let Some(map) = object.object("quotas", faults) else {
        return Quotas(quotas);
    };
    for (code, value, pointer) in map.entries() {
        let Some(category) = Category::parse(&code) else {
            faults.push(unknown(&pointer));
            continue;
        };
        let Some(mut quota) = Object::of(value, pointer, faults) else {
            continue;
        };
        let places = quota.require("places", Text::new("名额", "the places"), NUMBER, faults);
        let minimums = quota.object("minimums", faults);
        let minimums = minimums
            .map(|map| read_minimums(map, faults))
            .unwrap_or_default();
        quota.refuse_rest(faults);
        quotas.insert(
            category,
            Quota {
                places: places.unwrap_or_default(),
                minimums,
            },
        );
    }
    Quotas(quotas)
}

/// Minimums above zero: a zero is none.
fn read_minimums(map: Object, faults: &mut Vec<Fault>) -> BTreeMap<Trait, u32> {
    let mut minimums = BTreeMap::new();
    for (code, value, pointer) in map.entries() {
        let Some(wanted) = Trait::parse(&code) else {
            faults.push(unknown(&pointer));
            continue;
        };
        match value.as_u64().and_then(|number| u32::try_from(number).ok()) {
            Some(0) => {}
            Some(number) => {
                minimums.insert(wanted, number);
            }
            None if value.is_null() => {}
            None => faults.push(malformed(&pointer, NUMBER)),
        }
    }
    minimums
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fault_is_found_at_once_with_its_pointer() {
        let (_, faults) = unit(json!({
            "code": 1, "name": "甲", "kind": "club", "liaisons": [{ "name": "徐怡", "mail": "" }, 7],
            "quotas": { "delegate": { "places": "2", "minimums": { "female": -1, "tall": 1 } }, "member": {}, "guest": {} },
        }));
        let mut pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        pointers.sort_unstable();
        assert_eq!(
            pointers,
            [
                "/code",
                "/kind",
                "/liaisons/0/mail",
                "/liaisons/1",
                "/quotas/delegate/minimums/female",
                "/quotas/delegate/minimums/tall",
                "/quotas/delegate/places",
                "/quotas/guest/places",
                "/quotas/member",
            ]
        );
    }

    #[test]
    fn a_minimum_of_zero_is_none() {
        let (entry, faults) = unit(json!({
            "code": "U1", "name": "甲", "kind": "direct", "liaisons": [],
            "quotas": { "delegate": { "places": 2, "minimums": { "female": 0, "grassroots": 1 } } },
        }));
        assert_eq!(faults, []);
        assert_eq!(
            entry.quotas.0[&Category::Delegate].minimums,
            BTreeMap::from([(Trait::Grassroots, 1)])
        );
    }
}
