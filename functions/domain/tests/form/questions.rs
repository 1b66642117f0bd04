//! A convener's own questions, and built-in fields that it hides or leaves open.

use domain::{
    category::Category,
    congress::{
        Life, Settings,
        questions::{BuiltIn, FormSettings, Question, QuestionKind, Wording},
    },
    form::{
        check,
        completeness::completeness,
        facts,
        schema::{self, Field, QUESTIONS, Schema, Tab},
    },
    text::Language,
};
use jiff::civil::date;
use serde_json::{Map, Value, json};

use crate::sample::{
    congress,
    person::person,
    questions::{asking, choice, every_kind, for_delegates, question, words},
};

fn settings(form: FormSettings) -> Settings {
    Settings {
        form,
        ..congress().settings
    }
}

fn map(changes: Value) -> Map<String, Value> {
    changes.as_object().unwrap().clone()
}

/// The faults of a complete form with these answers at the congress that asks one question of every kind.
fn faults(changes: Value) -> Vec<(String, String, String)> {
    let answered = map(json!({
        "q-text": "G79", "q-number": "172", "q-one": "halal", "q-yesno": true,
    }));
    let values = person(1).values().with(&asking(), &answered).unwrap();
    let values = values.with(&asking(), &map(changes)).unwrap();
    let faults = check::complete(&values, &asking(), date(2026, 11, 22)).into_iter();
    faults
        .map(|fault| (fault.pointer, fault.says.zh, fault.says.en))
        .collect()
}

#[test]
fn a_form_with_every_required_question_answered_has_no_fault() {
    assert_eq!(faults(json!({})), []);
}

#[test]
fn every_check_of_a_question_says_what_to_do_in_both_languages() {
    for (id, answer, zh, en) in [
        (
            "q-text",
            json!(null),
            "请填写接站车次",
            "Please fill in: 接站车次",
        ),
        (
            "q-one",
            json!(null),
            "请选择用餐要求",
            "Please choose: 用餐要求",
        ),
        (
            "q-yesno",
            json!(null),
            "请选择是否住宿",
            "Please choose: 是否住宿",
        ),
        (
            "q-number",
            json!("二"),
            "请填写数字，如 12",
            "This must be a number, for example 12",
        ),
        (
            "q-number",
            json!("-6"),
            "须在 -5 至 200 之间",
            "This must be between -5 and 200",
        ),
        (
            "q-number",
            json!("200.01"),
            "须在 -5 至 200 之间",
            "This must be between -5 and 200",
        ),
        (
            "q-number",
            json!("1.234"),
            "最多保留 2 位小数",
            "At most 2 decimal places",
        ),
        (
            "q-date",
            json!("2026-02-30"),
            "这不是真实的日期，请重新填写",
            "This is not a real date; please enter it again",
        ),
        (
            "q-date",
            json!("2100-01-01"),
            "不能晚于2099年，请核对",
            "This is after 2099; please check it",
        ),
        (
            "q-date",
            json!("1899-12-31"),
            "不能早于1900年，请核对",
            "This is before 1900; please check it",
        ),
    ] {
        let found = faults(json!({ id: answer }));
        let expected = (format!("/values/{id}"), zh.to_owned(), en.to_owned());
        assert_eq!(found, [expected], "{id} {answer}");
    }
    let file = settings(FormSettings {
        questions: vec![Question {
            required: true,
            ..question("q-file", "健康申报表", QuestionKind::File)
        }],
        ..FormSettings::default()
    });
    let found = check::complete(
        &person(1).values(),
        &Schema::of_all(&file),
        date(2026, 11, 22),
    );
    assert_eq!(found[0].says.zh, "请上传健康申报表");
}

