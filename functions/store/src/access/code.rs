//! The one-time code of a text message, and the browser it is for.

use aws_lc_rs::{constant_time, digest, hmac, rand};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::phone::Phone;

/// Six digits from the system's random generator. `Debug` shows nothing of them.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode([u8; 6]);

impl OneTimeCode {
    /// A new one, every code as likely as any other.
    ///
    /// # Panics
    /// When the system's random generator fails, which it does not once it has started.
    pub fn random() -> Self {
        /// The largest multiple of a million in 32 bits: numbers above would favour low codes.
        const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
        loop {
            let mut bytes = [0; 4];
            rand::fill(&mut bytes).expect("the system's random generator answers");
            let number = u32::from_le_bytes(bytes);
            if number < FAIR {
                return Self::of(number % 1_000_000);
            }
        }
    }

    fn of(mut number: u32) -> Self {
        let mut digits = [b'0'; 6];
        for digit in digits.iter_mut().rev() {
            *digit = b"0123456789"[(number % 10) as usize];
            number /= 10;
        }
        Self(digits)
    }

    /// Takes what was typed: six digits, spaces around and between them and full-width digits understood.
    pub fn parse(text: &str) -> Option<Self> {
        let text = domain::text::half_width(text);
        let digits: Vec<u8> = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect();
        let digits: [u8; 6] = digits.try_into().ok()?;
        digits
            .iter()
            .all(u8::is_ascii_digit)
            .then_some(Self(digits))
    }

    /// The six digits.
    ///
    /// # Panics
    /// Never: they are ASCII.
    pub fn digits(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits are ASCII")
    }

    /// What is stored instead of the code: keyed, so that a copy of the table does not give away a million guesses, and
    /// bound to phone and browser.
    pub(super) fn hash(&self, key: &hmac::Key, phone: &Phone, browser: &BrowserHash) -> String {
        let mut context = hmac::Context::with_key(key);
        for part in [
            b"one-time code".as_slice(),
            phone.e164().as_bytes(),
            browser.0.as_bytes(),
            &self.0,
        ] {
            context.update(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            context.update(part);
        }
        URL_SAFE_NO_PAD.encode(context.sign())
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeCode")
    }
}

/// The SHA-256 of the random cookie of the browser that asks for a code.
#[derive(Clone)]
pub struct BrowserHash(String);

impl BrowserHash {
    /// Of the cookie's value.
    pub fn of(cookie: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, cookie.as_bytes())))
    }

    /// As it is stored.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Compared in a time that tells nothing.
    pub(super) fn is(&self, stored: &str) -> bool {
        same(&self.0, stored)
    }
}

impl std::fmt::Debug for BrowserHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BrowserHash")
    }
}

/// Whether two hashes are the same, in a time that tells nothing of where they differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    constant_time::verify_slices_are_equal(one.as_bytes(), other.as_bytes()).is_ok()
}

/// 256 random bits as text for a cookie: a session's or a browser's.
///
/// # Panics
/// When the system's random generator fails, which it does not once it has started.
pub fn random_token() -> String {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).expect("the system's random generator answers");
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &[byte; 32])
    }

    #[test]
    fn a_code_has_six_digits_with_leading_zeros() {
        assert_eq!(OneTimeCode::of(42).digits(), "000042");
        assert_eq!(OneTimeCode::of(987_654).digits(), "987654");
        let drawn: std::collections::HashSet<_> = (0..100)
            .map(|_| OneTimeCode::random().digits().to_owned())
            .collect();
        assert!(drawn.len() > 90, "codes repeat");
    }

    #[test]
    fn a_typed_code_is_read_as_people_type_it() {
        assert_eq!(OneTimeCode::parse(" 012 345\n").unwrap().digits(), "012345");
        assert_eq!(
            OneTimeCode::parse("０１２３４５").unwrap().digits(),
            "012345"
        );
        for bad in ["", "12345", "1234567", "12345a", "一二三四五六"] {
            assert!(OneTimeCode::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_hash_is_of_one_code_key_phone_and_browser() {
        let phone = |text| Phone::parse(text).unwrap();
        let code = OneTimeCode::of(7);
        let hash = code.hash(&key(1), &phone("19900900001"), &BrowserHash::of("a"));
        assert_eq!(
            hash,
            code.hash(&key(1), &phone("+8619900900001"), &BrowserHash::of("a"))
        );
        assert_ne!(
            hash,
            code.hash(&key(2), &phone("19900900001"), &BrowserHash::of("a"))
        );
        assert_ne!(
            hash,
            code.hash(&key(1), &phone("19900900002"), &BrowserHash::of("a"))
        );
        assert_ne!(
            hash,
            code.hash(&key(1), &phone("19900900001"), &BrowserHash::of("b"))
        );
        assert_ne!(
            hash,
            OneTimeCode::of(8).hash(&key(1), &phone("19900900001"), &BrowserHash::of("a"))
        );
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert_eq!(random_token().len(), 43);
        assert_ne!(random_token(), random_token());
    }

    #[test]
    fn secrets_are_not_shown() {
        assert_eq!(
            format!("{:?} {:?}", OneTimeCode::of(7), BrowserHash::of("a")),
            "OneTimeCode BrowserHash"
        );
    }
}
