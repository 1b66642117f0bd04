//! `categories`: how each is used; `traits`: those of the minimums.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    category::Category,
    congress::{CategoryRule, Met},
    refusal::Fault,
    structure::Trait,
};

use crate::entry::{
    CODE,
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
        rule.refuse_rest(faults);
        categories.insert(
            category,
            CategoryRule {
                met: met.unwrap_or_default(),
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
