//! The guards that let a person be nominated once per congress.
//!
//! `P#{blind(phone)} | C#{congress}#NOMINEE` is the nominee's pointer too; `I#{blind(certificate)} | C#{congress}` is
//! nothing but a guard. Both hold `u` (unit) and `n` (nomination).

use domain::{
    decision::{Claim, Person},
    id::{CongressId, NominationId},
};

use super::{Item, Reader, Writer};
use crate::{StoreError, keys::Key, seal::Keys};

const LAYOUT: u8 = 1;
/// The attribute that says whose the guard is.
pub(crate) const HOLDER: &str = "n";

/// Where a person's guard stands.
pub(crate) fn key(claim: &Claim, keys: &Keys) -> Key {
    guard(&claim.person, &claim.congress, keys)
}

/// Where a person's guard stands in a congress.
pub(crate) fn guard(person: &Person, congress: &CongressId, keys: &Keys) -> Key {
    match person {
        Person::Phone(phone) => Key::nominee(&keys.blind_phone(phone), congress),
        Person::Certificate(certificate) => {
            Key::certificate(&keys.blind_certificate(certificate), congress)
        }
    }
}

/// The nomination that has the person of a guard.
pub(crate) fn holder(item: &Item, keys: &Keys) -> Result<NominationId, StoreError> {
    let reader = Reader::new(item, "guard", LAYOUT, keys)?;
    NominationId::parse(reader.text(HOLDER)?).map_err(|_| reader.corrupt(HOLDER))
}

/// The guard of a claim.
pub(crate) fn item(claim: &Claim, keys: &Keys) -> Item {
    Writer::new(key(claim, keys), LAYOUT, keys)
        .text("u", claim.unit.as_str())
        .text(HOLDER, claim.nomination.as_str())
        .finish()
}
