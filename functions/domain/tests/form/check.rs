use domain::{
    form::check,
    refusal::{Fault, FaultCode},
};
use jiff::civil::date;
use serde_json::{Map, Value, json};

use crate::sample::{self, person::person};

/// The faults of an otherwise complete form.
fn faults(changes: Value) -> Vec<Fault> {
    let changes: Map<String, Value> = changes.as_object().unwrap().clone();
    let values = person(1)
        .values()
        .with(&sample::built_in(), &changes)
        .unwrap();
    check::complete(&values, &sample::built_in(), date(2026, 11, 22))
}

#[track_caller]
fn refused(changes: Value, pointer: &str, code: FaultCode, zh: &str) {
    let found = faults(changes.clone());
    let seen: Vec<_> = found
        .iter()
        .map(|fault| (fault.pointer.as_str(), fault.code))
        .collect();
    assert_eq!(seen, [(pointer, code)], "{changes}");
    assert_eq!(found[0].says.zh, zh, "{changes}");
    let english = &found[0].says.en;
    assert!(!english.is_empty() && !english.contains('请'), "{english}");
}

#[test]
fn a_complete_form_has_no_fault() {
    assert_eq!(faults(json!({})), []);
}

#[test]
fn everything_that_must_be_answered_is_asked_for() {
    use FaultCode::Required;
    for (field, zh) in [
        ("name", "请填写姓名"),
        ("sex", "请选择性别"),
        ("ethnic_group", "请选择民族"),
        ("birth_date", "请选择出生日期"),
        ("nationality", "请选择国籍"),
        ("native_place", "请选择籍贯"),
        ("birth_place", "请选择出生地"),
        ("email", "请填写邮箱"),
        ("party", "请选择政治面貌（党派1）"),
        ("occupation", "请选择职业类别"),
        ("id_type", "请选择证件类型"),
        ("id_number", "请填写证件号"),
        ("full_time_education", "请选择全日制学历"),
        ("full_time_degree", "请选择全日制学位"),
        ("full_time_school", "请填写全日制毕业院校"),
        ("full_time_major", "请填写全日制所学专业"),
        ("discipline", "请选择学科分类"),
        ("title_rank", "请选择专业技术职级"),
        ("academician", "请选择是否院士"),
        ("post", "请填写工作单位及职务"),
        ("grassroots", "请选择是否为基层一线"),
        ("association_staff", "请选择学会或科协专职人员"),
        ("resume", "请填写主要学习工作经历"),
    ] {
        refused(
            json!({ field: null }),
            &format!("/values/{field}"),
            Required,
            zh,
        );
    }
}

#[test]
fn an_empty_form_is_told_all_of_it_at_once_in_the_order_of_the_form() {
    let nobody = domain::form::values::Values::default();
    let pointers: Vec<_> = check::complete(&nobody, &sample::built_in(), date(2026, 11, 22))
        .into_iter()
        .map(|fault| fault.pointer.replace("/values/", ""))
        .collect();
    assert_eq!(
        pointers.join(" "),
        "name sex ethnic_group birth_date nationality native_place birth_place id_type id_number phone email party \
         occupation full_time discipline title_rank academician post grassroots association_staff resume"
    );
}

#[test]
fn at_least_one_education_is_ticked_and_what_it_opens_is_asked_for() {
    use FaultCode::Required;
    refused(
        json!({ "full_time": null }),
        "/values/full_time",
        Required,
        "请至少勾选全日制教育、在职教育中的一项",
    );
    let opened: Vec<_> = faults(json!({ "full_time": null, "in_service": true }))
        .into_iter()
        .map(|fault| fault.pointer)
        .collect();
    assert_eq!(
        opened,
        [
            "/values/in_service_education",
            "/values/in_service_degree",
            "/values/in_service_school",
            "/values/in_service_major"
        ]
    );
}

