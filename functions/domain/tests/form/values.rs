use domain::{
    form::{
        Form,
        schema::{self, Kind},
        values::Values,
    },
    refusal::FaultCode,
};
use serde_json::{Map, Value, json};

use crate::sample::{self, person::person, questions::asking};

fn map(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn new() -> Values {
    Values::of("张三", &sample::phone("19900000001"))
}

fn kept(field: &str, value: Value) -> Option<Value> {
    new()
        .with(&sample::built_in(), &map(json!({ field: value })))
        .unwrap()
        .get(field)
        .cloned()
}

#[track_caller]
fn refused(changes: Value, pointer: &str, code: FaultCode) {
    let faults = new()
        .with(&sample::built_in(), &map(changes.clone()))
        .unwrap_err();
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (fault.pointer.as_str(), fault.code))
        .collect();
    assert_eq!(found, [(pointer, code)], "{changes}");
    assert!(!faults[0].says.zh.is_empty() && !faults[0].says.en.is_empty());
    assert!(!faults[0].says.en.contains("请"));
}

#[test]
fn a_new_nominee_is_known_by_name_and_phone() {
    assert_eq!(
        new().iter().map(|(id, _)| id).collect::<Vec<_>>(),
        ["name", "phone"]
    );
    assert_eq!(new().text(schema::PHONE), Some("+8619900000001"));
}

#[test]
fn what_is_typed_is_put_into_its_one_form() {
    let cases = [
        ("post", json!("  某单位\t主任 "), json!("某单位 主任")),
        ("post", json!("\u{feff}某\u{200b}单位"), json!("某单位")),
        ("name", json!(" 阿依古丽•买买提 "), json!("阿依古丽·买买提")),
        ("name", json!("𠮷田𠀋"), json!("𠮷田𠀋")),
        (
            "id_number",
            json!(" ４４０６０５ １９８４０７０３ ９８１ｘ "),
            json!("44060519840703981X"),
        ),
        ("birth_date", json!("１９８４．７．３"), json!("1984-07-03")),
        ("birth_date", json!("1984年7月3日"), json!("1984-07-03")),
        ("email", json!(" a＠example.org "), json!("a@example.org")),
        ("achievements", json!("一\r\n二\r三\n"), json!("一\n二\n三")),
        (
            "npc_deputy_levels",
            json!(["4", "2", "4"]),
            json!(["2", "4"]),
        ),
        ("grassroots", json!(false), json!(false)),
        ("full_time", json!(true), json!(true)),
    ];
    for (field, typed, expected) in cases {
        assert_eq!(
            kept(field, typed.clone()),
            Some(expected),
            "{field}: {typed}"
        );
    }
    let rows = json!([{ "from": "2017年9月", "to": "", "where": " 某大学 " }, {}, { "from": "2020" }, {}, null]);
    let expected = json!([{ "from": "2017-09", "where": "某大学" }, {}, { "from": "2020" }]);
    assert_eq!(kept("resume", rows), Some(expected));
}

#[test]
fn a_draft_keeps_what_is_not_right_yet() {
    for (field, typed) in [
        ("id_number", "4406051984070398"),
        ("birth_date", "2026-02-30"),
        ("birth_date", "去年"),
        ("email", "a@"),
        ("name", "张🙂三"),
        ("native_place", "440000"),
    ] {
        assert_eq!(kept(field, json!(typed)), Some(json!(typed)), "{field}");
    }
}

#[test]
fn nothing_empties_an_answer() {
    let full = person(1).values();
    for empty in [Value::Null, json!(""), json!("  ")] {
        assert_eq!(
            full.with(&sample::built_in(), &map(json!({ "post": empty })))
                .unwrap()
                .get("post"),
            None
        );
    }
    for (field, empty) in [
        ("resume", json!([])),
        ("resume", json!([{}, null])),
        ("full_time", json!(false)),
        ("npc_deputy_levels", json!([])),
    ] {
        assert_eq!(
            full.with(&sample::built_in(), &map(json!({ field: empty })))
                .unwrap()
                .get(field),
            None,
            "{field}"
        );
    }
}

