//! 往届登记表: what of a person's form at another congress can stand in the form of this one, and what cannot and why.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Form,
    schema::{Field, Kind, QUESTIONS, Schema},
    values::Values,
};
use crate::text::Text;

/// A former form seen from the form of another congress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// The answers that can be taken over.
    pub values: Values,
    /// What was answered and stays behind, in the order of the former form.
    pub left_out: Vec<LeftOut>,
}

/// An answer that stays behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What was asked, in both languages.
    pub label: (String, String),
    /// Why.
    pub why: Why,
}

/// Why an answer stays behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A question of the other congress's own.
    OwnQuestion,
    /// A file: it belongs to the other nomination.
    File,
    /// This congress does not ask for it.
    NotAsked,
    /// It is about a post at another level: 省委委员 is not 市委委员.
    OtherLevel,
    /// A code that is no longer offered, or a text longer than this congress takes.
    NoLongerValid,
}

impl Why {
    /// The reason in words.
    pub const fn says(self) -> Text {
        match self {
            Self::OwnQuestion => Text::new(
                "往届大会自设的问题",
                "a question of the other congress’s own",
            ),
            Self::File => Text::new("文件须重新上传", "files must be uploaded again"),
            Self::NotAsked => Text::new("本届大会不填此项", "this congress does not ask for it"),
            Self::OtherLevel => Text::new(
                "两届大会级别不同，含义不同",
                "it means something else at another level",
            ),
            Self::NoLongerValid => Text::new(
                "选项已不再使用或不符合现在的填写要求",
                "the answer is no longer offered or no longer fits",
            ),
        }
    }
}

impl Former {
    /// What of a former form, asked as `then`, can stand in a form that is asked as `now`.
    ///
    /// Answers of fields that did not appear are nobody's, the phone comes from the nomination.
    pub fn of(form: &Form, then: &Schema<'_>, now: &Schema<'_>) -> Self {
        let mut former = Self::default();
        let mut kept = BTreeMap::new();
        let shown = then.fields().iter().filter(|field| field.is_editable());
        for field in shown.filter(|field| field.appears(&form.values)) {
            let Some(value) = form.values.get(field.id) else {
                continue;
            };
            match fits(field, value, then, now) {
                Ok(value) => {
                    kept.insert(field.id.to_owned(), value);
                }
                Err(why) => former.left_out.push(LeftOut {
                    label: (
                        field.label(then.level, crate::text::Language::Zh),
                        field.label(then.level, crate::text::Language::En),
                    ),
                    why,
                }),
            }
        }
        former.values = kept.into_iter().collect();
        former
    }
}

/// The answer as it stands in the present form.
fn fits(
    field: &Field<'_>,
    value: &Value,
    then: &Schema<'_>,
    now: &Schema<'_>,
) -> Result<Value, Why> {
    if field.kind == Kind::File {
        return Err(Why::File);
    }
    // A congress that was cloned asks the same question under the same id.
    let here = now.field(field.id).ok_or(if field.group == QUESTIONS {
        Why::OwnQuestion
    } else {
        Why::NotAsked
    })?;
    if field.label.has_level() && then.level != now.level {
        return Err(Why::OtherLevel);
    }
    let change = [(field.id.to_owned(), value.clone())].into_iter().collect();
    let alone = Values::default().with(now, &change);
    let alone = alone.map_err(|_| Why::NoLongerValid)?;
    alone.get(here.id).cloned().ok_or(Why::NoLongerValid)
}
