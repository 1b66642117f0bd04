//! `FormSettings`: the convener's own questions and what it changes of the built-in fields.

use std::collections::BTreeMap;

use domain::{
    congress::questions::{BuiltIn, Choice, FormSettings, Question, QuestionKind, Wording},
    refusal::Fault,
    text::Text,
};

use crate::entry::{
    CODE, NUMBER, TEXT,
    object::{Object, malformed},
};

const WHOLE: Text = Text::new("请填写整数", "Enter a whole number");
const YES_NO: Text = Text::new("应为是或否", "This must be true or false");
const USUAL_LINE: usize = 100;
const USUAL_TEXT: usize = 500;

/// The form's settings in an object; what could not be read is left out, each with its fault.
pub(super) fn form(mut object: Object, faults: &mut Vec<Fault>) -> FormSettings {
    let questions = object.list("questions", faults);
    let read = questions.into_iter().filter_map(|(pointer, item)| {
        let question = Object::of(item, pointer, faults)?;
        read_question(question, faults)
    });
    let questions = read.collect();
    let built_in = read_built_in(&mut object, faults);
    object.refuse_rest(faults);
    FormSettings {
        questions,
        built_in,
    }
}

fn read_built_in(object: &mut Object, faults: &mut Vec<Fault>) -> BTreeMap<String, BuiltIn> {
    let Some(map) = object.object("built_in", faults) else {
        return BTreeMap::new();
    };
    let mut built_in = BTreeMap::new();
    for (id, value, pointer) in map.entries() {
        match serde_json::from_value(value) {
            Ok(change) => {
                built_in.insert(id, change);
            }
            Err(_) => faults.push(malformed(&pointer, CODE)),
        }
    }
    built_in
}

fn read_question(mut object: Object, faults: &mut Vec<Fault>) -> Option<Question> {
    let id: Option<String> = object.require("id", Text::new("编号", "the id"), TEXT, faults);
    let label = wording(&mut object, "label", faults);
    let hint = wording(&mut object, "hint", faults);
    let required: Option<bool> = object.read("required", YES_NO, faults);
    let listed: Option<bool> = object.read("listed", YES_NO, faults);
    let retired: Option<bool> = object.read("retired", YES_NO, faults);
    let mut categories = std::collections::BTreeSet::new();
    for (pointer, item) in object.list("categories", faults) {
        match serde_json::from_value(item) {
            Ok(category) => {
                categories.insert(category);
            }
            Err(_) => faults.push(malformed(&pointer, CODE)),
        }
    }
    let kind = read_kind(&mut object, faults);
    object.refuse_rest(faults);
    Some(Question {
        id: id?,
        label,
        hint,
        kind: kind?,
        required: required.unwrap_or_default(),
        categories,
        listed: listed.unwrap_or_default(),
        retired: retired.unwrap_or_default(),
    })
}

fn read_kind(object: &mut Object, faults: &mut Vec<Fault>) -> Option<QuestionKind> {
    let kind: String = object.require(
        "kind",
        Text::new("题型", "the kind of answer"),
        TEXT,
        faults,
    )?;
    let most = |object: &mut Object, usual: usize, faults: &mut Vec<Fault>| {
        let most: Option<usize> = object.read("most", NUMBER, faults);
        most.unwrap_or(usual)
    };
    match kind.as_str() {
        "text" => Some(QuestionKind::Text {
            most: most(object, USUAL_LINE, faults),
        }),
        "long_text" => Some(QuestionKind::LongText {
            most: most(object, USUAL_TEXT, faults),
        }),
        "number" => {
            let decimals: Option<u8> = object.read("decimals", NUMBER, faults);
            Some(QuestionKind::Number {
                least: object.read("least", WHOLE, faults),
                most: object.read("most", WHOLE, faults),
                decimals: decimals.unwrap_or_default(),
            })
        }
        "date" => Some(QuestionKind::Date),
        "one" => Some(QuestionKind::One {
            choices: choices(object, faults),
        }),
        "many" => Some(QuestionKind::Many {
            choices: choices(object, faults),
        }),
        "yes_no" => Some(QuestionKind::YesNo),
        "file" => Some(QuestionKind::File),
        _ => {
            faults.push(malformed(&object.at("kind"), CODE));
            None
        }
    }
}

