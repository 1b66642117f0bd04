//! `C#{congress} | WRITTEN#{at}#{id}`: what the convener wrote to units. `w` sealed: the record.

use domain::message::from_convener::Written;

use super::{Item, Reader, Writer};
use crate::{StoreError, keys::Key, seal::Keys};

const LAYOUT: u8 = 1;

/// The item of a record.
pub(crate) fn item(key: Key, written: &Written, keys: &Keys) -> Item {
    Writer::new(key, LAYOUT, keys).sealed("w", written).finish()
}

/// The record in an item.
pub(crate) fn written(item: &Item, keys: &Keys) -> Result<Written, StoreError> {
    Reader::new(item, "what was written", LAYOUT, keys)?.sealed("w")
}
