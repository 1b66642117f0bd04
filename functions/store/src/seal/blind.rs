//! Blind indexes: HMAC-SHA-256 over what is looked for and what kind of thing it is, the first 128 bits as base64.
//!
//! A plain digest would not do: there are few enough phones and ID numbers to try them all.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{nomination::Certificate, phone::Phone};

use super::Keys;

/// Half the digest: two of 2^32 persons share one with a probability of about 2^-65.
const LENGTH: usize = 16;

/// Says nothing of what it stands for to anybody without the secret; equal for equal things.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BlindIndex(String);

impl std::fmt::Display for BlindIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl BlindIndex {
    /// The index as it stands in an item.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// One that an item of ours holds.
    pub(crate) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Keys {
    /// By what a phone is found.
    pub(crate) fn blind_phone(&self, phone: &Phone) -> BlindIndex {
        self.blind(&["phone", phone.e164()])
    }

    /// By what a certificate is found; the same number on certificates of two kinds is two persons.
    pub(crate) fn blind_certificate(&self, certificate: &Certificate) -> BlindIndex {
        self.blind(&["certificate", &certificate.kind, &certificate.number])
    }

    fn blind(&self, parts: &[&str]) -> BlindIndex {
        BlindIndex(URL_SAFE_NO_PAD.encode(&self.digest(parts)[..LENGTH]))
    }

    /// Each part with its length before it, so that no two lists of parts read the same.
    pub(super) fn digest(&self, parts: &[&str]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.index);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        let mut digest = [0; 32];
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(kind: &str, number: &str) -> Certificate {
        Certificate {
            kind: kind.into(),
            number: number.into(),
        }
    }

    #[test]
    fn the_same_phone_has_the_same_index_and_another_secret_gives_another() {
        let phone = Phone::parse("19900000001").unwrap();
        let (one, other) = (
            Keys::new([1; 32], [2; 32], [3; 32]),
            Keys::new([1; 32], [9; 32], [3; 32]),
        );
        assert_eq!(
            one.blind_phone(&phone),
            one.blind_phone(&Phone::parse("+86 19900000001").unwrap())
        );
        assert_ne!(one.blind_phone(&phone), other.blind_phone(&phone));
        assert!(!one.blind_phone(&phone).as_str().contains("1990"));
    }

    #[test]
    fn kinds_of_certificate_are_kept_apart() {
        let keys = Keys::new([1; 32], [2; 32], [3; 32]);
        let index = |kind, number| keys.blind_certificate(&certificate(kind, number));
        assert_ne!(index("414", "E1234567"), index("516", "E1234567"));
        assert_ne!(index("41", "4E1234567"), index("414", "E1234567"));
    }
}
