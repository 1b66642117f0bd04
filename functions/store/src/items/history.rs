//! `C#{congress} | HISTORY#{at}#{id}`: what the convening body changed in one transaction, only ever added.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `at`, `de` | when, what was done |
//! | `x` | sealed: who, and everything that changed: names of people stand in it |

use domain::history::{Change, Entry};
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Said {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "c")]
    changes: Vec<Change>,
}

/// The item of an entry.
pub(crate) fn item(entry: &Entry, id: &str, keys: &Keys) -> Item {
    let said = Said {
        name: entry.name.clone(),
        changes: entry.changes.clone(),
    };
    Writer::new(Key::history(&entry.congress, entry.at, id), LAYOUT, keys)
        .timestamp("at", entry.at)
        .code("de", &entry.deed)
        .sealed("x", &said)
        .finish()
}

/// The entry in an item.
pub(crate) fn entry(item: &Item, keys: &Keys) -> Result<Entry, StoreError> {
    let reader = Reader::new(item, "history", LAYOUT, keys)?;
    let Said { name, changes } = reader.sealed("x")?;
    Ok(Entry {
        congress: keys::congress_of(reader.pk()?).ok_or_else(|| reader.corrupt("pk"))?,
        at: reader.timestamp("at")?,
        name,
        deed: reader.code("de")?,
        changes,
    })
}
