//! Passwords: length rather than composition (NIST SP 800-63B, OWASP ASVS 5.0 section 6.2), a local list of common ones,
//! and Argon2id. An account without a password takes as long as one with a wrong password.

mod common;

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use aws_lc_rs::rand;
use domain::{phone::Phone, text::Text};

/// Fewest characters.
pub const SHORTEST: usize = 10;
/// Most characters; longer ones are refused, never cut.
pub const LONGEST: usize = 128;

/// A password as typed. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`SHORTEST`] characters.
    #[error("too short")]
    Short,
    /// More than [`LONGEST`] characters.
    #[error("too long")]
    Long,
    /// Guessed first by everybody who tries.
    #[error("too common")]
    Common,
    /// Contains the phone number it protects.
    #[error("contains the phone number")]
    Phone,
}

impl PasswordFault {
    /// What to do about it.
    pub const fn text(self) -> Text {
        match self {
            Self::Short => Text::new(
                "密码至少 10 个字符，可以是一句好记的话",
                "At least 10 characters, please; a sentence you remember is fine",
            ),
            Self::Long => Text::new("密码最多 128 个字符", "At most 128 characters, please"),
            Self::Common => Text::new(
                "这个密码太常见，请换一个不易猜到的",
                "This password is too common; please take one that is harder to guess",
            ),
            Self::Phone => Text::new(
                "密码不能包含手机号，请换一个",
                "The password contains the phone number; please take another",
            ),
        }
    }
}

impl Password {
    /// Takes what was typed to sign in; any text within the longest length.
    pub fn typed(text: String) -> Option<Self> {
        (text.chars().count() <= LONGEST).then_some(Self(text))
    }

    /// Takes a new password for a phone, as far as that is known.
    ///
    /// # Errors
    /// [`PasswordFault`].
    pub fn choose(text: String, phone: Option<&Phone>) -> Result<Self, PasswordFault> {
        match text.chars().count() {
            length if length < SHORTEST => return Err(PasswordFault::Short),
            length if length > LONGEST => return Err(PasswordFault::Long),
            _ => {}
        }
        if phone.is_some_and(|phone| text.contains(phone.national())) {
            return Err(PasswordFault::Phone);
        }
        if common::is_common(&text) {
            Err(PasswordFault::Common)
        } else {
            Ok(Self(text))
        }
    }

    /// Its hash with a new salt, as a PHC string. Takes some 20 ms of a processor and 19 MiB on purpose: keep it off the
    /// threads that answer requests.
    ///
    /// # Panics
    /// Never: the lengths are within Argon2's.
    pub fn hash(&self) -> String {
        let mut salt = [0; 16];
        rand::fill(&mut salt).expect("the system's random generator answers");
        let hash: PasswordHash = hasher()
            .hash_password_with_salt(self.0.as_bytes(), &salt)
            .expect(
                "a salt of 16 bytes and a password of at most 512 bytes are within Argon2's limits",
            );
        hash.to_string()
    }

    /// Whether it is the password of a hash. `None`, an account without a password or no account at all, is refused
    /// after the same work.
    pub fn is_of(&self, hash: Option<&str>) -> bool {
        static NOBODYS: LazyLock<String> =
            LazyLock::new(|| Password("nobody's password".to_owned()).hash());
        let known = hash.is_some();
        let hash = hash.unwrap_or(&NOBODYS);
        let right =
            PasswordVerifier::<str>::verify_password(&hasher(), self.0.as_bytes(), hash).is_ok();
        known && right
    }

    /// Does the work that the first check would have to do first: call it when a function starts.
    pub fn prepare() {
        Self("warming up".to_owned()).is_of(None);
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

/// OWASP's password storage sheet: Argon2id with 19 MiB, two passes, one lane.
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("parameters within Argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone() -> Phone {
        Phone::parse("19900900001").unwrap()
    }

    fn choose(text: &str) -> Result<Password, PasswordFault> {
        Password::choose(text.to_owned(), Some(&phone()))
    }

    #[test]
    fn length_counts_characters_and_nothing_else_is_asked_for() {
        assert_eq!(choose("春眠不觉晓处处闻啼"), Err(PasswordFault::Short));
        assert!(choose("春眠不觉晓处处闻啼鸟").is_ok());
        assert!(choose("lower case words").is_ok());
        assert!(
            choose(&"长".repeat(120)).is_err(),
            "one character again and again is common"
        );
        assert_eq!(choose(&"ab cd ef g".repeat(13)), Err(PasswordFault::Long));
    }

    #[test]
    fn common_passwords_and_ones_with_the_phone_are_refused() {
        for common in [
            "1234567890",
            "Password123",
            "qwertyuiop",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "woaini1314520",
        ] {
            assert_eq!(choose(common), Err(PasswordFault::Common), "{common}");
        }
        assert_eq!(choose("my19900900001x"), Err(PasswordFault::Phone));
    }

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let password = choose("correct horse battery").unwrap();
        let hash = password.hash();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(password.is_of(Some(&hash)));
        assert!(!Password("correct horse batterY".to_owned()).is_of(Some(&hash)));
        assert_ne!(hash, password.hash(), "the salt is new each time");
    }

    #[test]
    fn nobody_has_no_password_not_even_the_one_compared_with() {
        assert!(!Password("nobody's password".to_owned()).is_of(None));
        assert!(
            !choose("correct horse battery")
                .unwrap()
                .is_of(Some("not a hash"))
        );
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(
            format!("{:?}", choose("correct horse battery").unwrap()),
            "Password"
        );
    }
}