#[test]
fn a_yes_opens_what_it_asks_for() {
    use FaultCode::Required;
    for (question, opened, zh) in [
        ("association_staff", "staff_kind", "请选择专职人员类别"),
        ("npc_deputy", "npc_deputy_levels", "请选择人大代表级别"),
        ("npc_standing", "npc_standing_levels", "请选择人大常委级别"),
        ("cppcc_member", "cppcc_member_levels", "请选择政协委员级别"),
        (
            "cppcc_standing",
            "cppcc_standing_levels",
            "请选择政协常委级别",
        ),
    ] {
        refused(
            json!({ question: true }),
            &format!("/values/{opened}"),
            Required,
            zh,
        );
        assert_eq!(faults(json!({ question: false })), [], "{question}");
    }
    assert_eq!(
        faults(json!({ "npc_deputy": true, "npc_deputy_levels": ["2", "4"] })),
        []
    );
}

#[test]
fn what_does_not_appear_is_not_checked() {
    assert_eq!(
        faults(json!({ "in_service_school": "某大学", "in_service_education": "11" })),
        []
    );
}

#[test]
fn names_and_addresses_are_checked() {
    use FaultCode::Malformed;
    for name in ["张🙂三", "张3", "·张", "一".repeat(60).as_str()] {
        let found = faults(json!({ "name": name }));
        assert_eq!(
            (found[0].pointer.as_str(), found[0].code, found.len()),
            ("/values/name", Malformed, 1),
            "{name}"
        );
    }
    for name in ["阿卜杜热西提·买买提明", "𠮷野𠀋", "J. Smith"] {
        assert_eq!(faults(json!({ "name": name })), [], "{name}");
    }
    for email in ["a", "a@", "a@b", "a b@example.org", "a@example..org"] {
        let found = faults(json!({ "email": email }));
        assert_eq!(
            (found[0].pointer.as_str(), found[0].code),
            ("/values/email", Malformed),
            "{email}"
        );
    }
}

#[test]
fn a_path_is_chosen_down_to_its_end() {
    use FaultCode::Required;
    let zh = "请继续选择下一级（已选到第 1 级，最多 3 级）";
    refused(
        json!({ "native_place": "440000" }),
        "/values/native_place",
        Required,
        zh,
    );
    let zh = "请继续选择下一级（已选到第 2 级，最多 3 级）";
    refused(
        json!({ "birth_place": "440600" }),
        "/values/birth_place",
        Required,
        zh,
    );
    let zh = "请继续选择下一级（已选到第 1 级，最多 2 级）";
    refused(
        json!({ "occupation": "10" }),
        "/values/occupation",
        Required,
        zh,
    );
    refused(
        json!({ "association_kind": "1" }),
        "/values/association_kind",
        Required,
        zh,
    );
    assert_eq!(faults(json!({ "association_kind": "9" })), []);
}

#[test]
fn cities_without_counties_are_complete() {
    for city in ["441900", "442000", "460400", "620200"] {
        assert_eq!(
            faults(json!({ "native_place": city, "birth_place": city })),
            [],
            "{city}"
        );
    }
}

#[test]
fn the_second_party_is_another_one() {
    refused(
        json!({ "second_party": "01" }),
        "/values/second_party",
        FaultCode::Contradicts,
        "党派2与党派1相同，只属于一个党派的请清空此项",
    );
    assert_eq!(faults(json!({ "second_party": "09" })), []);
}

