//! Citizen ID numbers (公民身份号码, GB 11643-1999) and the numbers of other certificates.

mod certificate;
mod fault;

pub use certificate::{CertificateFault, CertificateKind, parse_other};
pub use fault::IdNumberFault;

use crate::{codes, text::half_width};
use jiff::civil::{Date, date};
use std::fmt;

/// How many characters a citizen ID number has.
const LENGTH: usize = 18;
/// The first birth date that is believed: nobody alive was born before.
const FIRST_BIRTH: Date = date(1900, 1, 1);
/// The weight of each of the first 17 digits (GB 11643, annex: 2^(18-i) mod 11).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder of the weighted sum by 11 (ISO 7064, MOD 11-2).
const CHECK: &[u8; 11] = b"10X98765432";
/// Divisions that only the residence permits for people of Hong Kong, Macao and Taiwan carry.
const PERMIT_DIVISIONS: [&str; 3] = ["810000", "820000", "830000"];

/// A citizen ID number whose form, birth date and check digit are right. Neither its `Debug` nor
/// anything else shows it whole except [`as_str`](Self::as_str).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber {
    number: String,
    birth_date: Date,
}

impl IdNumber {
    /// Reads a number. Spaces around and in it, full-width characters and a lower-case `x` are
    /// put right. `today` is the day against which a birth is in the future.
    ///
    /// ```
    /// use domain::id_number::IdNumber;
    /// use jiff::civil::date;
    ///
    /// let number = IdNumber::parse("440605 19840703 981 6", date(2026, 11, 22)).unwrap();
    /// assert_eq!(number.birth_date(), date(1984, 7, 3));
    /// assert_eq!(number.masked(), "4406**********9816");
    /// ```
    ///
    /// # Errors
    /// Every [`IdNumberFault`] there is, at least one.
    pub fn parse(text: &str, today: Date) -> Result<Self, Vec<IdNumberFault>> {
        let number = plain(text);
        if number.is_empty() {
            return Err(vec![IdNumberFault::Empty]);
        }
        let length = number.chars().count();
        if length != LENGTH {
            return Err(vec![IdNumberFault::Length { found: length }]);
        }
        let (body, last) = number.split_at(number.len() - last_length(&number));
        let in_form = body.bytes().all(|byte| byte.is_ascii_digit())
            && last
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'X');
        if !in_form {
            return Err(vec![IdNumberFault::Characters]);
        }
        let mut faults = Vec::new();
        let birth_date = birth(&number, today).map_err(|fault| faults.push(fault));
        if !check_digit_is_right(&number) {
            faults.push(IdNumberFault::CheckDigit);
        }
        match birth_date {
            Ok(birth_date) if faults.is_empty() => Ok(Self { number, birth_date }),
            _ => Err(faults),
        }
    }

    /// The whole number: 17 digits and a digit or `X`.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// The birth date in it.
    pub fn birth_date(&self) -> Date {
        self.birth_date
    }

    /// The sex in it as a code of the table `sex`: the last digit of the sequence number is odd
    /// for men (`1`) and even for women (`2`).
    pub fn sex_code(&self) -> &'static str {
        match self.number.as_bytes()[16] % 2 {
            1 => "1",
            _ => "2",
        }
    }

    /// The six digits of the division where the number was first given out.
    pub fn division_code(&self) -> &str {
        &self.number[..6]
    }

    /// Whether our table has the division. The published tables are incomplete, so an unknown one
    /// is a reason to look again, not to refuse.
    pub fn division_known(&self) -> bool {
        let code = self.division_code();
        PERMIT_DIVISIONS.contains(&code)
            || codes::table("division").is_some_and(|divisions| divisions.get(code).is_some())
    }

    /// The number as it may be shown: `6501**********9824`.
    pub fn masked(&self) -> String {
        masked(&self.number)
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("IdNumber(**)")
    }
}

/// Any certificate's number as it may be shown: the first and last four characters of a long one,
/// the first and last two of one under 12 characters.
pub fn masked(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    let shown = if letters.len() >= 12 { 4 } else { 2 };
    if letters.len() <= shown * 2 {
        return "*".repeat(letters.len());
    }
    let hidden = letters.len() - shown * 2;
    letters[..shown]
        .iter()
        .copied()
        .chain(std::iter::repeat_n('*', hidden))
        .chain(letters[shown + hidden..].iter().copied())
        .collect()
}

/// A number without spaces, in plain upper-case characters.
fn plain(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{200b}' | '\u{feff}'))
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// How many bytes the last character takes.
fn last_length(number: &str) -> usize {
    number.chars().last().map_or(0, char::len_utf8)
}

/// The birth date in a number that has the right form.
fn birth(number: &str, today: Date) -> Result<Date, IdNumberFault> {
    let part = |from: usize, to: usize| number[from..to].parse::<i16>().unwrap_or_default();
    let day = |value: i16| i8::try_from(value).unwrap_or_default();
    let birth = Date::new(part(6, 10), day(part(10, 12)), day(part(12, 14)))
        .map_err(|_| IdNumberFault::BirthDate)?;
    if birth < FIRST_BIRTH {
        Err(IdNumberFault::BirthTooEarly)
    } else if birth > today {
        Err(IdNumberFault::BirthInFuture)
    } else {
        Ok(birth)
    }
}

/// Whether the last character is the one that the others call for.
fn check_digit_is_right(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    number.bytes().last() == Some(CHECK[sum as usize % CHECK.len()])
}

#[cfg(test)]
mod tests;
