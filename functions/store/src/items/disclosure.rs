//! `C#{congress} | DISCLOSURE#{at}#{id}`: an export of full numbers.
//!
//! `d` sealed: the record, for the reason is somebody's own words and the name a person's.

use domain::disclosure::Disclosure;

use super::{Item, Reader, Writer};
use crate::{StoreError, keys::Key, seal::Keys};

const LAYOUT: u8 = 1;

/// The item of an export.
pub(crate) fn item(disclosure: &Disclosure, id: &str, keys: &Keys) -> Item {
    let key = Key::disclosure(&disclosure.congress, disclosure.at, id);
    Writer::new(key, LAYOUT, keys)
        .sealed("d", disclosure)
        .finish()
}

/// The export in an item.
pub(crate) fn disclosure(item: &Item, keys: &Keys) -> Result<Disclosure, StoreError> {
    Reader::new(item, "disclosure", LAYOUT, keys)?.sealed("d")
}
