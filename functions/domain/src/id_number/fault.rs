//! What can be wrong with a citizen ID number, and what to do about it.

use crate::text::{Language, Text};

/// One fault of a citizen ID number. None of them carries any of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdNumberFault {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// Not 18 characters.
    #[error("{found} characters instead of 18")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// Something else than 17 digits and a digit or X.
    #[error("characters that do not belong")]
    Characters,
    /// The 7th to 14th digit are no day of the calendar.
    #[error("no real birth date")]
    BirthDate,
    /// The birth date is after today.
    #[error("birth date in the future")]
    BirthInFuture,
    /// The birth date is before 1900.
    #[error("birth date before 1900")]
    BirthTooEarly,
    /// The last character does not fit the others.
    #[error("wrong check digit")]
    CheckDigit,
}

impl IdNumberFault {
    /// What to do about it.
    pub fn text(&self, language: Language) -> String {
        let text = match self {
            Self::Empty => Text::new("请填写证件号。", "Please enter the ID number."),
            Self::Length { found } => return length(*found, language),
            Self::Characters => Text::new(
                "身份证号由17位数字加1位数字或X组成，请去掉其他字符。",
                "An ID number is 17 digits and a last digit or X: please remove anything else.",
            ),
            Self::BirthDate => Text::new(
                "身份证号第7至14位不是真实的日期，请对照证件核对。",
                "Digits 7 to 14 of the ID number are not a real date: please compare with the card.",
            ),
            Self::BirthInFuture => Text::new(
                "身份证号中的出生日期晚于今天，请对照证件核对第7至14位。",
                "The birth date in the ID number is in the future: please compare digits 7 to 14 with the card.",
            ),
            Self::BirthTooEarly => Text::new(
                "身份证号中的出生日期早于1900年，请对照证件核对第7至14位。",
                "The birth date in the ID number is before 1900: please compare digits 7 to 14 with the card.",
            ),
            Self::CheckDigit => Text::new(
                "身份证号校验位不对，可能有数字填错，请对照证件逐位核对。",
                "The ID number’s check digit does not fit, so a digit may be wrong: please compare each one with the card.",
            ),
        };
        text.get(language).to_owned()
    }
}

fn length(found: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("身份证号应为18位，现在是{found}位，请补全或去掉多余的字符。"),
        Language::En => {
            format!("An ID number has 18 characters, this one has {found}: please correct it.")
        }
    }
}