#[test]
fn what_cannot_be_kept_is_refused_at_its_place() {
    use FaultCode::{Malformed, NotUsed, TooLong, UnknownCode, UnknownField};
    refused(
        json!({ "nick_name": "三" }),
        "/changes/nick_name",
        UnknownField,
    );
    refused(json!({ "a/b~c": "三" }), "/changes/a~1b~0c", UnknownField);
    refused(json!({ "phone": "19900000002" }), "/changes/phone", NotUsed);
    refused(json!({ "phone": null }), "/changes/phone", NotUsed);
    refused(json!({ "photo": "x" }), "/changes/photo", NotUsed);
    refused(json!({ "post": 1 }), "/changes/post", Malformed);
    refused(json!({ "post": ["x"] }), "/changes/post", Malformed);
    refused(json!({ "post": { "x": 1 } }), "/changes/post", Malformed);
    refused(
        json!({ "grassroots": "true" }),
        "/changes/grassroots",
        Malformed,
    );
    refused(json!({ "full_time": 1 }), "/changes/full_time", Malformed);
    refused(
        json!({ "resume": "2017 某大学" }),
        "/changes/resume",
        Malformed,
    );
    refused(
        json!({ "resume": ["2017 某大学"] }),
        "/changes/resume/0",
        Malformed,
    );
    refused(
        json!({ "resume": [{}, { "where": true }] }),
        "/changes/resume/1/where",
        Malformed,
    );
    refused(
        json!({ "resume": [{ "when": "2017" }] }),
        "/changes/resume/0/when",
        UnknownField,
    );
    refused(json!({ "post": "一\u{7}" }), "/changes/post", Malformed);
    refused(json!({ "post": "一\n二" }), "/changes/post", Malformed);
    refused(json!({ "name": "张\u{0}三" }), "/changes/name", Malformed);
    refused(
        json!({ "achievements": "一\u{1b}二" }),
        "/changes/achievements",
        Malformed,
    );
    refused(
        json!({ "remarks": "\u{202e}二" }),
        "/changes/remarks",
        Malformed,
    );
    refused(
        json!({ "remarks": "\u{fffe}" }),
        "/changes/remarks",
        Malformed,
    );
    refused(
        json!({ "post": "一".repeat(101) }),
        "/changes/post",
        TooLong,
    );
    refused(
        json!({ "id_number": "1".repeat(255) }),
        "/changes/id_number",
        TooLong,
    );
    refused(
        json!({ "resume": vec![json!({ "where": "某大学" }); 31] }),
        "/changes/resume",
        TooLong,
    );
    refused(json!({ "sex": "3" }), "/changes/sex", UnknownCode);
    refused(json!({ "sex": "9" }), "/changes/sex", UnknownCode);
    refused(
        json!({ "ethnic_group": "汉族" }),
        "/changes/ethnic_group",
        UnknownCode,
    );
    refused(
        json!({ "native_place": "999999" }),
        "/changes/native_place",
        UnknownCode,
    );
    refused(
        json!({ "npc_deputy_levels": ["2", "1"] }),
        "/changes/npc_deputy_levels/1",
        UnknownCode,
    );
    refused(
        json!({ "npc_deputy_levels": [2] }),
        "/changes/npc_deputy_levels/0",
        UnknownCode,
    );
    refused(
        json!({ "npc_deputy_levels": "2" }),
        "/changes/npc_deputy_levels",
        Malformed,
    );
    refused(
        json!({ "academic_posts": [{ "level": "7" }] }),
        "/changes/academic_posts/0/level",
        UnknownCode,
    );
}

#[test]
fn as_long_as_it_may_be_is_kept() {
    assert!(kept("post", json!("𠮷".repeat(100))).is_some());
    assert!(kept("resume", json!(vec![json!({ "where": "某大学" }); 30])).is_some());
}

#[test]
fn all_faults_are_named_at_once_and_nothing_is_kept() {
    let faults = new()
        .with(
            &sample::built_in(),
            &map(json!({ "post": 1, "sex": "x", "email": "a@example.org" })),
        )
        .unwrap_err();
    let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, ["/changes/post", "/changes/sex"]);
}

#[test]
fn the_phone_as_it_is_may_be_sent_back() {
    assert_eq!(
        new().with(
            &sample::built_in(),
            &map(json!({ "phone": "+8619900000001" }))
        ),
        Ok(new())
    );
}

