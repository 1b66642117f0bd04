//! AES-256-GCM with a random nonce: version (1 byte), nonce (12), what is sealed, tag (16).
//!
//! The item's key and the attribute's name are authenticated with it, so a sealed value that was moved to another item
//! does not open. Random nonces are safe for some 2^32 values under one key: replace it long before
//! ([`super::Keys::rotated`]).

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand,
};

use super::Keys;
use crate::keys::Key;

pub(super) struct SealingKey {
    pub(super) version: u8,
    key: LessSafeKey,
}

impl SealingKey {
    pub(super) fn new(version: u8, secret: &[u8; 32]) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, secret).expect("AES-256 takes keys of 32 bytes");
        Self {
            version,
            key: LessSafeKey::new(key),
        }
    }
}

/// Where a sealed value belongs: it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) key: &'a Key,
    pub(crate) attribute: &'a str,
}

impl Place<'_> {
    /// Keys hold no line feed.
    fn authenticated(self) -> Aad<Vec<u8>> {
        let Self { key, attribute } = self;
        Aad::from(format!("{:?}\n{}\n{}\n{attribute}", key.table, key.pk, key.sk).into_bytes())
    }
}

/// The value was sealed elsewhere, with another key, or was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DoesNotOpen;

impl Keys {
    /// Seals with the newest key.
    pub(crate) fn seal(&self, plain: &[u8], place: Place<'_>) -> Vec<u8> {
        let newest = self.sealing.last().expect("there is always the first key");
        let mut nonce = [0; NONCE_LEN];
        rand::fill(&mut nonce).expect("the system has randomness");
        let mut within = plain.to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        newest
            .key
            .seal_in_place_append_tag(unique, place.authenticated(), &mut within)
            .expect("values of an item are far below the cipher's limit");
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + within.len());
        sealed.push(newest.version);
        sealed.extend_from_slice(&nonce);
        sealed.append(&mut within);
        sealed
    }

    /// Opens with the key that sealed.
    pub(crate) fn open(&self, sealed: &[u8], place: Place<'_>) -> Result<Vec<u8>, DoesNotOpen> {
        let (version, rest) = sealed.split_first().ok_or(DoesNotOpen)?;
        let (nonce, within) = rest.split_first_chunk::<NONCE_LEN>().ok_or(DoesNotOpen)?;
        let sealing = self
            .sealing
            .iter()
            .find(|one| one.version == *version)
            .ok_or(DoesNotOpen)?;
        let mut within = within.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = sealing
            .key
            .open_in_place(nonce, place.authenticated(), &mut within);
        let length = opened.map_err(|_| DoesNotOpen)?.len();
        within.truncate(length);
        Ok(within)
    }
}

#[cfg(test)]
mod tests {
    use domain::id::NominationId;
    use proptest::prelude::*;

    use super::*;

    fn keys() -> Keys {
        Keys::new([1; 32], [2; 32], [3; 32])
    }

    fn form_of(nomination: &str) -> Key {
        Key::form(&NominationId::parse(nomination).unwrap())
    }

    #[test]
    fn a_value_opens_only_in_its_own_item_and_attribute() {
        let (here, there) = (form_of("n-1"), form_of("n-2"));
        let sealed = keys().seal(
            b"secret",
            Place {
                key: &here,
                attribute: "p",
            },
        );
        let open = |key, attribute| keys().open(&sealed, Place { key, attribute });
        assert_eq!(open(&here, "p").as_deref(), Ok(b"secret".as_slice()));
        assert_eq!(open(&there, "p"), Err(DoesNotOpen));
        assert_eq!(open(&here, "q"), Err(DoesNotOpen));
    }

    #[test]
    fn what_a_former_key_sealed_still_opens_and_the_new_one_seals() {
        let key = form_of("n-1");
        let place = Place {
            key: &key,
            attribute: "p",
        };
        let former = keys().seal(b"old", place);
        let rotated = keys().rotated([7; 32]);
        assert_eq!(
            rotated.open(&former, place).as_deref(),
            Ok(b"old".as_slice())
        );
        let sealed = rotated.seal(b"new", place);
        assert_eq!(sealed[0], 2);
        assert_eq!(keys().open(&sealed, place), Err(DoesNotOpen));
    }

    #[test]
    fn the_same_value_is_never_sealed_the_same_way() {
        let key = form_of("n-1");
        let place = Place {
            key: &key,
            attribute: "p",
        };
        assert_ne!(keys().seal(b"same", place), keys().seal(b"same", place));
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_opens_again_and_no_changed_byte_does(
            plain: Vec<u8>, at: prop::sample::Index,
        ) {
            let key = form_of("n-1");
            let place = Place { key: &key, attribute: "p" };
            let mut sealed = keys().seal(&plain, place);
            prop_assert_eq!(keys().open(&sealed, place), Ok(plain));
            let at = at.index(sealed.len());
            sealed[at] ^= 1;
            prop_assert_eq!(keys().open(&sealed, place), Err(DoesNotOpen));
        }
    }
}
