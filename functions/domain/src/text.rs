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

/// Whether a character is drawn as a picture, or makes one of what stands before it (Unicode Technical Standard 51: what is shown
/// as emoji by default, and the marks of its sequences). Print and spreadsheets have no glyph for them. Signs that fonts draw as
/// text (©, ℃, ★, ①) and every Han character, the supplementary planes and their variation selectors included, are none.
pub const fn is_emoji(letter: char) -> bool {
    matches!(letter,
        '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23ec}' | '\u{23f0}' | '\u{23f3}' | '\u{25fd}'..='\u{25fe}'
        | '\u{2614}'..='\u{2615}' | '\u{2648}'..='\u{2653}' | '\u{267f}' | '\u{2693}' | '\u{26a1}'
        | '\u{26aa}'..='\u{26ab}' | '\u{26bd}'..='\u{26be}' | '\u{26c4}'..='\u{26c5}' | '\u{26ce}' | '\u{26d4}'
        | '\u{26ea}' | '\u{26f2}'..='\u{26f3}' | '\u{26f5}' | '\u{26fa}' | '\u{26fd}' | '\u{2705}'
        | '\u{270a}'..='\u{270b}' | '\u{2728}' | '\u{274c}' | '\u{274e}' | '\u{2753}'..='\u{2755}' | '\u{2757}'
        | '\u{2795}'..='\u{2797}' | '\u{27b0}' | '\u{27bf}' | '\u{2b1b}'..='\u{2b1c}' | '\u{2b50}' | '\u{2b55}'
        | '\u{1f000}'..='\u{1faff}'
        // Joined, keycap, “as a picture”, and the letters of flags' regions.
        | '\u{200d}' | '\u{20e3}' | '\u{fe0f}' | '\u{e0001}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{Language, Text, half_width, is_emoji};

    #[test]
    fn pictures_are_told_from_signs_and_rare_characters() {
        for picture in "🙂👨‍👩‍👧🇨🇳1️⃣❤️☕⭐✅🈶🀄🏴󠁧󠁢󠁥󠁮󠁧󠁿".split_inclusive(|_: char| true)
        {
            let letter = picture.chars().next().unwrap();
            assert_eq!(
                is_emoji(letter),
                !['1', '❤'].contains(&letter),
                "{letter:?}"
            );
        }
        for letter in "张𠮷𪚥𬺈㐀鿕䶵〇々·ʼ①℃©★→※′αЖé한ひ葛\u{e0100}\u{fe00}".chars()
        {
            assert!(!is_emoji(letter), "{letter:?}");
        }
    }

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
