use domain::form::{
    check,
    completeness::completeness,
    schema::{Kind, Schema, Tab},
    values::Values,
};
use jiff::civil::date;
use serde_json::{Map, Value, json};

use crate::sample::{self, person::person, questions::asking};

fn missing(values: &Values, photo: bool) -> Vec<(Tab, usize, usize, String)> {
    let tabs = completeness(values, &sample::built_in(), photo).into_iter();
    tabs.map(|of| (of.tab, of.filled, of.required, of.missing.join(" ")))
        .collect()
}

fn with(values: &Values, changes: Value) -> Values {
    let changes: Map<String, Value> = changes.as_object().unwrap().clone();
    values.with(&sample::built_in(), &changes).unwrap()
}

#[test]
fn a_new_form_has_name_and_phone_alone() {
    let new = Values::of("张三", &sample::phone("19900000001"));
    let tab1 = "photo sex ethnic_group birth_date nationality native_place birth_place id_type id_number email party \
                occupation full_time discipline title_rank academician";
    assert_eq!(
        missing(&new, false),
        [
            (Tab::Basic1, 2, 18, tab1.to_owned()),
            (
                Tab::Basic2,
                0,
                3,
                "post grassroots association_staff".to_owned()
            ),
            (Tab::Basic3, 0, 1, "resume".to_owned()),
        ]
    );
}

#[test]
fn a_complete_form_lacks_nothing_but_perhaps_the_photo() {
    let values = person(1).values();
    let nothing = String::new;
    let rest = [
        (Tab::Basic2, 3, 3, nothing()),
        (Tab::Basic3, 1, 1, nothing()),
    ];
    assert_eq!(
        missing(&values, true),
        [[(Tab::Basic1, 22, 22, nothing())].as_slice(), &rest].concat()
    );
    assert_eq!(
        missing(&values, false),
        [
            [(Tab::Basic1, 21, 22, "photo".to_owned())].as_slice(),
            &rest
        ]
        .concat()
    );
}

#[test]
fn an_answer_that_opens_others_asks_for_them() {
    let values = with(
        &person(1).values(),
        json!({ "association_staff": true, "cppcc_member": true, "in_service": true }),
    );
    let tabs = missing(&values, true);
    assert_eq!(
        tabs[0].3,
        "in_service_education in_service_degree in_service_school in_service_major"
    );
    assert_eq!(tabs[1].3, "staff_kind cppcc_member_levels");
}

#[test]
fn empty_rows_are_no_answer() {
    let values = with(&person(1).values(), json!({ "resume": [{}] }));
    assert_eq!(missing(&values, true)[2].3, "resume");
}

#[test]
fn what_is_there_and_cannot_stay_is_counted_by_tab_and_what_is_missing_is_not() {
    let schema = asking();
    let wrong = |changes: Value| {
        let changes: Map<String, Value> = changes.as_object().unwrap().clone();
        let values = values_for(&schema).with(&schema, &changes).unwrap();
        let faults = check::complete(&values, &schema, date(2026, 11, 22));
        check::wrong(&values, &faults, &schema)
    };
    assert_eq!(wrong(json!({})), [0, 0, 0]);
    assert_eq!(
        wrong(json!({ "email": null, "post": null, "resume": null })),
        [0, 0, 0]
    );
    assert_eq!(wrong(json!({ "email": "a@", "sex": "1" })), [2, 0, 0]);
    assert_eq!(wrong(json!({ "native_place": "440000" })), [1, 0, 0]);
    assert_eq!(wrong(json!({ "native_place": null })), [0, 0, 0]);
    // A row that is begun lacks cells, of a field that need not be answered too.
    let begun = json!({ "academic_posts": [{ "post": "理事" }], "awards": [{ "year": "2030" }] });
    assert_eq!(wrong(begun), [0, 1, 2]);
    assert_eq!(wrong(json!({ "q-number": "500" })), [0, 0, 1]);
    assert_eq!(wrong(json!({ "q-number": null })), [0, 0, 0]);
}

/// Everything answered that a congress with questions of its own asks for.
fn values_for(schema: &Schema<'_>) -> Values {
    let mut answers = Map::new();
    for question in schema.questions().filter(|question| question.required) {
        let answer = match question.kind {
            Kind::Number { .. } => json!("12"),
            Kind::Choice { choices } => json!(choices[0].id),
            Kind::YesNo => json!(true),
            _ => json!("一"),
        };
        answers.insert(question.id.to_owned(), answer);
    }
    person(1).values().with(schema, &answers).unwrap()
}
