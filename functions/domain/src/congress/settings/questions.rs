//! What a convener makes of the registration form: questions of its own, and built-in fields hidden or left open.

mod follow;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    form::schema::{self, Field, Kind, Label, QUESTIONS},
    refusal::{Fault, FaultCode},
    text::{Language, Text},
};

/// The most questions that are asked.
pub const MOST_QUESTIONS: usize = 30;
/// The most questions that stand in lists: each is kept in every summary.
pub const MOST_LISTED: usize = 4;
/// The most answers to choose from.
pub const MOST_CHOICES: usize = 50;
/// The most characters of a label, of a hint and of an answer to choose.
const LONGEST_LABEL: usize = 100;
const LONGEST_HINT: usize = 200;
const LONGEST_CHOICE: usize = 60;
/// Beyond this no number is an answer to a question on a form.
const LARGEST: i64 = 1_000_000_000_000;

/// The form's settings of a congress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSettings {
    /// Its own questions in order, those no longer asked included.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What it changes of the built-in fields, by field id.
    #[serde(default)]
    pub built_in: BTreeMap<String, BuiltIn>,
}

/// What a congress does with a built-in field that is not essential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuiltIn {
    /// 不填: not asked for, shown nowhere. What was filled in before is kept and shown again once the field is.
    Hidden,
    /// 选填: may be left open.
    Optional,
}

/// Words in both languages; without English ones the Chinese are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Chinese.
    pub zh: String,
    /// English, or empty.
    #[serde(default)]
    pub en: String,
}

/// A question of the convener's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id in answers: `q-` and 3 to 20 small letters or digits. Given once by whoever adds the question, never given
    /// another meaning, and different in every congress unless one is a copy of the other.
    pub id: String,
    /// What is asked.
    pub label: Wording,
    /// What helps to answer it.
    #[serde(default)]
    pub hint: Wording,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: QuestionKind,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// Who is asked; everybody when empty.
    #[serde(default)]
    pub categories: BTreeSet<Category>,
    /// Whether its answer can be a column of lists.
    #[serde(default)]
    pub listed: bool,
    /// 停用: no longer asked. The answers that were given are kept.
    #[serde(default)]
    pub retired: bool,
}

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestionKind {
    /// 单行文字.
    Text {
        /// The most characters, up to 200.
        most: usize,
    },
    /// 多行文字.
    LongText {
        /// The most characters, up to 2000.
        most: usize,
    },
    /// 数字.
    Number {
        /// The least.
        least: Option<i64>,
        /// The most.
        most: Option<i64>,
        /// Digits after the point, up to 4.
        #[serde(default)]
        decimals: u8,
    },
    /// 日期.
    Date,
    /// 单选.
    One {
        /// The answers in order.
        choices: Vec<Choice>,
    },
    /// 多选.
    Many {
        /// The answers in order.
        choices: Vec<Choice>,
    },
    /// 是或否.
    YesNo,
    /// 文件.
    File,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored: 1 to 20 small letters or digits, unique in its question.
    pub id: String,
    /// What is shown.
    pub label: Wording,
    /// No longer offered; where it was chosen it stays.
    #[serde(default)]
    pub retired: bool,
}

impl Wording {
    /// The words in one language.
    pub fn get(&self, language: Language) -> &str {
        Label::new(&self.zh, &self.en).get(language)
    }
}

impl QuestionKind {
    /// The codes of all kinds with their names, in the order in which they are offered.
    pub const NAMES: [(&'static str, Text); 8] = [
        ("text", Text::new("单行文字", "One line")),
        ("long_text", Text::new("多行文字", "Several lines")),
        ("number", Text::new("数字", "Number")),
        ("date", Text::new("日期", "Date")),
        ("one", Text::new("单选", "One of a list")),
        ("many", Text::new("多选", "Several of a list")),
        ("yes_no", Text::new("是或否", "Yes or no")),
        ("file", Text::new("文件", "File")),
    ];

    /// Its code in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long_text",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::One { .. } => "one",
            Self::Many { .. } => "many",
            Self::YesNo => "yes_no",
            Self::File => "file",
        }
    }

    /// The answers to choose from; none for other kinds.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::One { choices } | Self::Many { choices } => choices,
            _ => &[],
        }
    }

    fn asked(&self) -> Kind<'_> {
        match self {
            Self::Text { most } => Kind::Text { most: *most },
            Self::LongText { most } => Kind::LongText { most: *most },
            Self::Number {
                least,
                most,
                decimals,
            } => Kind::Number {
                least: *least,
                most: *most,
                decimals: *decimals,
            },
            Self::Date => Kind::Day,
            Self::One { choices } => Kind::Choice { choices },
            Self::Many { choices } => Kind::Choices { choices },
            Self::YesNo => Kind::YesNo,
            Self::File => Kind::File,
        }
    }
}

