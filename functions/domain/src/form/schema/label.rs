//! What a field is called: its words can depend on the congress's level.

use crate::{
    congress::Level,
    text::{Language, Text},
};

/// A text in which `{level}` and `{committee_level}` stand for the congress's level: `{level}科协` is 省科协,
/// `{committee_level}委委员` is 省委委员, and 中委委员 at a national congress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub Text);

impl Label {
    /// A label from its two wordings.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self(Text::new(zh, en))
    }

    /// The label as it reads at a level.
    ///
    /// ```
    /// use domain::{congress::Level, form::schema, text::Language};
    ///
    /// let post = schema::field("committee_member").expect("the form asks for it");
    /// assert_eq!(post.label.at(Level::Province, Language::Zh), "省委委员");
    /// assert_eq!(post.label.at(Level::National, Language::Zh), "中委委员");
    /// ```
    pub fn at(self, level: Level, language: Language) -> String {
        self.0
            .get(language)
            .replace("{level}", level.word().get(language))
            .replace("{committee_level}", level.committee_word().get(language))
    }

    /// Whether the words depend on the level.
    pub fn has_level(self) -> bool {
        self.0.zh.contains('{')
    }
}
