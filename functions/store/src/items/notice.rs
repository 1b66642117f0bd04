//! `C#{congress} | NOTICE#{id}`: a notice; `PUBLISHED | {id}`: that it is published; `PUBLISH | {due}#{id}`: that its pages are
//! to be made or taken away.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision, of the notice |
//! | `n` | sealed: the notice; its list has names that may not be public any more |
//! | `c` | the congress, of the other two |

use domain::{
    id::{CongressId, NoticeId},
    notice::Notice,
};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{Key, Table, notice_of},
    seal::Keys,
};

const LAYOUT: u8 = 1;

/// The item of a notice, at the revision after its version.
pub(crate) fn item(notice: &Notice, keys: &Keys) -> Item {
    Writer::new(Key::notice(&notice.congress, &notice.id), LAYOUT, keys)
        .number("r", notice.version + 1)
        .sealed("n", notice)
        .finish()
}

/// The notice in an item, its version the item's revision.
pub(crate) fn notice(item: &Item, keys: &Keys) -> Result<Notice, StoreError> {
    let reader = Reader::new(item, "notice", LAYOUT, keys)?;
    let notice: Notice = reader.sealed("n")?;
    Ok(Notice {
        version: reader.revision()?,
        ..notice
    })
}

/// An item that only says where the notice is.
pub(crate) fn pointer(key: Key, congress: &CongressId, keys: &Keys) -> Item {
    Writer::new(key, LAYOUT, keys)
        .text("c", congress.as_str())
        .finish()
}

/// The key of such an item.
pub(crate) fn key_of(item: &Item, keys: &Keys) -> Result<Key, StoreError> {
    let reader = Reader::new(item, "notice's pointer", LAYOUT, keys)?;
    Ok(Key {
        table: Table::Records,
        pk: reader.pk()?.to_owned(),
        sk: reader.sk()?.to_owned(),
    })
}

/// The notice that such an item is about.
pub(crate) fn pointed_at(item: &Item, keys: &Keys) -> Result<(CongressId, NoticeId), StoreError> {
    let reader = Reader::new(item, "notice's pointer", LAYOUT, keys)?;
    let congress = CongressId::parse(reader.text("c")?).map_err(|_| reader.corrupt("c"))?;
    let id = notice_of(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    Ok((congress, id))
}
