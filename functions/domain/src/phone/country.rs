//! The countries and regions offered when signing in, with how their mobile numbers look.
//!
//! Source: the national numbering plans notified to ITU-T (E.164), only as far as they have been
//! stable for years: the lengths and the first digits. Other countries are accepted by E.164 alone.

use crate::text::Text;

/// A country or region with its calling code.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Country {
    /// The calling code without the plus sign.
    pub code: &'static str,
    /// Its name.
    pub name: Text,
    /// The fewest digits of a mobile number without the code.
    shortest: usize,
    /// The most digits.
    longest: usize,
    /// What such a number can begin with.
    starts: &'static [&'static str],
}

/// The countries offered, the Chinese mainland first. Several share `+1` and `+7`.
pub static COUNTRIES: [Country; 26] = [
    country(
        "86",
        "中国大陆",
        "Chinese mainland",
        (11, 11),
        &["13", "14", "15", "16", "17", "18", "19"],
    ),
    country(
        "852",
        "中国香港",
        "Hong Kong (China)",
        (8, 8),
        &["4", "5", "6", "7", "8", "9"],
    ),
    country("853", "中国澳门", "Macao (China)", (8, 8), &["6"]),
    country("886", "中国台湾", "Taiwan (China)", (9, 9), &["9"]),
    country(
        "1",
        "美国、加拿大",
        "United States and Canada",
        (10, 10),
        &["2", "3", "4", "5", "6", "7", "8", "9"],
    ),
    country("44", "英国", "United Kingdom", (10, 10), &["7"]),
    country("81", "日本", "Japan", (10, 10), &["60", "70", "80", "90"]),
    country("82", "韩国", "Republic of Korea", (9, 10), &["1"]),
    country("65", "新加坡", "Singapore", (8, 8), &["8", "9"]),
    country("60", "马来西亚", "Malaysia", (9, 10), &["1"]),
    country("66", "泰国", "Thailand", (9, 9), &["6", "8", "9"]),
    country("84", "越南", "Vietnam", (9, 9), &["3", "5", "7", "8", "9"]),
    country("62", "印度尼西亚", "Indonesia", (9, 12), &["8"]),
    country("63", "菲律宾", "Philippines", (10, 10), &["9"]),
    country("91", "印度", "India", (10, 10), &["6", "7", "8", "9"]),
    country("61", "澳大利亚", "Australia", (9, 9), &["4"]),
    country("64", "新西兰", "New Zealand", (8, 10), &["2"]),
    country("49", "德国", "Germany", (10, 11), &["15", "16", "17"]),
    country("33", "法国", "France", (9, 9), &["6", "7"]),
    country("39", "意大利", "Italy", (9, 10), &["3"]),
    country("34", "西班牙", "Spain", (9, 9), &["6", "7"]),
    country("31", "荷兰", "Netherlands", (9, 9), &["6"]),
    country("41", "瑞士", "Switzerland", (9, 9), &["7"]),
    country(
        "7",
        "俄罗斯、哈萨克斯坦",
        "Russia and Kazakhstan",
        (10, 10),
        &["7", "9"],
    ),
    country("971", "阿联酋", "United Arab Emirates", (9, 9), &["5"]),
    country(
        "55",
        "巴西",
        "Brazil",
        (11, 11),
        &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ),
];

const fn country(
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    (shortest, longest): (usize, usize),
    starts: &'static [&'static str],
) -> Country {
    Country {
        code,
        name: Text::new(zh, en),
        shortest,
        longest,
        starts,
    }
}

impl Country {
    /// Whether these digits can be a mobile number here.
    pub(super) fn has(&self, national: &str) -> bool {
        (self.shortest..=self.longest).contains(&national.len())
            && self.starts.iter().any(|start| national.starts_with(start))
    }
}

/// The Chinese mainland.
pub(super) fn mainland() -> &'static Country {
    &COUNTRIES[0]
}

/// The country whose code the digits begin with. No code begins another one (E.164).
pub(super) fn of(digits: &str) -> Option<&'static Country> {
    COUNTRIES
        .iter()
        .find(|country| digits.starts_with(country.code))
}

/// How many digits the code of any country takes, by the zones of E.164: 1 and 7 are whole codes,
/// the listed pairs too, all others have three digits.
pub(super) fn code_length(digits: &str) -> usize {
    const PAIRS: &str = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 \
                         60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
    match digits.get(..2) {
        Some(start) if start.starts_with(['1', '7']) => 1,
        Some(start) if PAIRS.split_whitespace().any(|pair| pair == start) => 2,
        _ => 3,
    }
}
