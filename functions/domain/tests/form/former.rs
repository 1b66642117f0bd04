//! What of a former form can stand in the form of another congress.

use domain::{
    category::Category,
    congress::{
        Level, Settings,
        questions::{BuiltIn, FormSettings},
    },
    form::{
        Form,
        former::{Former, Why},
        schema::Schema,
        values::Values,
    },
    nomination::state::State,
};
use serde_json::{Map, Value, json};

use crate::sample::{
    self,
    person::person,
    questions::{every_kind, for_delegates, question, words},
};

fn settings(level: Level, form: FormSettings) -> Settings {
    Settings {
        level,
        form,
        ..sample::congress().settings
    }
}

fn form(values: Values) -> Form {
    Form {
        version: 3,
        values,
        ..Form::of(&sample::nomination(1, Category::Delegate, State::Allocated))
    }
}

/// What of answers given at one congress stands at another, and what stays behind.
fn seen(then: &Settings, now: &Settings, more: Value) -> (Values, Vec<(String, Why)>) {
    let (then, now) = (
        Schema::of(then, Category::Delegate),
        Schema::of(now, Category::Delegate),
    );
    let changes: Map<String, Value> = more.as_object().unwrap().clone();
    let values = person(1).values().with(&then, &changes).unwrap();
    let former = Former::of(&form(values), &then, &now);
    let left = former.left_out.into_iter();
    (
        former.values,
        left.map(|left| (left.label.0, left.why)).collect(),
    )
}

#[test]
fn between_two_congresses_of_a_kind_everything_but_the_phone_is_taken_over() {
    let same = settings(Level::City, FormSettings::default());
    let (values, left) = seen(&same, &same, json!({ "committee_member": true }));
    assert_eq!(left, []);
    assert!(values.get("phone").is_none());
    let whole = person(1).values();
    for (id, value) in whole.iter().filter(|(id, _)| *id != "phone") {
        assert_eq!(values.get(id), Some(value), "{id}");
    }
    assert!(values.get("committee_member").is_some());
}

#[test]
fn what_means_something_else_or_is_not_asked_stays_behind_and_is_said() {
    let then = settings(Level::Province, every_kind());
    let hidden = FormSettings {
        built_in: [("fax".to_owned(), BuiltIn::Hidden)].into(),
        ..FormSettings::default()
    };
    let now = settings(Level::City, hidden);
    let answers = json!({
        "fax": "020-1", "committee_member": true, "q-text": "G1001", "q-file": "0198f2c0-0000-7000-8000-000000000000",
        "npc_deputy": false,
    });
    let (values, left) = seen(&then, &now, answers);
    assert_eq!(
        left,
        [
            ("传真".to_owned(), Why::NotAsked),
            ("省委委员".to_owned(), Why::OtherLevel),
            ("接站车次".to_owned(), Why::OwnQuestion),
            ("健康申报表".to_owned(), Why::File),
        ]
    );
    assert_eq!(values.get("npc_deputy"), Some(&json!(false)));
    for why in [
        Why::NotAsked,
        Why::OtherLevel,
        Why::OwnQuestion,
        Why::File,
        Why::NoLongerValid,
    ] {
        let says = why.says();
        assert!(!says.zh.is_empty() && !says.en.is_empty() && says.zh != says.en);
    }
}

#[test]
fn a_question_of_a_cloned_congress_is_the_same_and_its_answer_stands_where_it_is_offered() {
    let then = settings(Level::City, every_kind());
    let mut shorter = every_kind();
    shorter.questions.retain(|question| question.id != "q-text");
    let now = settings(Level::City, shorter);
    let (values, left) = seen(
        &then,
        &now,
        json!({ "q-one": "halal", "q-text": "G1001", "q-number": "170.5" }),
    );
    assert_eq!(values.get("q-one"), Some(&json!("halal")));
    assert_eq!(values.get("q-number"), Some(&json!("170.5")));
    assert_eq!(left, [("接站车次".to_owned(), Why::OwnQuestion)]);
}

#[test]
fn a_code_that_is_gone_stays_behind_alone() {
    let same = settings(Level::City, FormSettings::default());
    let schema = Schema::of(&same, Category::Delegate);
    let mut stored = serde_json::to_value(person(1).values()).unwrap();
    stored["discipline"] = json!("999");
    stored["birth_place"] = json!("000001");
    let former = Former::of(
        &form(serde_json::from_value(stored).unwrap()),
        &schema,
        &schema,
    );
    let left: Vec<_> = former
        .left_out
        .iter()
        .map(|left| (&*left.label.0, left.why))
        .collect();
    assert_eq!(
        left,
        [
            ("出生地", Why::NoLongerValid),
            ("学科分类", Why::NoLongerValid)
        ]
    );
    assert!(former.values.get("native_place").is_some());
}

#[test]
fn what_did_not_appear_is_nobodys() {
    let only = for_delegates(question(
        "q-hotel",
        "住宿",
        domain::congress::questions::QuestionKind::YesNo,
    ));
    assert_eq!(words("住宿"), only.label);
    let then = settings(
        Level::City,
        FormSettings {
            questions: vec![only],
            ..FormSettings::default()
        },
    );
    let answers = json!({ "q-hotel": true, "npc_deputy": false, "npc_deputy_levels": ["4"] });
    let (values, left) = seen(&then, &then, answers);
    assert!(values.get("npc_deputy_levels").is_none());
    assert_eq!(values.get("q-hotel"), Some(&json!(true)));
    assert_eq!(left, []);
}
