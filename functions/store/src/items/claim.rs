//! The guards that let a person be nominated once per congress.
//!
//! `P#{blind(phone)} | C#{congress}#NOMINEE` is the nominee's pointer too; `I#{blind(certificate)} | C#{congress}` is
//! nothing but a guard. Both hold `u` (unit) and `n` (nomination).

use domain::decision::{Claim, Person};

use super::{Item, Writer};
use crate::{keys::Key, seal::Keys};

const LAYOUT: u8 = 1;
/// The attribute that says whose the guard is.
pub(crate) const HOLDER: &str = "n";

/// Where a person's guard stands.
pub(crate) fn key(claim: &Claim, keys: &Keys) -> Key {
    match &claim.person {
        Person::Phone(phone) => Key::nominee(&keys.blind_phone(phone), &claim.congress),
        Person::Certificate(certificate) => {
            Key::certificate(&keys.blind_certificate(certificate), &claim.congress)
        }
    }
}

/// The guard of a claim.
pub(crate) fn item(claim: &Claim, keys: &Keys) -> Item {
    Writer::new(key(claim, keys), LAYOUT, keys)
        .text("u", claim.unit.as_str())
        .text(HOLDER, claim.nomination.as_str())
        .finish()
}
