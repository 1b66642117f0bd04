//! Ages in full years (周岁).

use jiff::civil::Date;

/// Full years lived on a day: a year is full on the birthday (Civil Code, Articles 200 and 201).
/// Who was born on 29 February completes it on the last day of February in common years, for a
/// period ends on a month's last day when the month has no such day (Article 202). Zero before
/// the birth.
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(domain::age::at(date(1981, 6, 15), date(2026, 6, 14)), 44);
/// assert_eq!(domain::age::at(date(1981, 6, 15), date(2026, 6, 15)), 45);
/// ```
pub fn at(birth: Date, reference: Date) -> i16 {
    let reached = (reference.month(), reference.day()) >= birthday_in(reference, birth);
    let years = reference.year() - birth.year() - i16::from(!reached);
    years.max(0)
}

/// Whether somebody counts as “N岁以下” on a day: “以下” includes the number itself (Civil Code,
/// Article 1259), so somebody of exactly `limit` full years counts until the next birthday.
pub fn within_limit(birth: Date, reference: Date, limit: u8) -> bool {
    at(birth, reference) <= i16::from(limit)
}

/// Month and day of the birthday in the year of `reference`.
fn birthday_in(reference: Date, birth: Date) -> (i8, i8) {
    let leap_day = birth.month() == 2 && birth.day() == 29;
    let day = if leap_day && !reference.in_leap_year() {
        28
    } else {
        birth.day()
    };
    (birth.month(), day)
}

#[cfg(test)]
mod tests {
    use super::{at, within_limit};
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    #[test]
    fn a_year_is_full_on_the_birthday() {
        let birth = date(1981, 11, 22);
        assert_eq!(at(birth, date(2026, 11, 21)), 44);
        assert_eq!(at(birth, date(2026, 11, 22)), 45);
        assert_eq!(at(birth, birth), 0);
    }

    #[test]
    fn before_the_birth_it_is_zero() {
        assert_eq!(at(date(2026, 5, 1), date(2026, 4, 30)), 0);
        assert_eq!(at(date(2026, 5, 1), date(1999, 1, 1)), 0);
    }

    #[test]
    fn born_on_leap_day_a_year_is_full_on_the_last_of_february() {
        let birth = date(1984, 2, 29);
        assert_eq!(at(birth, date(2025, 2, 27)), 40);
        assert_eq!(at(birth, date(2025, 2, 28)), 41);
        assert_eq!(at(birth, date(2028, 2, 28)), 43);
        assert_eq!(at(birth, date(2028, 2, 29)), 44);
    }

    #[test]
    fn exactly_the_limit_is_within_it_until_the_next_birthday() {
        let reference = date(2026, 11, 22);
        assert!(within_limit(date(1981, 11, 22), reference, 45));
        assert!(within_limit(date(1980, 11, 23), reference, 45));
        assert!(!within_limit(date(1980, 11, 22), reference, 45));
    }

    proptest! {
        #[test]
        fn nobody_gets_younger_and_a_year_later_everybody_is_one_older(
            birth in 0..40_000_i64, reference in 0..40_000_i64,
        ) {
            let (birth, reference) = (date(1900, 1, 1) + birth.days(), date(1900, 1, 1) + reference.days());
            prop_assume!(birth <= reference);
            prop_assert!(at(birth, reference + 1.day()) >= at(birth, reference));
            let anniversary = reference + 1.year();
            if reference.day() == anniversary.day() && !(birth.month() == 2 && birth.day() == 29) {
                prop_assert_eq!(at(birth, anniversary), at(birth, reference) + 1);
            }
        }
    }
}
