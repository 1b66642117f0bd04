//! `E#{blind(phone)} | {congress}#{id}`: an export that somebody has asked for.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `j` | sealed: the export; what is asked for may name people |
//! | `r` | revision |
//!
//! `EXPORTS | {due_at}#{id}`: that a worker has something to do for it: make its file, or take it away when it has expired.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `o` | blind index of the phone of whoever asked |
//! | `c` | congress |
//! | `k` | what it makes, so that each worker takes what it can |
//! | `lu` | nobody else takes it until then |
//! | `n` | how many workers have begun |

use domain::export::Export;
use jiff::Timestamp;

use super::{
    Item, Reader, Writer,
    attribute::REVISION,
    outbox::{ATTEMPTS, LEASED_UNTIL},
};
use crate::{
    DueExport, StoreError,
    keys::{self, Key},
    seal::{BlindIndex, Keys},
};

const LAYOUT: u8 = 1;

/// The item of an export at its next revision.
pub(crate) fn item(owner: &BlindIndex, export: &Export, keys: &Keys) -> Item {
    let key = Key::export(owner, &export.congress, &export.id);
    Writer::new(key, LAYOUT, keys)
        .sealed("j", export)
        .number(REVISION, export.version + 1)
        .finish()
}

/// The export in an item.
pub(crate) fn export(item: &Item, keys: &Keys) -> Result<Export, StoreError> {
    let reader = Reader::new(item, "export", LAYOUT, keys)?;
    let export: Export = reader.sealed("j")?;
    Ok(Export {
        version: reader.revision()?,
        ..export
    })
}

/// The item that says that there is something to do for an export.
pub(crate) fn due(owner: &BlindIndex, export: &Export, at: Timestamp, keys: &Keys) -> Item {
    Writer::new(Key::due_export(at, &export.id), LAYOUT, keys)
        .text("o", owner.as_str())
        .text("c", export.congress.as_str())
        .code("k", &export.product)
        .number(ATTEMPTS, 0)
        .finish()
}

/// The same while a worker holds it.
pub(crate) fn held(held: &DueExport, keys: &Keys) -> Item {
    Writer::new(Key::due_export(held.due_at, &held.id), LAYOUT, keys)
        .text("o", held.owner.as_str())
        .text("c", held.congress.as_str())
        .code("k", &held.product)
        .number(ATTEMPTS, held.attempts)
        .optional_timestamp(LEASED_UNTIL, held.leased_until)
        .finish()
}

/// What is to be done.
pub(crate) fn due_export(item: &Item, keys: &Keys) -> Result<DueExport, StoreError> {
    let reader = Reader::new(item, "due export", LAYOUT, keys)?;
    let (due_at, id) = keys::outbox_of(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    let parsed = (
        domain::id::ExportId::parse(id),
        domain::id::CongressId::parse(reader.text("c")?),
    );
    let (Ok(id), Ok(congress)) = parsed else {
        return Err(reader.corrupt("sk"));
    };
    Ok(DueExport {
        id,
        congress,
        due_at,
        product: reader.code("k")?,
        owner: BlindIndex::from_text(reader.text("o")?),
        leased_until: reader.optional_timestamp(LEASED_UNTIL)?,
        attempts: reader.number(ATTEMPTS)?,
    })
}
