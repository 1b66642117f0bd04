//! What can be wrong with a name, and what to do about it.

use super::{is_invisible, is_private};
use crate::text::{Language, Text};

/// Why a text is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PersonNameFault {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// More than 50 characters.
    #[error("too long")]
    TooLong,
    /// A digit, an emoji, a control character or another sign that no name has.
    #[error("a character that names do not have")]
    Character(char),
    /// A mark such as · or - where no letter stands on both sides.
    #[error("a mark without letters around it")]
    Mark(char),
}

impl PersonNameFault {
    /// What to do about it.
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Empty | Self::TooLong, _) => self.plain_text().get(language).to_owned(),
            (Self::Character(found), Language::Zh) => {
                format!("姓名中不能有“{}”，请只填写证件上的姓名。", shown(*found))
            }
            (Self::Character(found), Language::En) => {
                format!(
                    "A name cannot have “{}”: please enter just the name on the certificate.",
                    shown(*found)
                )
            }
            (Self::Mark(found), Language::Zh) => {
                format!("“{found}”的位置不对，请对照证件核对姓名。")
            }
            (Self::Mark(found), Language::En) => {
                format!(
                    "“{found}” needs letters on both sides: please compare the name with the certificate."
                )
            }
        }
    }

    fn plain_text(self) -> Text {
        match self {
            Self::TooLong => Text::new(
                "姓名不能超过50个字，请只填写证件上的姓名。",
                "A name has at most 50 characters: please enter just the name on the certificate.",
            ),
            _ => Text::new("请填写姓名。", "Please enter the name."),
        }
    }
}

/// A character in a message: those without a shape by their number.
fn shown(found: char) -> String {
    if found.is_control() || is_invisible(found) || is_private(found) {
        format!("U+{:04X}", u32::from(found))
    } else {
        found.to_string()
    }
}