#[test]
fn rows_are_complete_and_in_order() {
    use FaultCode::{Malformed, OutOfRange, Required};
    let resume = |row: Value| json!({ "resume": [{ "from": "2001-09", "where": "某大学", "as_what": "学习" }, row] });
    let cell = |column: &str| format!("/values/resume/1/{column}");
    let right = json!({ "from": "2006-08", "to": "2006-08", "where": "某所", "as_what": "工程师" });
    let with = |column: &str, value: Value| {
        let mut row = right.clone();
        row[column] = value;
        resume(row)
    };
    assert_eq!(faults(resume(right.clone())), []);
    assert_eq!(faults(with("to", Value::Null)), []);
    refused(
        with("from", Value::Null),
        &cell("from"),
        Required,
        "请选择起",
    );
    refused(
        with("where", Value::Null),
        &cell("where"),
        Required,
        "请填写在何单位",
    );
    refused(
        with("as_what", Value::Null),
        &cell("as_what"),
        Required,
        "请填写学习或任职",
    );
    refused(
        with("to", json!("2006-07")),
        &cell("to"),
        OutOfRange,
        "结束时间不能早于开始时间，请核对",
    );
    refused(
        with("to", json!("2006-13")),
        &cell("to"),
        Malformed,
        "这不是真实的日期，请重新填写",
    );
    refused(
        with("to", json!("2026-12")),
        &cell("to"),
        OutOfRange,
        "不能晚于今天，请核对",
    );
    refused(
        with("from", json!("1899-12")),
        &cell("from"),
        OutOfRange,
        "不能早于1900年，请核对",
    );
    assert_eq!(faults(with("to", json!("2026-11"))), []);
    let awards = |row: Value| json!({ "awards": [row] });
    assert_eq!(
        faults(awards(json!({ "year": "2020", "award": "某奖" }))),
        []
    );
    refused(
        awards(json!({ "year": "2020" })),
        "/values/awards/0/award",
        Required,
        "请填写奖励名称",
    );
    refused(
        awards(json!({ "award": "某奖", "year": "2027" })),
        "/values/awards/0/year",
        OutOfRange,
        "不能晚于今天，请核对",
    );
    refused(
        awards(json!({ "award": "某奖", "year": "去年" })),
        "/values/awards/0/year",
        Malformed,
        "这不是真实的日期，请重新填写",
    );
    let posts = json!({ "academic_posts": [{ "post": "某学会理事" }] });
    refused(
        posts,
        "/values/academic_posts/0/level",
        Required,
        "请选择组织级别",
    );
}

#[test]
fn an_empty_row_between_others_is_asked_for_where_it_stands() {
    let row = json!({ "from": "2001-09", "where": "某大学", "as_what": "学习" });
    let pointers: Vec<_> = faults(json!({ "resume": [row, {}, row] }))
        .into_iter()
        .map(|fault| fault.pointer)
        .collect();
    assert_eq!(
        pointers,
        [
            "/values/resume/1/from",
            "/values/resume/1/where",
            "/values/resume/1/as_what"
        ]
    );
}

/// What is stored may be older than the schema: whatever it is, it is told and never a panic.
#[test]
fn stored_answers_of_another_shape_are_told() {
    use FaultCode::{Malformed, TooLong, UnknownCode};
    let stored = |field: &str, value: Value| {
        let mut whole = serde_json::to_value(person(1).values()).unwrap();
        whole[field] = value;
        let values = serde_json::from_value(whole).unwrap();
        let found = check::complete(&values, &sample::built_in(), date(2026, 11, 22));
        found
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect::<Vec<_>>()
    };
    let one = |field: &str, code| vec![(format!("/values/{field}"), code)];
    assert_eq!(stored("post", json!(7)), one("post", TooLong));
    assert_eq!(
        stored("sex", json!("9")),
        one("sex", UnknownCode)
            .into_iter()
            .chain(one("sex", FaultCode::Contradicts))
            .collect::<Vec<_>>()
    );
    assert_eq!(
        stored("native_place", json!("000000")),
        one("native_place", UnknownCode)
    );
    assert_eq!(
        stored("grassroots", json!("yes")),
        one("grassroots", UnknownCode)
    );
    assert_eq!(stored("phone", json!("1")), one("phone", Malformed));
    assert_eq!(
        stored("npc_deputy", json!("yes")),
        one("npc_deputy", UnknownCode)
    );
    assert_eq!(stored("resume", json!([7])).len(), 3);
}

#[test]
fn codes_of_several_are_of_those_offered() {
    let mut whole = serde_json::to_value(person(1).values()).unwrap();
    whole["cppcc_member"] = json!(true);
    for wrong in [json!(["6"]), json!([]), json!("2"), json!([2])] {
        whole["cppcc_member_levels"] = wrong.clone();
        let values = serde_json::from_value(whole.clone()).unwrap();
        let found = check::complete(&values, &sample::built_in(), date(2026, 11, 22));
        assert_eq!(
            (found.len(), found[0].code),
            (1, FaultCode::UnknownCode),
            "{wrong}"
        );
    }
}
