//! `CongressSettings`: what a convener sets.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    category::Category,
    congress::{CategoryRule, Level, Met, Settings, Support},
    refusal::Fault,
    structure::Trait,
    text::Text,
    window::{Stage, Window, Windows},
};
use jiff::{Timestamp, civil::Date};
use serde_json::Value;

use super::{
    CODE, DATE, NUMBER, TEXT, TIME,
    object::{Object, malformed, unknown},
};

const USUAL_AGE_LIMIT: u8 = 45;

/// The settings in a body and every fault found while reading it. What could not be read is left as it is by default, so that
/// the rules can find the rest.
pub(crate) fn settings(body: Value) -> (Settings, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut settings = Settings {
        title: String::new(),
        level: Level::City,
        venue: String::new(),
        starts_on: None,
        ends_on: None,
        reference_date: Date::constant(2000, 1, 1),
        age_limit: USUAL_AGE_LIMIT,
        categories: BTreeMap::new(),
        traits: BTreeSet::new(),
        windows: Windows::default(),
        support: Support::default(),
        rule_text: String::new(),
    };
    let Some(mut object) = Object::of(body, "", &mut faults) else {
        return (settings, faults);
    };
    let found = &mut faults;
    let level = Text::new("大会层级", "the level");
    let reference = Text::new("年龄计算截止日期", "the reference date for ages");
    settings.title = text(&mut object, "title", found);
    if let Some(level) = object.require("level", level, CODE, found) {
        settings.level = level;
    }
    settings.venue = text(&mut object, "venue", found);
    settings.starts_on = object.read("starts_on", DATE, found);
    settings.ends_on = object.read("ends_on", DATE, found);
    if let Some(date) = object.require("reference_date", reference, DATE, found) {
        settings.reference_date = date;
    }
    if let Some(limit) = object.read("age_limit", NUMBER, found) {
        settings.age_limit = limit;
    }
    settings.categories = categories(&mut object, found);
    settings.traits = traits(&mut object, found);
    settings.windows = windows(&mut object, found);
    settings.support = support(&mut object, found);
    settings.rule_text = text(&mut object, "rule_text", found);
    object.refuse_rest(found);
    (settings, faults)
}

fn text(object: &mut Object, field: &str, faults: &mut Vec<Fault>) -> String {
    let text: Option<String> = object.read(field, TEXT, faults);
    text.unwrap_or_default().trim().to_owned()
}

fn categories(object: &mut Object, faults: &mut Vec<Fault>) -> BTreeMap<Category, CategoryRule> {
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

fn traits(object: &mut Object, faults: &mut Vec<Fault>) -> BTreeSet<Trait> {
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

fn windows(object: &mut Object, faults: &mut Vec<Fault>) -> Windows {
    let mut windows = BTreeMap::new();
    let Some(map) = object.object("windows", faults) else {
        return Windows(windows);
    };
    for (code, value, pointer) in map.entries() {
        let Ok(stage) = serde_json::from_value::<Stage>(Value::String(code)) else {
            faults.push(unknown(&pointer));
            continue;
        };
        if value.is_null() {
            continue;
        }
        let Some(mut window) = Object::of(value, pointer, faults) else {
            continue;
        };
        let opens = Text::new("开始时间", "when it opens");
        let closes = Text::new("截止时间", "when it closes");
        let opens_at: Option<Timestamp> = window.require("opens_at", opens, TIME, faults);
        let closes_at: Option<Timestamp> = window.require("closes_at", closes, TIME, faults);
        window.refuse_rest(faults);
        if let (Some(opens_at), Some(closes_at)) = (opens_at, closes_at) {
            windows.insert(
                stage,
                Window {
                    opens_at,
                    closes_at,
                },
            );
        }
    }
    Windows(windows)
}

fn support(object: &mut Object, faults: &mut Vec<Fault>) -> Support {
    let Some(mut support) = object.object("support", faults) else {
        return Support::default();
    };
    let (name, phone) = (
        text(&mut support, "name", faults),
        text(&mut support, "phone", faults),
    );
    for (field, text, most) in [("/support/name", &name, 50), ("/support/phone", &phone, 50)] {
        if text.chars().count() > most {
            faults.push(malformed(
                field,
                Text::new("最多 50 字", "At most 50 characters"),
            ));
        }
    }
    support.refuse_rest(faults);
    Support { name, phone }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fault_is_found_at_once_with_its_pointer() {
        let (_, faults) = settings(json!({
            "title": "甲", "level": "village", "starts_on": "明天", "age_limit": -1,
            "categories": { "member": {}, "delegate": { "met": "about" } },
            "traits": ["female", "tall"],
            "windows": { "nominating": { "opens_at": "2026-11-01" }, "voting": {} },
            "support": { "name": 7 }, "colour": "red",
        }));
        let mut pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        pointers.sort_unstable();
        assert_eq!(
            pointers,
            [
                "/age_limit",
                "/categories/delegate/met",
                "/categories/member",
                "/colour",
                "/level",
                "/reference_date",
                "/starts_on",
                "/support/name",
                "/traits/1",
                "/windows/nominating/closes_at",
                "/windows/nominating/opens_at",
                "/windows/voting",
            ]
        );
    }

    #[test]
    fn what_a_view_shows_is_read_back_as_it_was() {
        let body = json!({
            "title": "示例市科协第九次代表大会", "level": "city", "venue": "会议中心",
            "starts_on": "2027-01-10", "ends_on": null, "reference_date": "2026-11-30", "age_limit": 45,
            "categories": { "delegate": { "met": "equal" }, "guest": { "met": "up_to" } },
            "traits": ["female"],
            "windows": { "nominating": { "opens_at": "2026-11-01T00:00:00Z", "closes_at": "2026-11-30T10:00:00Z" } },
            "support": { "name": "张工", "phone": "010-00000000" }, "rule_text": "见通知",
        });
        let (settings, faults) = settings(body.clone());
        assert_eq!(faults, []);
        assert_eq!(serde_json::to_value(settings).unwrap(), body);
    }

    #[test]
    fn what_a_form_leaves_empty_is_left_out_and_asked_for_where_it_must_be() {
        let (settings, faults) = settings(json!({
            "title": "甲", "level": "", "reference_date": "", "starts_on": "", "windows": "",
        }));
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.pointer.as_str(), fault.code))
            .collect();
        let required = domain::refusal::FaultCode::Required;
        assert_eq!(found, [("/level", required), ("/reference_date", required)]);
        assert_eq!(settings.starts_on, None);
    }

    #[test]
    fn something_else_than_an_object_is_one_fault() {
        let (_, faults) = settings(json!([1]));
        assert_eq!(faults[0].pointer, "");
    }
}
