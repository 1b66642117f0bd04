//! What a field is called: its words can depend on the congress's level.

use crate::{congress::Level, text::Language};

/// A text in which `{level}` and `{committee_level}` stand for the congress's level: `{level}科协` is 省科协,
/// `{committee_level}委委员` is 省委委员, and 中委委员 at a national congress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The Chinese wording.
    pub zh: &'a str,
    /// The English wording; of a convener's own question it may be empty, then the Chinese one is read.
    pub en: &'a str,
}

impl<'a> Label<'a> {
    /// A label from its two wordings.
    pub const fn new(zh: &'a str, en: &'a str) -> Self {
        Self { zh, en }
    }

    /// The wording in one language, the level's places still open.
    pub const fn get(self, language: Language) -> &'a str {
        match language {
            Language::En if !self.en.is_empty() => self.en,
            _ => self.zh,
        }
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
        self.get(language)
            .replace("{level}", level.word().get(language))
            .replace("{committee_level}", level.committee_word().get(language))
    }

    /// Whether the words depend on the level.
    pub fn has_level(self) -> bool {
        self.zh.contains('{')
    }
}