impl Question {
    /// The question as a field of the form.
    pub fn field(&self) -> Field<'_> {
        Field {
            id: &self.id,
            tab: QUESTIONS.tab,
            group: QUESTIONS,
            label: Label::new(&self.label.zh, &self.label.en),
            kind: self.kind.asked(),
            required: self.required,
            essential: false,
            listed: self.listed,
            sensitive: false,
            hint: (!self.hint.zh.is_empty()).then(|| Label::new(&self.hint.zh, &self.hint.en)),
            when: None,
        }
    }
}

impl FormSettings {
    /// Every fault in them, pointers below `/form`.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.built_in_faults();
        let asked = self.questions.iter().filter(|question| !question.retired);
        if asked.clone().count() > MOST_QUESTIONS {
            faults.push(Fault::new(
                "/form/questions",
                FaultCode::TooLong,
                format!("最多 {MOST_QUESTIONS} 个补充问题"),
                format!("At most {MOST_QUESTIONS} questions"),
            ));
        }
        if asked.filter(|question| question.listed).count() > MOST_LISTED {
            faults.push(Fault::new(
                "/form/questions",
                FaultCode::TooLong,
                format!("最多 {MOST_LISTED} 个问题可以在名单中显示，请取消其余的"),
                format!("At most {MOST_LISTED} questions can stand in lists; untick the others"),
            ));
        }
        for (index, question) in self.questions.iter().enumerate() {
            let at = format!("/form/questions/{index}");
            let before = &self.questions[..index];
            if before.iter().any(|other| other.id == question.id) {
                faults.push(repeated(format!("{at}/id")));
            }
            question.faults(&at, &mut faults);
        }
        faults
    }

    fn built_in_faults(&self) -> Vec<Fault> {
        let ids = self.built_in.keys();
        ids.filter_map(|id| {
            let pointer = format!("/form/built_in/{id}");
            match schema::field(id) {
                None => Some(Fault::new(
                    pointer,
                    FaultCode::UnknownField,
                    format!("登记表没有“{id}”这一项"),
                    format!("The form has no field “{id}”"),
                )),
                Some(field) if field.essential => Some(Fault::new(
                    pointer,
                    FaultCode::NotUsed,
                    format!("“{}”用于名单、统计和指标，不能隐藏或改为选填", field.label.zh),
                    format!("“{}” is needed by lists, statistics and indicators; it can be neither hidden nor left open", field.label.en),
                )),
                Some(_) => None,
            }
        })
        .collect()
    }

    /// The settings for the next term's congress: what is no longer asked stays behind.
    #[must_use]
    pub fn for_next_term(&self) -> Self {
        let mut next = self.clone();
        next.questions.retain(|question| !question.retired);
        for question in &mut next.questions {
            if let QuestionKind::One { choices } | QuestionKind::Many { choices } =
                &mut question.kind
            {
                choices.retain(|choice| !choice.retired);
            }
        }
        next
    }
}

impl Question {
    fn faults(&self, at: &str, faults: &mut Vec<Fault>) {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_id = self
            .id
            .strip_prefix("q-")
            .is_some_and(|rest| (3..=20).contains(&rest.len()) && rest.bytes().all(plain));
        if !is_id {
            faults.push(Fault::new(
                format!("{at}/id"),
                FaultCode::Malformed,
                "编号须为 q- 加 3 至 20 位小写字母或数字",
                "The id must be q- and 3 to 20 small letters or digits",
            ));
        }
        words(
            &self.label,
            &format!("{at}/label"),
            LONGEST_LABEL,
            Some(Text::new("问题", "the question")),
            faults,
        );
        words(
            &self.hint,
            &format!("{at}/hint"),
            LONGEST_HINT,
            None,
            faults,
        );
        if self.listed
            && matches!(
                self.kind,
                QuestionKind::LongText { .. } | QuestionKind::File
            )
        {
            faults.push(Fault::new(
                format!("{at}/listed"),
                FaultCode::NotUsed,
                "多行文字和文件不能在名单中显示",
                "Long texts and files cannot stand in lists",
            ));
        }
        self.kind.faults(at, faults);
    }
}

