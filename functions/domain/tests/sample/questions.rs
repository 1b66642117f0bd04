//! A congress that asks questions of its own.

use std::{collections::BTreeSet, sync::LazyLock};

use domain::{
    category::Category,
    congress::{
        Settings,
        questions::{Choice, FormSettings, Question, QuestionKind, Wording},
    },
    form::schema::Schema,
};

pub(crate) fn words(zh: &str) -> Wording {
    Wording {
        zh: zh.to_owned(),
        en: String::new(),
    }
}

pub(crate) fn choice(id: &str, zh: &str) -> Choice {
    Choice {
        id: id.to_owned(),
        label: words(zh),
        retired: false,
    }
}

pub(crate) fn question(id: &str, zh: &str, kind: QuestionKind) -> Question {
    Question {
        id: id.to_owned(),
        label: words(zh),
        hint: Wording::default(),
        kind,
        required: false,
        categories: BTreeSet::new(),
        listed: false,
        retired: false,
    }
}

fn diets() -> Vec<Choice> {
    vec![
        choice("any", "无要求"),
        choice("halal", "清真"),
        choice("plain", "素食"),
    ]
}

/// One question of every kind, every second of them to be answered.
pub(crate) fn every_kind() -> FormSettings {
    let number = QuestionKind::Number {
        least: Some(-5),
        most: Some(200),
        decimals: 2,
    };
    let kinds = [
        ("text", "接站车次", QuestionKind::Text { most: 40 }),
        ("long", "对大会的建议", QuestionKind::LongText { most: 500 }),
        ("number", "身高（厘米）", number),
        ("date", "抵达日期", QuestionKind::Date),
        ("one", "用餐要求", QuestionKind::One { choices: diets() }),
        (
            "many",
            "参加的活动",
            QuestionKind::Many { choices: diets() },
        ),
        ("yesno", "是否住宿", QuestionKind::YesNo),
        ("file", "健康申报表", QuestionKind::File),
    ];
    let questions = kinds
        .into_iter()
        .enumerate()
        .map(|(index, (id, zh, kind))| Question {
            required: index % 2 == 0,
            ..question(&format!("q-{id}"), zh, kind)
        });
    FormSettings {
        questions: questions.collect(),
        ..FormSettings::default()
    }
}

/// Only delegates are asked.
pub(crate) fn for_delegates(question: Question) -> Question {
    Question {
        categories: BTreeSet::from([Category::Delegate]),
        ..question
    }
}

static ASKING: LazyLock<Settings> = LazyLock::new(|| Settings {
    form: every_kind(),
    ..super::congress().settings
});

/// The form of a congress that asks one question of every kind.
pub(crate) fn asking() -> Schema<'static> {
    Schema::of_all(&ASKING)
}
