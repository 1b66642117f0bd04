use domain::form::{
    facts::{certificate, facts},
    values::Values,
};
use serde_json::{Map, Value, json};

use crate::sample::{self, person::person};

fn with(changes: Value) -> Values {
    let changes: Map<String, Value> = changes.as_object().unwrap().clone();
    person(0b10111)
        .values()
        .with(&sample::built_in(), &changes)
        .unwrap()
}

#[test]
fn the_facts_are_what_was_entered() {
    let facts = facts(&with(json!({ "second_party": "04" }))).unwrap();
    assert_eq!(
        serde_json::to_value(facts).unwrap(),
        json!({
            "sex": "2", "ethnic_group": "11", "party": "09", "second_party": "04", "birth_date": "1960-03-08",
            "occupation": "31", "grassroots": true, "education": "14", "title_rank": "1",
        })
    );
}

#[test]
fn without_one_of_them_there_are_none() {
    for field in [
        "sex",
        "ethnic_group",
        "party",
        "birth_date",
        "occupation",
        "grassroots",
        "title_rank",
        "full_time",
        "full_time_education",
    ] {
        assert_eq!(facts(&with(json!({ field: null }))), None, "{field}");
    }
    assert_eq!(facts(&with(json!({ "birth_date": "2026-02-30" }))), None);
}

#[test]
fn the_highest_education_that_is_ticked_counts() {
    let highest = |full_time: &str, in_service: &str, ticked: bool| {
        let values = with(json!({
            "full_time_education": full_time, "in_service": ticked, "in_service_education": in_service,
        }));
        facts(&values).unwrap().education
    };
    assert_eq!(highest("21", "14", true), "14");
    assert_eq!(highest("14", "21", true), "14");
    assert_eq!(highest("21", "14", false), "21");
    assert_eq!(highest("10", "11", true), "11");
    assert_eq!(highest("10", "21", true), "10");
    assert_eq!(highest("20", "10", true), "10");
}

#[test]
fn the_certificate_is_its_type_and_normalised_number() {
    let values = with(json!({ "id_type": "414", "id_number": " ｅ1234 5678 " }));
    let claimed = certificate(&values).unwrap();
    assert_eq!(
        (claimed.kind.as_str(), claimed.number.as_str()),
        ("414", "E12345678")
    );
    assert!(certificate(&with(json!({}))).is_some());
    for wrong in [
        json!({ "id_number": null }),
        json!({ "id_type": null }),
        json!({ "id_number": "1" }),
        json!({ "id_type": "516" }),
    ] {
        assert_eq!(certificate(&with(wrong.clone())), None, "{wrong}");
    }
}
