//! `C#{congress} | CONGRESS`: a congress.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision |
//! | `co`, `li` | convener, life |
//! | `se` | settings as JSON; the support contact in it is published |
//! | `o` | sealed: officers |

use std::collections::BTreeSet;

use domain::congress::{Congress, Office, Officer};
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer, contact::StoredContact};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct StoredOfficer {
    #[serde(flatten)]
    contact: StoredContact,
    #[serde(rename = "o")]
    offices: BTreeSet<Office>,
}

/// The item of a congress, at the revision after its version.
pub(crate) fn item(congress: &Congress, keys: &Keys) -> Item {
    let stored = |officer: &Officer| StoredOfficer {
        contact: (&officer.contact).into(),
        offices: officer.offices.clone(),
    };
    let officers: Vec<StoredOfficer> = congress.officers.iter().map(stored).collect();
    Writer::new(Key::congress(&congress.id), LAYOUT, keys)
        .number("r", congress.version + 1)
        .text("co", &congress.convener)
        .code("li", &congress.life)
        .json("se", &congress.settings)
        .sealed("o", &officers)
        .finish()
}

/// The congress in an item, its version the item's revision.
pub(crate) fn congress(item: &Item, keys: &Keys) -> Result<Congress, StoreError> {
    let reader = Reader::new(item, "congress", LAYOUT, keys)?;
    let officers: Vec<StoredOfficer> = reader.sealed("o")?;
    let officer = |stored: StoredOfficer| Officer {
        contact: stored.contact.into(),
        offices: stored.offices,
    };
    Ok(Congress {
        id: keys::congress_of(reader.pk()?).ok_or_else(|| reader.corrupt("pk"))?,
        version: reader.revision()?,
        convener: reader.text("co")?.to_owned(),
        life: reader.code("li")?,
        settings: reader.json("se")?,
        officers: officers.into_iter().map(officer).collect(),
    })
}
