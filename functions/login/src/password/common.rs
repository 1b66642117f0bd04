//! Passwords that are guessed first. The list is ours and small: most common passwords are shorter than ten characters
//! and fall to the length; of the longer ones most follow three patterns, which are recognised as such.

use std::collections::HashSet;
use std::sync::LazyLock;

static LISTED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("common.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Rows that fingers and heads run along.
const RUNS: [&str; 6] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "zaq12wsxcde34rfvbgt56yhnmju78ik,",
    "!@#$%^&*()_+",
];

/// Whether a password is in the list (whatever its case), repeats a short piece, or runs along a row.
pub(super) fn is_common(password: &str) -> bool {
    let password = password.to_lowercase();
    LISTED.contains(password.as_str()) || repeats(&password) || runs(&password)
}

/// `aaaa…`, `abcabcabc…`: a piece of up to four characters again and again.
fn repeats(password: &str) -> bool {
    let letters: Vec<char> = password.chars().collect();
    (1..=4).any(|piece| {
        letters.len() > piece
            && letters
                .iter()
                .zip(&letters[piece..])
                .all(|(letter, later)| letter == later)
    })
}

/// Part of a row, forwards or backwards.
fn runs(password: &str) -> bool {
    let backwards: String = password.chars().rev().collect();
    RUNS.iter()
        .any(|row| row.contains(password) || row.contains(&backwards))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_password_is_long_enough_to_need_listing_and_lower_case() {
        for listed in LISTED.iter() {
            assert!(listed.chars().count() >= super::super::SHORTEST, "{listed}");
            assert_eq!(*listed, listed.to_lowercase());
            assert!(
                !repeats(listed) && !runs(listed),
                "{listed} is recognised without the list"
            );
        }
        assert!(LISTED.len() > 100);
    }

    #[test]
    fn patterns_are_recognised_and_words_are_not() {
        for common in [
            "9876543210",
            "jihgfedcba",
            "1qaz2wsx3edc",
            "12121212121",
            "我爱你我爱你我爱你我爱你",
        ] {
            assert!(is_common(common), "{common}");
        }
        for fine in ["春眠不觉晓处处闻啼鸟", "three small boats", "1357924680x1"] {
            assert!(!is_common(fine), "{fine}");
        }
    }
}
