//! `C#{congress}#REGISTER | {unit}`: everybody of a unit as lists find them, about 40 bytes each, so that a search across all
//! units reads 20,000 people in one call. Written with every summary that changes what lists find by.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision |
//! | `e` | sealed: the entries, packed ([`packing`]) |

mod packing;

use domain::{
    id::{CongressId, UnitId},
    nomination::listed::Listed,
};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

/// The item of a unit's entries, at the revision after the one that was read.
pub(crate) fn item(
    congress: &CongressId,
    unit: &UnitId,
    entries: &[Listed],
    read: u64,
    keys: &Keys,
) -> Item {
    Writer::new(Key::register(congress, unit), LAYOUT, keys)
        .number("r", read + 1)
        .sealed_bytes("e", &packing::pack(entries))
        .finish()
}

/// The entries in an item, and its revision.
pub(crate) fn entries(item: &Item, keys: &Keys) -> Result<(Vec<Listed>, u64), StoreError> {
    let reader = Reader::new(item, "register", LAYOUT, keys)?;
    let whose = keys::on_register(reader.pk()?, reader.sk()?);
    let (_, unit) = whose.ok_or_else(|| reader.corrupt("pk"))?;
    let packed = reader.opened("e")?;
    let entries = packing::unpack(&packed, &unit).ok_or_else(|| reader.corrupt("e"))?;
    Ok((entries, reader.revision()?))
}