#[test]
fn an_answer_is_kept_as_it_is_stored_however_it_is_typed() {
    let schema = asking();
    for (id, typed, kept) in [
        ("q-number", json!(" １，０００ "), json!("1000")),
        ("q-number", json!(172.5), json!("172.5")),
        ("q-date", json!("2027年1月9日"), json!("2027-01-09")),
        ("q-many", json!(["plain", "any"]), json!(["any", "plain"])),
        ("q-text", json!("  G79 "), json!("G79")),
        ("q-yesno", json!(false), json!(false)),
    ] {
        let values = person(1)
            .values()
            .with(&schema, &map(json!({ id: typed })))
            .unwrap();
        assert_eq!(values.get(id), Some(&kept), "{id}");
    }
}

#[test]
fn what_cannot_be_an_answer_is_refused_with_the_question_named() {
    for (changes, pointer) in [
        (json!({ "q-one": "vegan" }), "/changes/q-one"),
        (json!({ "q-many": ["any", "vegan"] }), "/changes/q-many/1"),
        (json!({ "q-many": "any" }), "/changes/q-many"),
        (json!({ "q-yesno": "yes" }), "/changes/q-yesno"),
        (json!({ "q-text": "长".repeat(41) }), "/changes/q-text"),
        (json!({ "q-text": "甲\u{7}" }), "/changes/q-text"),
    ] {
        let faults = person(1)
            .values()
            .with(&asking(), &map(changes.clone()))
            .unwrap_err();
        assert_eq!(faults[0].pointer, pointer, "{changes}");
    }
}

#[test]
fn a_question_of_another_congress_is_refused_by_name() {
    let settings = congress().settings;
    let here = Schema::of(&settings, Category::Delegate);
    let faults = person(1)
        .values()
        .with(&here, &map(json!({ "q-text": "G79", "post": "某所" })))
        .unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].pointer, "/changes/q-text");
    assert!(
        faults[0]
            .says
            .zh
            .contains("本届大会的登记表没有“q-text”这一项")
    );
    assert!(faults[0].says.en.contains("no field “q-text”"));
}

#[test]
fn questions_stand_at_the_end_of_the_form_in_their_order() {
    let schema = asking();
    let ids: Vec<_> = schema.questions().map(|question| question.id).collect();
    assert_eq!(
        ids,
        [
            "q-text", "q-long", "q-number", "q-date", "q-one", "q-many", "q-yesno", "q-file"
        ]
    );
    assert_eq!(schema.tab(Tab::Basic3).last().unwrap().id, "q-file");
    assert!(
        schema
            .questions()
            .all(|question| question.group == QUESTIONS)
    );
    let tabs = completeness(&person(1).values(), &schema, true);
    assert_eq!(tabs[2].missing, ["q-text", "q-number", "q-one", "q-yesno"]);
}

