//! Texts for people: Chinese first, English second.

use serde::{Deserialize, Serialize};

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese (simplified), the language of the forms and the fallback.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language of a BCP 47 tag such as `zh`, `zh-CN`, `en_GB`; `None` when we do not speak it.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") {
            Some(Self::Zh)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The preferred language of an `Accept-Language` header (RFC 9110, section 12.5.4); Chinese
    /// when the header names none that we speak.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let Some(language) = Self::parse(tag) else {
                continue;
            };
            let quality = quality(parameters);
            if quality > 0.0 && best.is_none_or(|(known, _)| quality > known) {
                best = Some((quality, language));
            }
        }
        best.map(|(_, language)| language).unwrap_or_default()
    }

    /// The tag used in markup, cookies and messages: `zh` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// The `q` of one language range: 1 when absent, 0 when it is no number.
fn quality(parameters: &str) -> f32 {
    parameters
        .split(';')
        .find_map(|parameter| parameter.trim().strip_prefix("q="))
        .map_or(1.0, |value| value.trim().parse().unwrap_or(0.0))
}

/// One text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text {
    /// The Chinese wording.
    pub zh: &'static str,
    /// The English wording.
    pub en: &'static str,
}

impl Text {
    /// A text from its two wordings.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The wording in one language.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// A text with its full-width ASCII forms (U+FF01–U+FF5E, what a Chinese input method writes in
/// its wide mode) and its ideographic spaces made plain: `１３８　ａ＠ｂ` becomes `138 a@b`.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Language, Text, half_width};

    #[test]
    fn full_width_letters_digits_signs_and_spaces_become_plain() {
        assert_eq!(half_width("１３８　ａ＠ｂ～！"), "138 a@b~!");
        assert_eq!(half_width("张三·，。"), "张三·,。");
    }

    #[test]
    fn a_tag_is_read_by_its_primary_part() {
        assert_eq!(Language::parse("zh-CN"), Some(Language::Zh));
        assert_eq!(Language::parse(" EN_gb "), Some(Language::En));
        assert_eq!(Language::parse("de"), None);
        assert_eq!(Language::parse(""), None);
    }

    #[test]
    fn the_highest_quality_wins_and_the_first_of_equals() {
        let of = Language::from_accept_language;
        assert_eq!(of("en;q=0.5, zh-CN;q=0.9"), Language::Zh);
        assert_eq!(of("fr, en-GB;q=0.8, zh;q=0.1"), Language::En);
        assert_eq!(of("en, zh"), Language::En);
    }

    #[test]
    fn a_header_without_our_languages_means_chinese() {
        let of = Language::from_accept_language;
        assert_eq!(of(""), Language::Zh);
        assert_eq!(of("de, fr;q=0.3, *"), Language::Zh);
        assert_eq!(of("en;q=0"), Language::Zh);
        assert_eq!(of("en;q=often"), Language::Zh);
    }

    #[test]
    fn a_text_answers_in_the_language_asked_for() {
        let text = Text::new("推选", "Nominate");
        assert_eq!(text.get(Language::Zh), "推选");
        assert_eq!(text.get(Language::En), "Nominate");
    }

    #[test]
    fn a_language_is_written_as_its_tag() {
        let written = serde_json::to_string(&Language::En).unwrap();
        assert_eq!(written, format!("\"{}\"", Language::En.tag()));
        assert_eq!(
            serde_json::from_str::<Language>("\"zh\"").unwrap(),
            Language::Zh
        );
    }
}
