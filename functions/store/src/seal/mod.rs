#![doc = include_str!("README.md")]

mod blind;
mod paper;
mod root;
mod sealing;
mod trail;

use aws_lc_rs::hmac;

pub use root::RootKey;

pub(crate) use blind::BlindIndex;
pub(crate) use sealing::Place;

/// The secrets of a deployment: one that seals, one that makes blind indexes, one that makes digests of one-time codes.
///
/// `Debug` prints none of them.
pub struct Keys {
    /// With their version, the newest last: it seals, all open.
    sealing: Vec<sealing::SealingKey>,
    index: hmac::Key,
    codes: hmac::Key,
    trail: hmac::Key,
}

impl Keys {
    /// The secrets of a new deployment: 32 random bytes each.
    pub fn new(sealing: [u8; 32], index: [u8; 32], codes: [u8; 32]) -> Self {
        Self {
            sealing: vec![sealing::SealingKey::new(1, &sealing)],
            trail: trail::key(&index),
            index: hmac::Key::new(hmac::HMAC_SHA256, &index),
            codes: hmac::Key::new(hmac::HMAC_SHA256, &codes),
        }
    }

    /// The secrets after the sealing one was replaced: `sealing` seals from now on, those before it still open what they
    /// sealed. Hand the same ones in the same order each time: the order is the version written into sealed values.
    ///
    /// The index secret cannot be replaced this way: every blind index would have to be made anew.
    #[must_use]
    pub fn rotated(mut self, sealing: [u8; 32]) -> Self {
        let version = self
            .sealing
            .last()
            .map_or(1, |newest| newest.version.saturating_add(1));
        self.sealing
            .push(sealing::SealingKey::new(version, &sealing));
        self
    }

    /// The secret of one-time codes' digests.
    pub(crate) fn codes(&self) -> &hmac::Key {
        &self.codes
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}
