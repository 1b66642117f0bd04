//! One random root key for a deployment, and a key for each purpose made of it (HKDF, RFC 5869), so that a new purpose
//! needs no new secret.

use aws_lc_rs::hkdf;

use super::Keys;

/// The root key of a deployment: 32 random bytes. Whoever has it can read everything sealed.
///
/// `Debug` does not print it.
#[derive(Clone)]
pub struct RootKey([u8; 32]);

impl RootKey {
    /// A root key.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key of one purpose, always the same for the same root key.
    ///
    /// # Panics
    /// Never: the length is fixed and within what the derivation may give.
    pub fn purpose(&self, purpose: &str) -> [u8; 32] {
        let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, b"tuixuan").extract(&self.0);
        let mut key = [0; 32];
        extracted
            .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
            .and_then(|material| material.fill(&mut key))
            .expect("32 bytes are within what HKDF-SHA256 may give (255 × 32)");
        key
    }

    /// The store's secrets.
    pub fn keys(&self) -> Keys {
        Keys::new(
            self.purpose("sealing"),
            self.purpose("blind index"),
            self.purpose("one-time codes"),
        )
    }
}

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RootKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_has_a_key_of_its_own_and_always_the_same() {
        let root = RootKey::new([7; 32]);
        assert_eq!(
            root.purpose("sealing"),
            RootKey::new([7; 32]).purpose("sealing")
        );
        assert_ne!(root.purpose("sealing"), root.purpose("blind index"));
        assert_ne!(
            root.purpose("sealing"),
            RootKey::new([8; 32]).purpose("sealing")
        );
    }

    #[test]
    fn the_root_key_is_not_printed() {
        assert_eq!(format!("{:?}", RootKey::new([7; 32])), "RootKey { .. }");
    }
}
