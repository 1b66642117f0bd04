//! A field of the form and a column of its rows.

use super::{Group, Kind, Label, Tab};
use crate::{congress::Level, form::values::Values, text::Language};

/// On which answer a field appears. A field that does not appear is neither asked for nor shown; what was typed into it
/// stays in the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// When the field with this id is answered with yes or ticked.
    Yes(&'static str),
}

impl Condition {
    /// The field it depends on.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Yes(field) => field,
        }
    }

    /// Whether it holds for what is filled in.
    pub fn holds(self, values: &Values) -> bool {
        match self {
            Self::Yes(field) => values.yes(field),
        }
    }
}

/// A field of the form: one that every congress has, or a question of the convener's own
/// ([`Question`](crate::congress::questions::Question)), which lives as long as the congress's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own about a field"
)]
pub struct Field<'a> {
    /// Its id in values, changes, pointers and remarks.
    pub id: &'a str,
    /// The tab it stands in.
    pub tab: Tab,
    /// The group it stands in.
    pub group: Group,
    /// What it is called.
    pub label: Label<'a>,
    /// What kind of answer it takes.
    pub kind: Kind<'a>,
    /// Whether it must be answered whenever it appears.
    pub required: bool,
    /// Whether a congress can neither hide it nor leave it open: lists, statistics, traits and claims are made of it.
    pub essential: bool,
    /// Whether the summary keeps the answer, so that it can be a column of lists.
    pub listed: bool,
    /// Whether the answer is sealed in storage and masked in views.
    pub sensitive: bool,
    /// What helps to answer it.
    pub hint: Option<Label<'a>>,
    /// On which answer it appears; always without one.
    pub when: Option<Condition>,
}

impl Field<'static> {
    pub(super) const fn new(
        id: &'static str,
        group: Group,
        zh: &'static str,
        en: &'static str,
        kind: Kind<'static>,
    ) -> Self {
        Self {
            id,
            tab: group.tab,
            group,
            label: Label::new(zh, en),
            kind,
            required: false,
            essential: false,
            listed: false,
            sensitive: false,
            hint: None,
            when: None,
        }
    }

    pub(super) const fn essential(mut self) -> Self {
        self.essential = true;
        self
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    pub(super) const fn hint(mut self, zh: &'static str, en: &'static str) -> Self {
        self.hint = Some(Label::new(zh, en));
        self
    }

    pub(super) const fn when_yes(mut self, field: &'static str) -> Self {
        self.when = Some(Condition::Yes(field));
        self
    }
}

impl Field<'_> {
    /// What it is called at a congress of this level.
    pub fn label(&self, level: Level, language: Language) -> String {
        self.label.at(level, language)
    }

    /// Whether it is asked for, given what is filled in.
    pub fn appears(&self, values: &Values) -> bool {
        self.when.is_none_or(|condition| condition.holds(values))
    }

    /// Whether a change of the form may touch it: the phone comes from the nomination, the photo has its own way.
    pub const fn is_editable(&self) -> bool {
        !matches!(self.kind, Kind::Phone | Kind::Photo)
    }

    /// The columns of its rows; none for a field that is not made of rows.
    pub const fn columns(&self) -> &'static [Column] {
        match self.kind {
            Kind::Rows { columns, .. } => columns,
            _ => &[],
        }
    }
}

/// A column of rows that repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its id in a row.
    pub id: &'static str,
    /// What it is called.
    pub label: Label<'static>,
    /// What kind of answer it takes; never rows.
    pub kind: Kind<'static>,
    /// Whether every row must have it.
    pub required: bool,
    /// Whether it follows the column before without a space when a row is written in Chinese (某大学 + 林学专业学习).
    pub attached: bool,
    /// What helps to answer it.
    pub hint: Option<Label<'static>>,
}

impl Column {
    pub(super) const fn new(
        id: &'static str,
        zh: &'static str,
        en: &'static str,
        kind: Kind<'static>,
    ) -> Self {
        Self {
            id,
            label: Label::new(zh, en),
            kind,
            required: false,
            attached: false,
            hint: None,
        }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn attached(mut self) -> Self {
        self.attached = true;
        self
    }

    pub(super) const fn hint(mut self, zh: &'static str, en: &'static str) -> Self {
        self.hint = Some(Label::new(zh, en));
        self
    }
}
