//! A complete form.

use domain::{
    congress::Level,
    form::{Form, schema::Schema, values::Values},
    nomination::Nomination,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::person;

/// Every required answer but the photo, as the page sends changes. `number` makes the ID number: odd ones are men born in
/// 1980, even ones women; different numbers below 1000 are different people.
pub fn complete(number: u32) -> Value {
    json!({
        "sex": if number % 2 == 1 { "1" } else { "2" },
        "ethnic_group": "01",
        "birth_date": "1980-03-08",
        "nationality": "CHN",
        "native_place": "450103",
        "birth_place": "450103",
        "id_type": "111",
        "id_number": person::id_number("19800308", number),
        "email": format!("p{number}@example.org"),
        "party": "01",
        "occupation": "11",
        "full_time": true,
        "full_time_education": "11",
        "full_time_degree": "201",
        "full_time_school": "示例大学",
        "full_time_major": "物理学",
        "discipline": "140",
        "title_rank": "1",
        "academician": "0",
        "post": "示例市物理学会理事长",
        "grassroots": true,
        "association_staff": false,
        "resume": [{ "from": "2002-09", "to": "2006-07", "where": "示例大学", "as_what": "学生" }],
    })
}

/// The saved form of a nominee, complete.
///
/// # Panics
/// When the schema asks for more than [`complete`] answers.
pub fn saved(nomination: &Nomination, number: u32, now: Timestamp) -> Form {
    let changes: Map<String, Value> = complete(number).as_object().cloned().unwrap_or_default();
    let schema = Schema::built_in(Level::City);
    let values = Values::of(&nomination.name, &nomination.phone).with(&schema, &changes);
    Form {
        nomination: nomination.id.clone(),
        version: 0,
        values: values.expect("a complete form can be saved"),
        before: None,
        saved_at: now,
        saved_by: nomination.name.clone(),
        imported: None,
    }
}
