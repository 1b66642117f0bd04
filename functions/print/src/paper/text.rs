//! Words as they can be set: one spelling for what looks the same, nothing that leaves no mark and breaks a file, and no character
//! that no font has.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::{note::Note, press::Press};

/// Signs without a place to break a line that fit the narrowest cells.
const LONGEST_WORD: usize = 20;

/// Cleans the words of one person's paper and keeps which characters no font has.
pub(crate) struct Cleaner<'a> {
    fonts: Option<&'a Press>,
    lacking: BTreeSet<char>,
}

impl<'a> Cleaner<'a> {
    /// With the press whose fonts set the words; none for a document that is set by whoever opens it.
    pub(crate) const fn new(fonts: Option<&'a Press>) -> Self {
        Self {
            fonts,
            lacking: BTreeSet::new(),
        }
    }

    /// A text in NFC, without control characters (XML 1.0 takes none but tab and line breaks, paper takes none at all). A character
    /// that no font has becomes its number, `〔U+2EBF0〕`: an empty box would say nothing, and could be taken for another's name.
    pub(crate) fn clean(&mut self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut run = 0;
        for character in text.nfc() {
            run = if character.is_ascii_graphic() {
                run + 1
            } else {
                0
            };
            // Addresses of pages and of mail have no place to break a line; beyond some length they get some.
            if run > LONGEST_WORD && self.fonts.is_some() {
                clean.push('\u{200B}');
            }
            match character {
                '\n' => clean.push('\n'),
                '\t' => clean.push(' '),
                _ if character.is_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}') => {}
                _ if self.fonts.is_none_or(|fonts| fonts.has(character)) => clean.push(character),
                _ => {
                    self.lacking.insert(character);
                    clean.push_str(&number(character));
                }
            }
        }
        clean
    }

    /// What to tell of the characters that were missing.
    pub(crate) fn note(self) -> Option<Note> {
        (!self.lacking.is_empty()).then(|| Note::NoFont(self.lacking.into_iter().collect()))
    }
}

fn number(character: char) -> String {
    format!("〔U+{:04X}〕", u32::from(character))
}
