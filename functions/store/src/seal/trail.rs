//! The chain of a trail: each entry has a link, HMAC-SHA-256 over the link before it and the entry's JSON.
//!
//! With a key, and not a plain digest: whoever can write to the table but has not the key could change an entry and compute
//! every plain digest after it anew, the one in the summary too. Whoever has the key and the table could do so still; against
//! them helps an export that lies elsewhere, since its links would no longer be found.

use aws_lc_rs::hmac;
use domain::audit::{AuditEntry, Link};

use super::Keys;

/// Made of the index's secret, which like this one can never be replaced: every link would have to be made anew.
pub(super) fn key(index: &[u8; 32]) -> hmac::Key {
    let index = hmac::Key::new(hmac::HMAC_SHA256, index);
    hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&index, b"trail").as_ref())
}

impl Keys {
    /// The link of an entry that follows another.
    pub(crate) fn link(&self, follows: Option<Link>, entry: &AuditEntry) -> Link {
        let mut context = hmac::Context::with_key(&self.trail);
        // All zeroes are no link of ours, but by a chance of 2^-256.
        context.update(&follows.map_or([0; 32], |link| link.0));
        context.update(&serde_json::to_vec(entry).expect("our own types have JSON"));
        let mut link = [0; 32];
        link.copy_from_slice(context.sign().as_ref());
        Link(link)
    }
}
