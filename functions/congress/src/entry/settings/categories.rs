//! `categories`: how each is used; `traits`: those of the minimums.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    category::Category,
    congress::{CategoryRule, Met, OwnName},
    refusal::Fault,
    structure::Trait,
};

use super::text;
use crate::entry::{
    CODE, NUMBER, YES_OR_NO,
    object::{Object, unknown},
};

pub(super) fn categories(
    object: &mut Object,
    faults: &mut Vec<Fault>,
) -> BTreeMap<Category, CategoryRule> {
    let mut categories = BTreeMap::new();
    let Some(map) = object.object("categories", faults) else {
        return categories;
    };
    for (code, value, pointer) in map.entries() {
        let Some(category) = Category::parse(&code) else {
            faults.push(unknown(&pointer));
            continue;
        };
        let Some(mut rule) = Object::of(value, pointer, faults) else {
            continue;
        };
        let met: Option<Met> = rule.read("met", CODE, faults);
        let minimums: Option<bool> = rule.read("minimums", YES_OR_NO, faults);
        let planned = rule.read("planned", NUMBER, faults);
        let name = rule.object("name", faults).map(|mut name| {
            let read = OwnName {
                zh: text(&mut name, "zh", faults),
                en: text(&mut name, "en", faults),
            };
            name.refuse_rest(faults);
            read
        });
        rule.refuse_rest(faults);
        categories.insert(
            category,
            CategoryRule {
                met: met.unwrap_or_default(),
                minimums: minimums.unwrap_or(true),
                name: name.filter(|name| *name != OwnName::default()),
                planned,
            },
        );
    }
    categories
}

pub(super) fn traits(object: &mut Object, faults: &mut Vec<Fault>) -> BTreeSet<Trait> {
    let mut traits = BTreeSet::new();
    for (pointer, item) in object.list("traits", faults) {
        match item.as_str().and_then(Trait::parse) {
            Some(wanted) => {
                traits.insert(wanted);
            }
            None => faults.push(unknown(&pointer)),
        }
    }
    traits
}