#[test]
fn only_those_are_asked_whom_it_concerns_and_nobody_what_is_retired() {
    let mut form = every_kind();
    form.questions = vec![
        for_delegates(question("q-rail", "接站车次", QuestionKind::Date)),
        Question {
            retired: true,
            ..question("q-gone", "停用的", QuestionKind::Date)
        },
    ];
    let settings = settings(form);
    let asked = |category| {
        let schema = Schema::of(&settings, category);
        schema
            .questions()
            .map(|question| question.id.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(Category::Delegate), ["q-rail"]);
    assert_eq!(asked(Category::Guest), Vec::<String>::new());
    assert_eq!(Schema::of_all(&settings).questions().count(), 1);
}

#[test]
fn a_built_in_field_can_be_hidden_or_left_open_unless_it_is_essential() {
    let built_in = [
        ("fax", BuiltIn::Hidden),
        ("email", BuiltIn::Optional),
        ("sex", BuiltIn::Hidden),
    ];
    let form = FormSettings {
        built_in: built_in.map(|(id, change)| (id.to_owned(), change)).into(),
        ..FormSettings::default()
    };
    let refused: Vec<_> = form
        .faults()
        .into_iter()
        .map(|fault| fault.pointer)
        .collect();
    assert_eq!(refused, ["/form/built_in/sex"]);
    let settings = settings(form);
    let schema = Schema::of(&settings, Category::Delegate);
    assert!(schema.field("fax").is_none() && schema.field("sex").is_some());
    let without = person(1)
        .values()
        .with(&schema, &map(json!({ "email": null })))
        .unwrap();
    assert_eq!(check::complete(&without, &schema, date(2026, 11, 22)), []);
    assert!(
        !completeness(&without, &schema, true)[0]
            .missing
            .contains(&"email".to_owned())
    );
    let hidden = person(1)
        .values()
        .with(&schema, &map(json!({ "fax": "1" })))
        .unwrap_err();
    assert_eq!(hidden[0].pointer, "/changes/fax");
}

/// Whatever a congress hides, the summary still has what lists, traits and claims are made of.
#[test]
fn without_everything_that_can_be_hidden_there_are_still_facts() {
    let optional = schema::fields().filter(|field| !field.essential);
    let form = FormSettings {
        built_in: optional
            .map(|field| (field.id.to_owned(), BuiltIn::Hidden))
            .collect(),
        ..FormSettings::default()
    };
    assert_eq!(form.faults(), []);
    let settings = settings(form);
    let schema = Schema::of(&settings, Category::Delegate);
    let all = serde_json::to_value(person(1).values()).unwrap();
    let kept = all
        .as_object()
        .unwrap()
        .iter()
        .filter(|(id, _)| schema.field(id).is_some_and(Field::is_editable));
    let typed = kept
        .map(|(id, value)| (id.clone(), value.clone()))
        .collect();
    let values = domain::form::values::Values::of("张一", &person(1).phone())
        .with(&schema, &typed)
        .unwrap();
    assert_eq!(check::complete(&values, &schema, date(2026, 11, 22)), []);
    assert!(facts::facts(&values).is_some() && facts::certificate(&values).is_some());
}

#[test]
fn answers_are_read_in_words_and_english_falls_back_to_chinese() {
    let mut question = question(
        "q-meal",
        "用餐要求",
        QuestionKind::One {
            choices: vec![choice("a", "清真"), choice("b", "素食")],
        },
    );
    question.label.en = "Meals".to_owned();
    let field = question.field();
    let values = person(1).values();
    let settings = settings(FormSettings {
        questions: vec![question.clone()],
        ..FormSettings::default()
    });
    let values = values
        .with(&Schema::of_all(&settings), &map(json!({ "q-meal": "a" })))
        .unwrap();
    assert_eq!(values.display(&field, Language::Zh, false), "清真");
    assert_eq!(values.display(&field, Language::En, false), "清真");
    assert_eq!(
        field.label(congress().settings.level, Language::En),
        "Meals"
    );
    assert_eq!(words("甲").get(Language::En), "甲");
}

#[test]
fn an_answer_that_is_no_longer_offered_stays_where_it_was_given() {
    let mut form = every_kind();
    let QuestionKind::One { choices } = &mut form.questions[4].kind else {
        panic!("the fifth is a choice")
    };
    choices[1].retired = true;
    let settings = settings(form);
    let schema = Schema::of_all(&settings);
    let values = person(1)
        .values()
        .with(&schema, &map(json!({ "q-one": "halal" })))
        .unwrap();
    let faults = check::complete(&values, &schema, date(2026, 11, 22));
    assert!(faults.iter().all(|fault| fault.pointer != "/values/q-one"));
}

#[test]
fn only_listed_answers_reach_the_summary() {
    let mut form = every_kind();
    form.questions[4].listed = true;
    let settings = settings(form);
    let schema = Schema::of_all(&settings);
    let answers = map(json!({ "q-one": "plain", "q-text": "G79" }));
    let values = person(1).values().with(&schema, &answers).unwrap();
    let listed = serde_json::to_value(facts::listed(&values, &schema)).unwrap();
    assert_eq!(listed, json!({ "q-one": "plain" }));
}

#[test]
fn what_a_convener_enters_has_every_fault_named_at_its_place() {
    let mut form = every_kind();
    form.questions[0].id = "text".to_owned();
    form.questions[1].id = "q-number".to_owned();
    form.questions[1].listed = true;
    form.questions[2].kind = QuestionKind::Number {
        least: Some(3),
        most: Some(1),
        decimals: 5,
    };
    form.questions[3].label = Wording {
        zh: " ".to_owned(),
        en: "甲\n乙".to_owned(),
    };
    form.questions[4].kind = QuestionKind::One {
        choices: vec![choice("A", "甲")],
    };
    form.questions[5].kind = QuestionKind::Many {
        choices: vec![choice("a", "甲"), choice("a", "甲")],
    };
    form.questions[6].kind = QuestionKind::Text { most: 0 };
    let pointers: Vec<_> = form
        .faults()
        .into_iter()
        .map(|fault| fault.pointer)
        .collect();
    assert_eq!(
        pointers,
        [
            "/form/questions/0/id",
            "/form/questions/1/listed",
            "/form/questions/2/id",
            "/form/questions/2/most",
            "/form/questions/2/decimals",
            "/form/questions/3/label/zh",
            "/form/questions/3/label/en",
            "/form/questions/4/choices",
            "/form/questions/4/choices/0/id",
            "/form/questions/5/choices/1/id",
            "/form/questions/5/choices/1/label/zh",
            "/form/questions/6/most",
        ]
    );
    assert_eq!(every_kind().faults(), []);
}

#[test]
fn there_are_only_so_many_questions_and_columns() {
    let many = |count: usize, listed: bool| FormSettings {
        questions: (0..count)
            .map(|index| Question {
                listed,
                ..question(
                    &format!("q-n{index:03}"),
                    &format!("问题{index}"),
                    QuestionKind::Date,
                )
            })
            .collect(),
        ..FormSettings::default()
    };
    assert_eq!(many(30, false).faults(), []);
    assert_eq!(many(4, true).faults(), []);
    assert_eq!(many(31, false).faults()[0].says.zh, "最多 30 个补充问题");
    assert!(
        many(5, true).faults()[0]
            .says
            .zh
            .starts_with("最多 4 个问题可以在名单中显示")
    );
}

#[test]
fn once_the_congress_is_open_questions_and_answers_are_retired_and_not_removed() {
    let before = every_kind();
    let mut after = before.clone();
    after.questions.remove(0);
    after.questions[0].kind = QuestionKind::Date;
    let QuestionKind::One { choices } = &mut after.questions[3].kind else {
        panic!("a choice")
    };
    choices.remove(1);
    assert_eq!(after.require_keeps(&before, Life::Draft), []);
    let faults = after.require_keeps(&before, Life::Open);
    let said: Vec<_> = faults
        .iter()
        .map(|fault| (fault.pointer.as_str(), fault.says.zh.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "/form/questions",
                "大会启动后不能删除“接站车次”，可能已有人填写，请改为停用"
            ),
            (
                "/form/questions/0/kind",
                "大会启动后不能更改“对大会的建议”的类型，请停用后另加一题"
            ),
            (
                "/form/questions/3/choices",
                "大会启动后不能删除“清真”，可能已有人填写，请改为停用"
            ),
        ]
    );
    let mut retired = before.clone();
    retired.questions[0].retired = true;
    retired.questions.swap(1, 2);
    assert_eq!(retired.require_keeps(&before, Life::Open), []);
    let mut open = congress();
    open.settings.form = before;
    let settings = Settings {
        form: after,
        ..open.settings.clone()
    };
    assert!(open.with_settings(settings).is_err());
}

#[test]
fn the_next_terms_congress_takes_the_questions_that_are_still_asked() {
    let mut form = every_kind();
    form.questions[0].retired = true;
    let QuestionKind::One { choices } = &mut form.questions[4].kind else {
        panic!("a choice")
    };
    choices[0].retired = true;
    let next = form.for_next_term();
    assert_eq!(next.questions.len(), 7);
    assert_eq!(next.questions[3].kind.choices().len(), 2);
}

#[test]
fn settings_survive_being_stored() {
    let form = every_kind();
    let stored = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<FormSettings>(&stored).unwrap(), form);
    assert_eq!(
        serde_json::from_str::<FormSettings>("{}").unwrap(),
        FormSettings::default()
    );
}
