//! `C#{congress}#U#{unit} | IMPORT#{at}#{id}`: the record of an import, kept.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision |
//! | `x` | sealed: who, the file's name |
//! | `ne`, `ch` | ids of the nominations that came to be, and of those whose forms it changed, as JSON |
//! | `un`, `b` | undone at; sealed: by whom |

use domain::{
    id::NominationId,
    nomination::import::{Import, Undone},
};
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
    #[serde(rename = "b")]
    by: String,
    #[serde(rename = "f")]
    file: String,
}

/// Where it stands.
pub(crate) fn key(import: &Import) -> Key {
    Key::import(&import.congress, &import.unit, import.at, &import.id)
}

/// The item of an import, at the revision after its version.
pub(crate) fn item(import: &Import, keys: &Keys) -> Item {
    let said = Said {
        by: import.by.clone(),
        file: import.file.clone(),
    };
    let writer = Writer::new(key(import), LAYOUT, keys)
        .number("r", import.version + 1)
        .sealed("x", &said)
        .json("ne", &import.placed)
        .json("ch", &import.changed);
    match &import.undone {
        Some(undone) => writer
            .timestamp("un", undone.at)
            .sealed("b", &undone.by)
            .finish(),
        None => writer.finish(),
    }
}

/// The import in an item, its version the item's revision.
pub(crate) fn import(item: &Item, keys: &Keys) -> Result<Import, StoreError> {
    let reader = Reader::new(item, "import", LAYOUT, keys)?;
    let whose = keys::import_of(reader.pk()?, reader.sk()?);
    let (congress, unit, at, id) = whose.ok_or_else(|| reader.corrupt("sk"))?;
    let Said { by, file } = reader.sealed("x")?;
    let placed: Vec<NominationId> = reader.json("ne")?;
    let undone = match reader.optional_timestamp("un")? {
        Some(at) => Some(Undone {
            at,
            by: reader.sealed("b")?,
        }),
        None => None,
    };
    Ok(Import {
        id,
        congress,
        unit,
        version: reader.revision()?,
        at,
        by,
        file,
        placed,
        changed: reader.json("ch")?,
        undone,
    })
}
