//! `CongressSettings`: what a convener sets.

mod categories;
mod conditions;
mod form;
mod materials;
mod targets;
mod windows;

use domain::{
    congress::{Level, Settings, Support},
    refusal::Fault,
    text::Text,
};
use jiff::civil::Date;
use serde_json::Value;

use super::{CODE, DATE, NUMBER, TEXT, YES_OR_NO, object::Object};

/// The settings in a body and every fault found while reading it. What could not be read is left as it is by default, so that
/// the rules can find the rest.
pub(crate) fn settings(body: Value) -> (Settings, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut settings = Settings::new("", Level::City, Date::constant(2000, 1, 1));
    let Some(mut object) = Object::of(body, "", &mut faults) else {
        return (settings, faults);
    };
    let (object, found) = (&mut object, &mut faults);
    let level = Text::new("大会层级", "the level");
    let reference = Text::new("年龄计算截止日期", "the reference date for ages");
    settings.title = text(object, "title", found);
    if let Some(level) = object.require("level", level, CODE, found) {
        settings.level = level;
    }
    settings.venue = text(object, "venue", found);
    settings.starts_on = object.read("starts_on", DATE, found);
    settings.ends_on = object.read("ends_on", DATE, found);
    if let Some(date) = object.require("reference_date", reference, DATE, found) {
        settings.reference_date = date;
    }
    if let Some(limit) = object.read("age_limit", NUMBER, found) {
        settings.age_limit = limit;
    }
    settings.categories = categories::categories(object, found);
    settings.traits = categories::traits(object, found);
    settings.windows = windows::windows(object, found);
    settings.support = support(object, found);
    settings.rule_text = text(object, "rule_text", found);
    settings.four_eyes = object
        .read("four_eyes", YES_OR_NO, found)
        .unwrap_or_default();
    settings.targets = targets::targets(object, found);
    settings.notice = text(object, "notice", found);
    settings.conditions = conditions::conditions(object, found);
    settings.materials = materials::materials(object, found);
    if let Some(form) = object.object("form", found) {
        settings.form = form::form(form, found);
    }
    object.refuse_rest(found);
    (settings, faults)
}

/// A text that may be left out, without the blanks around it.
fn text(object: &mut Object, field: &str, faults: &mut Vec<Fault>) -> String {
    let text: Option<String> = object.read(field, TEXT, faults);
    text.unwrap_or_default().trim().to_owned()
}

fn support(object: &mut Object, faults: &mut Vec<Fault>) -> Support {
    let Some(mut support) = object.object("support", faults) else {
        return Support::default();
    };
    let read = Support {
        name: text(&mut support, "name", faults),
        phone: text(&mut support, "phone", faults),
    };
    support.refuse_rest(faults);
    read
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
            "targets": { "female": {}, "tall": { "percent": 1 }, "grassroots": { "percent": "80%" } },
            "materials": [{ "id": "一", "belongs": "nobody", "categories": ["tall"], "name": { "fr": "" }, "file": 1 }, 7],
            "conditions": [{ "id": "c", "categories": ["tall"], "kind": "born_not_before", "value": "年轻", "severity": "maybe" }, { "kind": "age" }],
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
                "/conditions/0/categories/0",
                "/conditions/0/severity",
                "/conditions/0/value",
                "/conditions/1/kind",
                "/conditions/1/severity",
                "/conditions/1/value",
                "/level",
                "/materials/0/belongs",
                "/materials/0/categories/0",
                "/materials/0/file",
                "/materials/0/id",
                "/materials/0/name/fr",
                "/materials/1",
                "/reference_date",
                "/starts_on",
                "/support/name",
                "/targets/female/percent",
                "/targets/grassroots/percent",
                "/targets/tall",
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
            "categories": { "delegate": { "met": "equal", "name": { "zh": "正式代表", "en": "" }, "planned": 120, "minimums": false }, "guest": { "met": "up_to" } },
            "traits": ["female"],
            "windows": { "nominating": { "opens_at": "2026-11-01T00:00:00Z", "closes_at": "2026-11-30T10:00:00Z" } },
            "support": { "name": "张工", "phone": "010-00000000" }, "rule_text": "见通知", "four_eyes": true,
            "targets": { "female": { "percent": 30, "among": "delegate" }, "grassroots": { "percent": 80, "among": null } },
            "notice": "各选举单位：\n请按通知推选。",
            "conditions": [{
                "id": "c1", "categories": ["delegate"], "kind": "born_not_before", "value": "1966-01-01",
                "severity": "refusal", "exceptions": ["院士、专家"],
            }],
            "materials": [{ "id": "m1", "name": { "zh": "党组织意见", "en": "" }, "belongs": "person", "categories": ["delegate"] }],
            "form": { "questions": [], "built_in": {} },
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
