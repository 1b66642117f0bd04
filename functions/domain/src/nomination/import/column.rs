//! The columns that a file of nominees may have: the form's, the category, and those of the roster that nobody can enter.

use crate::{
    congress::Settings,
    form::schema::{self, Field, Kind, Schema},
    text::{Language, Text, half_width},
};

/// The category's column.
const CATEGORY: Text = Text::new("身份", "Category");

/// Columns of the roster that follow from others; they are passed over, so that a roster can be imported as it was exported.
const PASSED: [Text; 11] = [
    Text::new("序号", "No."),
    Text::new("单位编号", "Unit code"),
    Text::new("推荐单位", "Unit"),
    Text::new("状态", "State"),
    Text::new("年龄", "Age"),
    Text::new("结构", "Traits"),
    Text::new("提交时间", "Submitted"),
    Text::new("附件数", "Attachments"),
    Text::new("原件已收", "Original received"),
    Text::new("照片", "Photo"),
    Text::new("账号状态", "Access"),
];

/// Other names that offices have for columns.
const ALIASES: [(&str, &str); 10] = [
    ("手机号", schema::PHONE),
    ("手机号码", schema::PHONE),
    ("联系电话", schema::PHONE),
    ("身份证号", schema::ID_NUMBER),
    ("身份证号码", schema::ID_NUMBER),
    ("证件号码", schema::ID_NUMBER),
    ("出生年月日", schema::BIRTH_DATE),
    ("党派", schema::PARTY),
    ("政治面貌", schema::PARTY),
    ("电子邮箱", "email"),
];

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Column<'a> {
    /// 身份.
    Category,
    /// A field of the form.
    Field(Field<'a>),
    /// One that says nothing new.
    Passed,
}

impl<'a> Column<'a> {
    /// The columns that people fill in at a congress, in the order of a template: what a new nominee needs, then the rest of the form.
    pub fn to_fill_in(settings: &'a Settings) -> Vec<Self> {
        let schema = Schema::of_all(settings);
        let first = [schema::NAME, schema::PHONE];
        let needed = first.iter().filter_map(|id| schema.field(id).copied());
        let rest = schema.fields().iter().filter(|field| {
            !first.contains(&field.id) && !matches!(field.kind, Kind::Photo | Kind::File)
        });
        needed
            .map(Self::Field)
            .chain([Self::Category])
            .chain(rest.copied().map(Self::Field))
            .collect()
    }

    /// What stands above it.
    pub fn header(&self, schema: &Schema<'_>, language: Language) -> String {
        match self {
            Self::Category => CATEGORY.get(language).to_owned(),
            Self::Field(field) => field.label(schema.level, language),
            Self::Passed => String::new(),
        }
    }

    /// The column that a header means, in either language, whatever its spaces, dashes, brackets and asterisks.
    pub(super) fn parse(header: &str, schema: &Schema<'a>) -> Option<Self> {
        let wanted = plain(header);
        let is = |text: &str| plain(text) == wanted;
        let either = |text: &Text| is(text.zh) || is(text.en);
        if wanted.is_empty() {
            None
        } else if either(&CATEGORY) || is("身份类型") {
            Some(Self::Category)
        } else if PASSED.iter().any(either) {
            Some(Self::Passed)
        } else {
            let labelled = |field: &&Field<'a>| {
                let label = |language| field.label(schema.level, language);
                is(&label(Language::Zh)) || is(&label(Language::En)) || field.id == header.trim()
            };
            let alias = ALIASES.iter().find(|(alias, _)| is(alias));
            let alias = alias.and_then(|(_, id)| schema.field(id));
            let found = schema.fields().iter().find(labelled).or(alias)?;
            Some(match found.kind {
                Kind::Photo | Kind::File => Self::Passed,
                _ => Self::Field(*found),
            })
        }
    }

    /// The id of its field; the category's own.
    pub(super) fn id(&self) -> &'a str {
        match self {
            Self::Field(field) => field.id,
            Self::Category => "category",
            Self::Passed => "",
        }
    }
}

/// What of a header counts: no spaces, asterisks or marks of width zero, one kind of dash and bracket, small letters.
fn plain(header: &str) -> String {
    half_width(header)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .filter(|letter| !matches!(letter, '*' | '\u{feff}' | '\u{200b}'))
        .map(|letter| match letter {
            '—' | '–' | '‐' | '−' | '_' => '-',
            '’' => '\'',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
