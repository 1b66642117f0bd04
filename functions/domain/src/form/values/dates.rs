//! The ways in which people write days, months and years.

use jiff::civil::Date;

use crate::text::half_width;

/// The day that a text means: `1975-03-08`, `1975.3.8`, `1975/3/8`, `1975年3月8日`, `19750308`, full-width digits and spaces
/// included; `None` when it is none or no day of the calendar.
///
/// ```
/// use domain::form::values::date;
/// use jiff::civil;
///
/// assert_eq!(date("１９７５年３月８日"), Some(civil::date(1975, 3, 8)));
/// assert_eq!(date("2026-02-30"), None);
/// ```
pub fn date(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text, &[4, 2, 2])?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first day of the month that a text means: `2017-09`, `2017.9`, `2017年9月`, `201709`.
pub fn month(text: &str) -> Option<Date> {
    let [year, month] = numbers(text, &[4, 2])?;
    Date::new(year, i8::try_from(month).ok()?, 1).ok()
}

/// The year that a text means: `2017`, `2017年`.
pub fn year(text: &str) -> Option<i16> {
    let [year] = numbers(text, &[4])?;
    Some(year)
}

/// The numbers in a text, the first of exactly as many digits as `digits` says and the others of at most as many; all
/// of exactly as many where nothing separates them.
fn numbers<const N: usize>(text: &str, digits: &[usize; N]) -> Option<[i16; N]> {
    let plain: String = half_width(text)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let plain = plain.trim_end_matches(['年', '月', '日', '号']);
    let mut parts: Vec<&str> = plain.split(['-', '.', '/', '年', '月', '—', '–']).collect();
    if let [whole] = parts[..]
        && whole.len() == digits.iter().sum::<usize>()
        && whole.is_ascii()
    {
        let mut rest = whole;
        parts = digits
            .iter()
            .map(|length| {
                let (part, after) = rest.split_at(*length);
                rest = after;
                part
            })
            .collect();
    }
    let fits = |(part, most): (&&str, &usize)| {
        (1..=*most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let right =
        parts.len() == N && parts[0].len() == digits[0] && parts.iter().zip(digits).all(fits);
    if !right {
        return None;
    }
    let mut numbers = [0; N];
    for (number, part) in numbers.iter_mut().zip(parts) {
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::{date, month, year};

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let expected = Some(civil::date(1975, 3, 8));
        for text in [
            "1975-03-08",
            "1975-3-8",
            "1975.03.08",
            "1975/3/8",
            "1975年3月8日",
            " 1975 年 03 月 08 日 ",
            "19750308",
            "１９７５－０３－０８",
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_not_read() {
        for text in [
            "",
            "1975",
            "1975-03",
            "2026-02-30",
            "2025-02-29",
            "75-3-8",
            "8.3.1975",
            "1975-003-8",
            "1975-3-8-1",
            "明天",
            "1975030",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(date("2024-02-29").is_some());
    }

    #[test]
    fn months_and_years_are_read() {
        for text in ["2017-09", "2017.9", "2017年9月", "201709", "2017/09"] {
            assert_eq!(month(text), Some(civil::date(2017, 9, 1)), "{text}");
        }
        for text in ["2017", "2017-13", "17-09", "2017-09-01", "九月"] {
            assert_eq!(month(text), None, "{text}");
        }
        assert_eq!(year("２０１７年"), Some(2017));
        assert_eq!(year("17"), None);
        assert_eq!(year("20177"), None);
    }
}
