//! What a congress makes of the form, for pages that are prebuilt with the built-in fields.

use domain::{
    form::schema::{self, Field, Kind, Schema},
    text::Language,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What a congress makes of the form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AsksView {
    /// Ids of built-in fields that are not asked for.
    hidden: Vec<&'static str>,
    /// Ids of built-in fields that may be left open, though other congresses need them.
    optional: Vec<&'static str>,
    /// The convener's own questions in order.
    questions: Vec<QuestionView>,
}

/// A question of the convener's own.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QuestionView {
    /// Its id among the values.
    id: String,
    /// What is asked.
    label: String,
    /// What helps to answer it; empty without.
    hint: String,
    /// `text`, `long_text`, `number`, `date`, `one`, `many`, `yes_no` or `file`.
    kind: &'static str,
    /// Whether it must be answered.
    required: bool,
    /// The most characters of a text, the largest number.
    most: Option<i64>,
    /// The smallest number.
    least: Option<i64>,
    /// Digits after the point of a number.
    decimals: u8,
    /// The answers to choose from.
    choices: Vec<ChoiceView>,
}

/// An answer to choose.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChoiceView {
    /// What is stored.
    code: String,
    /// What is shown.
    name: String,
    /// No longer offered; shown where it was chosen.
    retired: bool,
}

impl AsksView {
    /// The form of a nominee in a language.
    pub(crate) fn of(schema: &Schema<'_>, language: Language) -> Self {
        let changed = |is: fn(&Field<'_>, Option<&Field<'_>>) -> bool| {
            schema::fields()
                .filter(|field| is(field, schema.field(field.id)))
                .map(|field| field.id)
                .collect()
        };
        Self {
            hidden: changed(|_, here| here.is_none()),
            optional: changed(|field, here| {
                field.required && here.is_some_and(|here| !here.required)
            }),
            questions: schema
                .questions()
                .map(|question| QuestionView::of(question, schema, language))
                .collect(),
        }
    }
}

impl QuestionView {
    fn of(question: &Field<'_>, schema: &Schema<'_>, language: Language) -> Self {
        let (kind, least, most, decimals) = match question.kind {
            Kind::LongText { most } => ("long_text", None, i64::try_from(most).ok(), 0),
            Kind::Number {
                least,
                most,
                decimals,
            } => ("number", least, most, decimals),
            Kind::Day => ("date", None, None, 0),
            Kind::Choice { .. } => ("one", None, None, 0),
            Kind::Choices { .. } => ("many", None, None, 0),
            Kind::YesNo => ("yes_no", None, None, 0),
            Kind::File => ("file", None, None, 0),
            other => {
                let most = other.most_characters();
                (
                    "text",
                    None,
                    most.and_then(|most| i64::try_from(most).ok()),
                    0,
                )
            }
        };
        let choices = question.kind.choices().iter();
        Self {
            id: question.id.to_owned(),
            label: question.label.at(schema.level, language),
            hint: question
                .hint
                .map(|hint| hint.get(language).to_owned())
                .unwrap_or_default(),
            kind,
            required: question.required,
            most,
            least,
            decimals,
            choices: choices
                .map(|choice| ChoiceView {
                    code: choice.id.clone(),
                    name: choice.label.get(language).to_owned(),
                    retired: choice.retired,
                })
                .collect(),
        }
    }
}
