//! Recovery codes: for when the phone with the app is lost. Each is good once.

use aws_lc_rs::{constant_time, hmac, rand};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::seal::Keys;

/// Crockford's base 32: no letter that is taken for another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 10 letters of 5 bits: 50 bits, compared ten times an hour at most.
const LENGTH: usize = 10;

/// A code. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; LENGTH]);

/// What is stored of a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RecoveryHash(String);

impl RecoveryCode {
    /// A new one.
    ///
    /// # Panics
    /// When the system's random generator fails, which it does not once it has started.
    pub fn random() -> Self {
        let mut bytes = [0; LENGTH];
        rand::fill(&mut bytes).expect("the system's random generator answers");
        Self(bytes.map(|byte| LETTERS[usize::from(byte % 32)]))
    }

    /// Takes what was typed: blanks, hyphens, capitals, full width and letters taken for digits are understood.
    pub fn parse(text: &str) -> Option<Self> {
        let text = domain::text::half_width(text).to_ascii_lowercase();
        let letters: Vec<u8> = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'-')
            .map(|byte| match byte {
                b'o' => b'0',
                b'i' | b'l' => b'1',
                other => other,
            })
            .collect();
        let letters: [u8; LENGTH] = letters.try_into().ok()?;
        letters
            .iter()
            .all(|letter| LETTERS.contains(letter))
            .then_some(Self(letters))
    }

    /// As it is shown: `a1b2c-3d4e5`.
    pub fn text(&self) -> String {
        let (front, back) = self.0.split_at(LENGTH / 2);
        let text = |letters: &[u8]| String::from_utf8_lossy(letters).into_owned();
        format!("{}-{}", text(front), text(back))
    }

    /// Keyed, so that a copy of the table does not let anybody try.
    pub(super) fn hash(&self, keys: &Keys) -> RecoveryHash {
        let mut context = hmac::Context::with_key(keys.codes());
        context.update(b"recovery code ");
        context.update(&self.0);
        RecoveryHash(URL_SAFE_NO_PAD.encode(context.sign()))
    }
}

impl RecoveryHash {
    pub(super) fn is(&self, other: &Self) -> bool {
        constant_time::verify_slices_are_equal(self.0.as_bytes(), other.0.as_bytes()).is_ok()
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = RecoveryCode::random();
        let text = code.text();
        assert_eq!(text.len(), 11);
        for typed in [
            text.clone(),
            text.to_uppercase(),
            text.replace('-', " "),
            text.replace('0', "o").replace('1', "L"),
        ] {
            assert_eq!(RecoveryCode::parse(&typed), Some(code.clone()), "{typed}");
        }
        for bad in [
            "",
            "a1b2c-3d4e",
            "a1b2c-3d4e5x",
            "a1b2c-3d4e！",
            "uuuuu-uuuuu",
        ] {
            assert_eq!(RecoveryCode::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn codes_are_new_each_time_and_not_shown() {
        assert_ne!(RecoveryCode::random(), RecoveryCode::random());
        assert_eq!(format!("{:?}", RecoveryCode::random()), "RecoveryCode");
    }
}
