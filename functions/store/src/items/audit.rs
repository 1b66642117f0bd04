//! `N#{nomination} | AUDIT#{sequence}`: one entry of the trail, only ever added.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `at` | when |
//! | `ro`, `ac` | role (left out for the system), action |
//! | `fr`, `to` | from which state (left out at the beginning), to which |
//! | `x` | sealed: who, opinion, remarks (one at the ID number's field may well quote it), what changed in the form |
//! | `pl`, `l` | the link before it (left out at the beginning), its own |

use domain::{
    audit::{AuditEntry, Link, Remark},
    form::changes::Change,
};
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{self, InDossier, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;
const LINK: &str = "l";

#[derive(Serialize, Deserialize)]
struct Said {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    opinion: Option<String>,
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<Remark>,
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change>,
}

/// The item of an entry.
pub(crate) fn item(entry: &AuditEntry, follows: Option<Link>, link: Link, keys: &Keys) -> Item {
    let said = Said {
        name: entry.name.clone(),
        opinion: entry.opinion.clone(),
        remarks: entry.remarks.clone(),
        changes: entry.changes.clone(),
    };
    let mut writer = Writer::new(Key::audit(&entry.nomination, entry.sequence), LAYOUT, keys)
        .timestamp("at", entry.at)
        .code("ac", &entry.action)
        .code("to", &entry.to)
        .link("pl", follows)
        .link(LINK, Some(link))
        .sealed("x", &said);
    if let Some(role) = &entry.role {
        writer = writer.code("ro", role);
    }
    if let Some(from) = &entry.from {
        writer = writer.code("fr", from);
    }
    writer.finish()
}

/// The entry in an item.
pub(crate) fn entry(item: &Item, keys: &Keys) -> Result<AuditEntry, StoreError> {
    let reader = Reader::new(item, "audit entry", LAYOUT, keys)?;
    let Some(InDossier::Audit(sequence)) = keys::in_dossier(reader.sk()?) else {
        return Err(reader.corrupt("sk"));
    };
    let Said {
        name,
        opinion,
        remarks,
        changes,
    } = reader.sealed("x")?;
    Ok(AuditEntry {
        nomination: keys::dossier_of(reader.pk()?).ok_or_else(|| reader.corrupt("pk"))?,
        sequence,
        at: reader.timestamp("at")?,
        role: reader.optional_code("ro")?,
        name,
        action: reader.code("ac")?,
        from: reader.optional_code("fr")?,
        to: reader.code("to")?,
        opinion,
        remarks,
        changes,
        follows: reader.link("pl")?,
    })
}

/// The link that stands in an item; `None` when somebody took it away.
pub(crate) fn link(item: &Item, keys: &Keys) -> Result<Option<Link>, StoreError> {
    Reader::new(item, "audit entry", LAYOUT, keys)?.link(LINK)
}
