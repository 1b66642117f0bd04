use domain::form::{changes::Digests, values::Values};
use serde_json::{Map, Value, json};

use crate::sample::{self, person::person};

fn with(changes: Value) -> Values {
    let changes: Map<String, Value> = changes.as_object().unwrap().clone();
    person(1)
        .values()
        .with(&sample::built_in(), &changes)
        .unwrap()
}

#[test]
fn what_was_changed_filled_in_or_emptied_is_named_in_the_order_of_the_form() {
    let before = Digests::of(&with(json!({})));
    assert_eq!(before.changed(&with(json!({}))), Vec::<String>::new());
    let after = with(
        json!({ "post": "他单位", "remarks": "有", "full_time_school": null, "grassroots": true }),
    );
    assert_eq!(
        before.changed(&after),
        ["full_time_school", "post", "grassroots", "remarks"]
    );
}

#[test]
fn before_the_first_submission_nothing_is_a_change() {
    assert_eq!(
        Digests::default().changed(&with(json!({}))),
        Vec::<String>::new()
    );
    assert!(Digests::default().is_empty());
    assert!(!person(1).form(true).submitted().digests.is_empty());
}

#[test]
fn no_digest_lets_a_sensitive_answer_be_guessed() {
    let digests = serde_json::to_value(Digests::of(&with(json!({})))).unwrap();
    assert_eq!(digests.get("id_number"), None);
    assert_eq!(digests.get("phone"), None);
    assert_eq!(digests["post"].as_str().unwrap().len(), 16);
}

#[test]
fn digests_survive_being_stored_and_do_not_depend_on_the_order_of_keys() {
    let values = with(json!({}));
    let digests = Digests::of(&values);
    let stored = serde_json::to_string(&digests).unwrap();
    assert_eq!(serde_json::from_str::<Digests>(&stored).unwrap(), digests);
    let row = json!([{ "as_what": "工程师", "where": "某所", "from": "2006-08" }]);
    let turned = json!([{ "from": "2006-08", "where": "某所", "as_what": "工程师" }]);
    let first = Digests::of(&with(json!({ "resume": row })));
    assert_eq!(
        first.changed(&with(json!({ "resume": turned }))),
        Vec::<String>::new()
    );
}
