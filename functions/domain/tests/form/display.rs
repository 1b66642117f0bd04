use domain::{
    form::{schema, values::Values},
    text::Language,
};
use serde_json::{Map, Value, json};

use crate::sample::{self, person::person};

fn values(changes: Value) -> Values {
    let changes: Map<String, Value> = changes.as_object().unwrap().clone();
    person(0)
        .values()
        .with(&sample::built_in(), &changes)
        .unwrap()
}

fn shown(changes: Value, field: &str) -> (String, String) {
    let values = values(changes);
    let field = schema::field(field).unwrap();
    (
        values.display(field, Language::Zh, false),
        values.display(field, Language::En, false),
    )
}

fn pair(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

#[test]
fn codes_are_shown_as_names() {
    assert_eq!(shown(json!({ "sex": "2" }), "sex"), pair("女", "Female"));
    assert_eq!(
        shown(json!({ "native_place": "442000" }), "native_place"),
        pair("广东省中山市", "Zhongshan Shi, Guangdong")
    );
    let (zh, en) = shown(json!({ "occupation": "12" }), "occupation");
    assert_eq!(zh, "公务员 / 各级人民团体");
    assert!(en.starts_with("Civil servants / "), "{en}");
    let levels = json!({ "npc_deputy": true, "npc_deputy_levels": ["3", "4"] });
    assert_eq!(
        shown(levels, "npc_deputy_levels"),
        pair("省、市", "Provincial, City")
    );
}

#[test]
fn questions_are_shown_as_yes_or_no() {
    assert_eq!(
        shown(json!({ "grassroots": true }), "grassroots"),
        pair("是", "Yes")
    );
    assert_eq!(
        shown(json!({ "grassroots": false }), "grassroots"),
        pair("否", "No")
    );
    assert_eq!(
        shown(json!({ "grassroots": null }), "grassroots"),
        pair("", "")
    );
}

#[test]
fn rows_are_written_as_is_customary() {
    let resume = json!([
        { "from": "2017-09", "to": "2021-07", "where": "某大学", "as_what": "林学专业学习" },
        { "from": "2024-07", "where": "示例市物理学会", "as_what": "副理事长" },
    ]);
    assert_eq!(
        shown(json!({ "resume": resume }), "resume"),
        pair(
            "2017.09—2021.07 某大学林学专业学习；2024.07至今 示例市物理学会副理事长",
            "2017.09–2021.07 某大学, 林学专业学习; 2024.07–present 示例市物理学会, 副理事长",
        )
    );
    let awards = json!({ "awards": [{ "year": "2020", "award": "某奖", "rank": "二等奖" }, { "award": "他奖" }] });
    assert_eq!(shown(awards, "awards").0, "2020 某奖 二等奖；他奖");
    let posts = json!({ "academic_posts": [{ "level": "2", "post": "某学会理事" }] });
    assert_eq!(shown(posts, "academic_posts").0, "国家 某学会理事");
    assert_eq!(
        shown(
            json!({ "resume": [{ "to": "2001-02" }, {}, { "where": "某所" }] }),
            "resume"
        )
        .0,
        "—2001.02；某所"
    );
}

#[test]
fn what_does_not_appear_is_not_shown() {
    assert_eq!(
        shown(
            json!({ "in_service_school": "某大学" }),
            "in_service_school"
        ),
        pair("", "")
    );
    assert_eq!(
        shown(
            json!({ "in_service": true, "in_service_school": "某大学" }),
            "in_service_school"
        )
        .0,
        "某大学"
    );
}

#[test]
fn sensitive_answers_are_masked_when_asked() {
    let values = person(1).values();
    let of = |field: &str, mask| values.display(schema::field(field).unwrap(), Language::Zh, mask);
    assert_eq!(of("phone", false), "19900000001");
    assert_eq!(of("phone", true), "199****0001");
    assert_eq!(of("id_number", false), values.text("id_number").unwrap());
    assert!(of("id_number", true).contains("**********"));
    assert_eq!(of("email", true), "p1@example.org");
}

#[test]
fn a_code_that_its_table_no_longer_has_is_shown_as_it_is() {
    let values: Values = serde_json::from_value(
        json!({ "party": "77", "birth_place": "000000", "occupation": "0" }),
    )
    .unwrap();
    for (field, code) in [
        ("party", "77"),
        ("birth_place", "000000"),
        ("occupation", "0"),
    ] {
        assert_eq!(
            values.display(schema::field(field).unwrap(), Language::En, false),
            code
        );
    }
}