#[test]
fn sensitive_answers_are_masked_in_views_and_absent_in_logs() {
    let values = person(1).values();
    let number = values.text(schema::ID_NUMBER).unwrap().to_owned();
    let masked = Value::Object(values.masked());
    assert_eq!(masked["phone"], "199****0001");
    assert_eq!(
        masked["id_number"],
        format!("{}**********{}", &number[..4], &number[14..])
    );
    assert_eq!(masked["post"], "示例市物理学会理事长");
    let logged = format!("{values:?}");
    assert!(logged.contains("id_number"));
    for secret in [number.as_str(), "19900000001", "示例市物理学会理事长"] {
        assert!(!logged.contains(secret) && !masked["id_number"].to_string().contains(&number));
    }
    let form = Form {
        values,
        ..person(1).form(false)
    };
    assert!(!format!("{form:?}").contains(&number));
}

#[test]
fn what_an_older_form_left_behind_can_still_be_read() {
    let values: Values =
        serde_json::from_value(json!({ "fax_2": 7, "sex": { "x": 1 }, "resume": [1] })).unwrap();
    assert_eq!(values.text("sex"), None);
    assert_eq!(values.list("resume").len(), 1);
    assert!(
        !domain::form::check::complete(
            &values,
            &sample::built_in(),
            jiff::civil::date(2026, 11, 22)
        )
        .is_empty()
    );
}

/// Every field and cell in which text is written, of the built-in form and of a congress that asks one question of every kind.
fn written() -> Vec<(String, bool)> {
    let mut written = Vec::new();
    let text = |kind| match kind {
        Kind::Text { .. } => Some(false),
        Kind::LongText { .. } => Some(true),
        _ => None,
    };
    for field in asking().fields() {
        if let Kind::Rows { columns, .. } = field.kind {
            let cells = columns.iter().filter_map(|column| {
                let lines = text(column.kind)?;
                Some((format!("{}/0/{}", field.id, column.id), lines))
            });
            written.extend(cells);
        }
        written.extend(text(field.kind).map(|lines| (field.id.to_owned(), lines)));
    }
    written
}

fn write(place: &str, typed: &str) -> Result<Option<Value>, Vec<domain::refusal::Fault>> {
    let parts: Vec<_> = place.split('/').collect();
    let change = match parts.as_slice() {
        [field, _, column] => json!({ *field: [{ *column: typed }] }),
        _ => json!({ place: typed }),
    };
    let values = new().with(&asking(), &map(change))?;
    let stored = serde_json::to_value(values).unwrap();
    Ok(stored.pointer(&format!("/{place}")).cloned())
}

#[test]
fn emoji_and_control_characters_are_refused_wherever_text_is_written() {
    assert!(written().len() > 15, "{:?}", written());
    for (place, lines) in written() {
        for (typed, zh, en) in [
            ("某单位🙂", "表情符号", "emoji"),
            ("👨‍👩‍👧", "表情符号", "emoji"),
            ("优秀❤️", "表情符号", "emoji"),
            ("🇨🇳", "表情符号", "emoji"),
            ("某\u{7}单位", "U+0007", "U+0007"),
            ("某\u{0}单位", "U+0000", "U+0000"),
            ("某\u{9f}单位", "U+009F", "U+009F"),
            ("\u{202e}某单位", "U+202E", "U+202E"),
            ("某\u{ffff}", "U+FFFF", "U+FFFF"),
        ] {
            let faults = write(&place, typed).unwrap_err();
            assert_eq!(faults.len(), 1, "{place} {typed:?}");
            let fault = &faults[0];
            assert_eq!(
                (&*fault.pointer, fault.code),
                (&*format!("/changes/{place}"), FaultCode::Malformed)
            );
            assert!(fault.says.zh.contains(zh), "{typed:?}: {}", fault.says.zh);
            assert!(fault.says.en.contains(en), "{typed:?}: {}", fault.says.en);
        }
        let kept = write(&place, "一\n二");
        assert_eq!(kept.is_ok(), lines, "{place}");
    }
}

#[test]
fn rare_characters_are_kept_wherever_text_is_written() {
    for (place, _) in written() {
        for typed in [
            "𠮷田𠀋",
            "㐀䶵鿕",
            "𪚥𬺈𰻝",
            "葛\u{e0100}城",
            "〇一·二々",
            "Ω①℃★ñЖ",
        ] {
            let kept = write(&place, typed).unwrap();
            assert_eq!(kept, Some(json!(typed)), "{place}");
        }
    }
}