fn choices(object: &mut Object, faults: &mut Vec<Fault>) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (pointer, item) in object.list("choices", faults) {
        let Some(mut choice) = Object::of(item, pointer, faults) else {
            continue;
        };
        let id: Option<String> = choice.require("id", Text::new("编号", "the id"), TEXT, faults);
        let label = wording(&mut choice, "label", faults);
        let retired: Option<bool> = choice.read("retired", YES_NO, faults);
        choice.refuse_rest(faults);
        choices.extend(id.map(|id| Choice {
            id,
            label,
            retired: retired.unwrap_or_default(),
        }));
    }
    choices
}

/// Words in both languages, trimmed; empty where none are given.
fn wording(object: &mut Object, field: &str, faults: &mut Vec<Fault>) -> Wording {
    let Some(mut words) = object.object(field, faults) else {
        return Wording::default();
    };
    let mut read = |language: &str| -> String {
        let text: Option<String> = words.read(language, TEXT, faults);
        text.unwrap_or_default().trim().to_owned()
    };
    let wording = Wording {
        zh: read("zh"),
        en: read("en"),
    };
    words.refuse_rest(faults);
    wording
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(body: &Value) -> (FormSettings, Vec<String>) {
        let mut faults = Vec::new();
        let object = Object::of(body.clone(), "/form", &mut faults).unwrap();
        let settings = form(object, &mut faults);
        let pointers = faults.into_iter().map(|fault| fault.pointer);
        (settings, pointers.collect())
    }

    fn question(kind: &Value) -> Value {
        let mut question = json!({
            "id": "q-abcd", "label": { "zh": "问题", "en": "" }, "hint": { "zh": "", "en": "" },
            "required": true, "categories": ["delegate"], "listed": true, "retired": false,
        });
        let members = kind.as_object().unwrap().clone();
        question.as_object_mut().unwrap().extend(members);
        question
    }

    #[test]
    fn what_a_view_shows_is_read_back_as_it_was_for_every_kind() {
        let choices = json!([
            { "id": "a", "label": { "zh": "甲", "en": "A" }, "retired": false },
            { "id": "b", "label": { "zh": "乙", "en": "" }, "retired": true },
        ]);
        let kinds = [
            json!({ "kind": "text", "most": 20 }),
            json!({ "kind": "long_text", "most": 300 }),
            json!({ "kind": "number", "least": -3, "most": null, "decimals": 1 }),
            json!({ "kind": "date" }),
            json!({ "kind": "one", "choices": choices }),
            json!({ "kind": "many", "choices": choices }),
            json!({ "kind": "yes_no" }),
            json!({ "kind": "file" }),
        ];
        assert_eq!(kinds.len(), QuestionKind::NAMES.len());
        for kind in kinds {
            let body = json!({ "questions": [question(&kind)], "built_in": { "fax": "hidden", "email": "optional" } });
            let (settings, faults) = read(&body);
            assert_eq!(faults, Vec::<String>::new());
            assert_eq!(serde_json::to_value(settings).unwrap(), body);
        }
    }

    #[test]
    fn every_fault_is_found_at_once_with_its_pointer() {
        let (_, mut faults) = read(&json!({
            "questions": [
                { "label": { "zh": 7 }, "kind": "colour", "required": "yes", "mood": 1 },
                question(&json!({ "kind": "one", "choices": [{ "label": {} }, 3] })),
                question(&json!({ "kind": "number", "most": "many" })),
                "question",
            ],
            "built_in": { "fax": "gone" }, "colour": 1,
        }));
        faults.sort_unstable();
        assert_eq!(
            faults,
            [
                "/form/built_in/fax",
                "/form/colour",
                "/form/questions/0/id",
                "/form/questions/0/kind",
                "/form/questions/0/label/zh",
                "/form/questions/0/mood",
                "/form/questions/0/required",
                "/form/questions/1/choices/0/id",
                "/form/questions/1/choices/1",
                "/form/questions/2/most",
                "/form/questions/3",
            ]
        );
    }
}
