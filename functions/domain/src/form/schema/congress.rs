//! The form of one congress: the built-in fields as it asks for them, and its own questions.

use super::{Field, Group, Tab, fields};
use crate::{
    category::Category,
    congress::{
        Level, Settings,
        questions::{BuiltIn, FormSettings},
    },
};

/// The convener's own questions, at the end of the form.
pub const QUESTIONS: Group = Group::new(
    "questions",
    Tab::Basic3,
    "大会补充信息",
    "Further questions of this congress",
);

/// What is asked for at one congress. Everything that reads, checks, shows or exports a form goes by it.
///
/// ```
/// use domain::{congress::Level, form::schema::Schema};
///
/// let schema = Schema::built_in(Level::City);
/// assert!(schema.field("fax").is_some());
/// assert!(schema.field("shoe_size").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema<'a> {
    /// The congress's level, which changes words.
    pub level: Level,
    fields: Vec<Field<'a>>,
}

impl<'a> Schema<'a> {
    /// The form of a congress that changes nothing.
    pub fn built_in(level: Level) -> Self {
        Self {
            level,
            fields: fields().copied().collect(),
        }
    }

    /// The form of a nominee in a category.
    pub fn of(settings: &'a Settings, category: Category) -> Self {
        Self::with(settings, |asked| {
            asked.is_empty() || asked.contains(&category)
        })
    }

    /// The form with the questions of every category, for what is about many nominees.
    pub fn of_all(settings: &'a Settings) -> Self {
        Self::with(settings, |_| true)
    }

    fn with(
        settings: &'a Settings,
        asked: impl Fn(&std::collections::BTreeSet<Category>) -> bool,
    ) -> Self {
        let FormSettings {
            built_in,
            questions,
        } = &settings.form;
        let kept = fields().filter_map(|field| {
            let field: Field<'a> = *field;
            match built_in.get(field.id) {
                Some(_) if field.essential => Some(field),
                Some(BuiltIn::Hidden) => None,
                Some(BuiltIn::Optional) => Some(Field {
                    required: false,
                    ..field
                }),
                None => Some(field),
            }
        });
        let own = questions
            .iter()
            .filter(|question| !question.retired && asked(&question.categories))
            .map(|question| question.field());
        Self {
            level: settings.level,
            fields: kept.chain(own).collect(),
        }
    }

    /// Every field in the order of the form.
    pub fn fields(&self) -> &[Field<'a>] {
        &self.fields
    }

    /// The field with this id, when it is asked for.
    pub fn field(&self, id: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Where a field stands among all of them.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The fields of a tab in order.
    pub fn tab(&self, tab: Tab) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(move |field| field.tab == tab)
    }

    /// The convener's own questions among the fields, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|field| field.group == QUESTIONS)
    }
}