impl QuestionKind {
    fn faults(&self, at: &str, faults: &mut Vec<Fault>) {
        let range = |field: &str, zh: String, en: String| {
            Fault::new(format!("{at}/{field}"), FaultCode::OutOfRange, zh, en)
        };
        match self {
            Self::Text { most } | Self::LongText { most } => {
                let limit = if matches!(self, Self::Text { .. }) {
                    200
                } else {
                    2_000
                };
                if !(1..=limit).contains(most) {
                    faults.push(range(
                        "most",
                        format!("字数上限须在 1 至 {limit} 之间"),
                        format!("The most characters must be between 1 and {limit}"),
                    ));
                }
            }
            Self::Number {
                least,
                most,
                decimals,
            } => {
                if least.zip(*most).is_some_and(|(least, most)| least > most) {
                    faults.push(range(
                        "most",
                        "最大值不能小于最小值".to_owned(),
                        "The most cannot be below the least".to_owned(),
                    ));
                }
                for (field, bound) in [("least", least), ("most", most)] {
                    if bound.is_some_and(|bound| bound.abs() > LARGEST) {
                        faults.push(range(
                            field,
                            "数字太大".to_owned(),
                            "This number is too large".to_owned(),
                        ));
                    }
                }
                if *decimals > 4 {
                    faults.push(range(
                        "decimals",
                        "最多 4 位小数".to_owned(),
                        "At most 4 decimal places".to_owned(),
                    ));
                }
            }
            Self::One { choices } | Self::Many { choices } => choice_faults(choices, at, faults),
            Self::Date | Self::YesNo | Self::File => {}
        }
    }
}

fn choice_faults(choices: &[Choice], at: &str, faults: &mut Vec<Fault>) {
    let offered = choices.iter().filter(|choice| !choice.retired).count();
    if !(2..=MOST_CHOICES).contains(&offered) {
        faults.push(Fault::new(
            format!("{at}/choices"),
            FaultCode::OutOfRange,
            format!("选项须为 2 至 {MOST_CHOICES} 个"),
            format!("There must be 2 to {MOST_CHOICES} answers to choose from"),
        ));
    }
    for (index, choice) in choices.iter().enumerate() {
        let at = format!("{at}/choices/{index}");
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !((1..=20).contains(&choice.id.len()) && choice.id.bytes().all(plain)) {
            faults.push(Fault::new(
                format!("{at}/id"),
                FaultCode::Malformed,
                "选项编号须为 1 至 20 位小写字母或数字",
                "The id must be 1 to 20 small letters or digits",
            ));
        }
        let before = &choices[..index];
        if before.iter().any(|other| other.id == choice.id) {
            faults.push(repeated(format!("{at}/id")));
        }
        let label = format!("{at}/label");
        let what = Some(Text::new("选项", "the answer to choose"));
        words(&choice.label, &label, LONGEST_CHOICE, what, faults);
        if before
            .iter()
            .any(|other| !other.retired && other.label.zh == choice.label.zh)
            && !choice.retired
        {
            faults.push(repeated(format!("{label}/zh")));
        }
    }
}

fn words(
    words: &Wording,
    at: &str,
    longest: usize,
    required: Option<Text>,
    faults: &mut Vec<Fault>,
) {
    if let Some(what) = required.filter(|_| words.zh.trim().is_empty()) {
        faults.push(Fault::required(format!("{at}/zh"), what.zh, what.en));
    }
    for (language, text) in [("zh", &words.zh), ("en", &words.en)] {
        if text.chars().count() > longest {
            faults.push(Fault::new(
                format!("{at}/{language}"),
                FaultCode::TooLong,
                format!("最多 {longest} 字"),
                format!("At most {longest} characters"),
            ));
        }
        if text.chars().any(char::is_control) {
            faults.push(Fault::new(
                format!("{at}/{language}"),
                FaultCode::Malformed,
                "不能含有换行或控制字符",
                "There must be no line breaks or control characters",
            ));
        }
    }
}

fn repeated(pointer: String) -> Fault {
    Fault::new(
        pointer,
        FaultCode::Repeated,
        "与前面的重复，请修改",
        "The same as one before; please change it",
    )
}
