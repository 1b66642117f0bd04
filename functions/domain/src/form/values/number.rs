//! Numbers as people write them, kept exactly: decimal digits, never a binary fraction.

use std::fmt;

use crate::text::half_width;

/// Digits before and after the point that are kept at most; more is no answer to a question on a form.
const MOST_DIGITS: usize = 12;
/// Digits after the point at most.
const MOST_DECIMALS: usize = 6;

/// A number in decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// In units of the last digit.
    units: i64,
    decimals: u8,
}

impl Number {
    /// How many digits it has after the point.
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// Whether it is as large as a whole number or larger.
    pub fn is_at_least(self, least: i64) -> bool {
        i128::from(self.units) >= i128::from(least) * self.scale()
    }

    /// Whether it is as small as a whole number or smaller.
    pub fn is_at_most(self, most: i64) -> bool {
        i128::from(self.units) <= i128::from(most) * self.scale()
    }

    fn scale(self) -> i128 {
        10_i128.pow(u32::from(self.decimals))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decimals == 0 {
            return write!(f, "{}", self.units);
        }
        let sign = if self.units < 0 { "-" } else { "" };
        let units = i128::from(self.units).abs();
        let (whole, rest) = (units / self.scale(), units % self.scale());
        write!(
            f,
            "{sign}{whole}.{rest:0width$}",
            width = usize::from(self.decimals)
        )
    }
}

/// The number that a text means: full-width digits, spaces and thousands separators are put right, needless zeros dropped;
/// `None` when it is none.
///
/// ```
/// use domain::form::values::number;
///
/// assert_eq!(number(" １，２００．５０ ").map(|number| number.to_string()).as_deref(), Some("1200.5"));
/// assert_eq!(number("十二"), None);
/// ```
pub fn number(text: &str) -> Option<Number> {
    let plain: String = half_width(text)
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, ',' | '，'))
        .map(|letter| match letter {
            '−' | '－' => '-',
            other => other,
        })
        .collect();
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(rest) {
        return None;
    }
    let (whole, rest) = (whole.trim_start_matches('0'), rest.trim_end_matches('0'));
    if whole.len() > MOST_DIGITS || rest.len() > MOST_DECIMALS {
        return None;
    }
    let units: i64 = format!("0{whole}{rest}").parse().ok()?;
    Some(Number {
        units: if negative { -units } else { units },
        decimals: u8::try_from(rest.len()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::number;

    fn read(text: &str) -> Option<String> {
        number(text).map(|number| number.to_string())
    }

    #[test]
    fn a_number_is_read_however_it_is_written_and_kept_in_one_way() {
        for (text, kept) in [
            ("12", "12"),
            (" 1 200 ", "1200"),
            ("1,200.50", "1200.5"),
            ("００７", "7"),
            ("-0.50", "-0.5"),
            ("−3", "-3"),
            ("+3", "3"),
            ("0", "0"),
            ("-0", "0"),
            ("0.000001", "0.000001"),
        ] {
            assert_eq!(read(text).as_deref(), Some(kept), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in [
            "",
            "十二",
            "1.2.3",
            "1e3",
            ".5",
            "5.",
            "--1",
            "1234567890123",
            "0.1234567",
            "NaN",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_are_compared_exactly() {
        let number = number("0.5").unwrap();
        assert!(
            number.is_at_least(0)
                && !number.is_at_least(1)
                && number.is_at_most(1)
                && !number.is_at_most(0)
        );
        assert!(super::number("-0.5").unwrap().is_at_most(0));
    }
}
