//! Mobile phone numbers: what people sign in with and are nominated by.

mod country;

pub use country::{COUNTRIES, Country};

use crate::text::{Language, Text, half_width};
use std::fmt;

/// A mobile number that is plausible in its country. `Debug` shows it masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    e164: String,
    /// How many characters of `e164` are the plus sign and the country's code.
    prefix: usize,
}

/// Why a text is not a phone number. It carries nothing of the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneFault {
    /// Nothing but spaces.
    #[error("empty")]
    Empty,
    /// Something else than digits, spaces, dashes, brackets and a plus sign in front.
    #[error("characters that do not belong")]
    Characters,
    /// Not a mobile number of the Chinese mainland: 11 digits, the first 1, the second 3 to 9.
    #[error("not a mobile number of the mainland")]
    Mainland,
    /// Not a mobile number of the country whose code is in front.
    #[error("not a mobile number of its country")]
    Foreign(&'static Country),
    /// A country's code we know no rule for, and not the 7 to 15 digits of E.164.
    #[error("not an international number")]
    International,
}

impl PhoneFault {
    /// What to do about it.
    pub fn text(&self, language: Language) -> String {
        let text = match self {
            Self::Empty => Text::new("请填写手机号。", "Please enter the phone number."),
            Self::Characters => Text::new(
                "手机号只能包含数字，境外号码请在前面加“+”和国家（地区）代码。",
                "A phone number has digits only; please write one from abroad with + and its country code.",
            ),
            Self::Mainland => Text::new(
                "请填写11位手机号（1开头）；境外号码请在前面加“+”和国家（地区）代码。",
                "Please enter the 11 digits of a mobile number (from 1 on), or one from abroad with + and its country code.",
            ),
            Self::Foreign(country) => {
                let name = country.name.get(language);
                return match language {
                    Language::Zh => {
                        format!("这不是{name}的手机号，请核对+{}后面的号码。", country.code)
                    }
                    Language::En => format!(
                        "This is not a mobile number of {name}: please check what follows +{}.",
                        country.code
                    ),
                };
            }
            Self::International => Text::new(
                "境外号码应为“+”、国家（地区）代码和号码，共7至15位数字，请核对。",
                "A number from abroad is +, the country code and the number, 7 to 15 digits in all: please check it.",
            ),
        };
        text.get(language).to_owned()
    }
}

impl Phone {
    /// Reads a number. One without a country's code is of the Chinese mainland; `+` or `00` begins
    /// a country's code. Spaces, dashes, brackets and full-width characters are understood.
    ///
    /// ```
    /// # use domain::phone::Phone;
    /// let phone = Phone::parse("+86 199-0090-0001").unwrap();
    /// assert_eq!(phone, Phone::parse("19900900001").unwrap());
    /// assert_eq!(phone.e164(), "+8619900900001");
    /// assert_eq!(phone.masked(), "199****0001");
    /// ```
    ///
    /// # Errors
    /// A [`PhoneFault`]; the kinds exclude each other.
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        let typed: String = half_width(text)
            .chars()
            .filter(|letter| !is_separator(*letter))
            .collect();
        let abroad = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"));
        let digits = abroad.unwrap_or(&typed);
        if typed.is_empty() {
            return Err(PhoneFault::Empty);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneFault::Characters);
        }
        if abroad.is_some() {
            return international(digits);
        }
        // Spreadsheets drop the plus sign of +86 199…; no mainland number has 13 digits.
        let mainland = digits.strip_prefix("86").filter(|rest| rest.len() == 11);
        of_country(country::mainland(), mainland.unwrap_or(digits))
    }

    /// The number with its country's code, as E.164 writes it: `+8619900900001`. One person's
    /// number always reads the same, so this is what is stored and compared.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The number without its country's code: `19900900001`.
    pub fn national(&self) -> &str {
        &self.e164[self.prefix..]
    }

    /// The country's code with its plus sign: `+86`.
    pub fn country_code(&self) -> &str {
        &self.e164[..self.prefix]
    }

    /// Whether it is a number of the Chinese mainland.
    pub fn is_mainland(&self) -> bool {
        self.country_code() == "+86"
    }

    /// The number as people write it: without `+86` on the mainland, else with the country's code
    /// and a space.
    pub fn display(&self) -> String {
        self.shown(self.national())
    }

    /// The number as it may be shown: `199****0001`, `+852 51****89`.
    pub fn masked(&self) -> String {
        let national = self.national();
        let (first, last) = if national.len() >= 10 { (3, 4) } else { (2, 2) };
        let hidden = "*".repeat(national.len() - first - last);
        self.shown(&format!(
            "{}{hidden}{}",
            &national[..first],
            &national[national.len() - last..]
        ))
    }

    fn shown(&self, national: &str) -> String {
        if self.is_mainland() {
            national.to_owned()
        } else {
            format!("{} {national}", self.country_code())
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Phone({})", self.masked())
    }
}

/// What people write between the digits, and what spreadsheets and chats leave around them.
fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '.' | '(' | ')')
        || matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A number that begins with a country's code.
fn international(digits: &str) -> Result<Phone, PhoneFault> {
    if let Some(country) = country::of(digits) {
        return of_country(country, &digits[country.code.len()..]);
    }
    let plausible = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
    if !plausible {
        return Err(PhoneFault::International);
    }
    Ok(Phone {
        prefix: 1 + country::code_length(digits),
        e164: format!("+{digits}"),
    })
}

fn of_country(country: &'static Country, national: &str) -> Result<Phone, PhoneFault> {
    if country.has(national) {
        Ok(Phone {
            prefix: 1 + country.code.len(),
            e164: format!("+{}{national}", country.code),
        })
    } else if country.code == country::mainland().code {
        Err(PhoneFault::Mainland)
    } else {
        Err(PhoneFault::Foreign(country))
    }
}

#[cfg(test)]
mod tests;
