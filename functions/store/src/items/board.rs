//! `C#{congress}#BOARD | {unit}`: what lists across all units show of a unit, written whenever the unit is: 200 units are 50 KB
//! to read where their own items are 160.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `co`, `na`, `ki` | code, name, kind |
//! | `n`, `x` | counts, extensions as JSON |

use domain::{material::Filed, quota::Quotas, unit::Unit};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

/// The item of a unit.
pub(crate) fn item(unit: &Unit, keys: &Keys) -> Item {
    Writer::new(Key::board(&unit.congress, &unit.id), LAYOUT, keys)
        .text("co", &unit.code)
        .text("na", &unit.name)
        .code("ki", &unit.kind)
        .json("n", &unit.counts)
        .json("x", &unit.extensions)
        .finish()
}

/// The unit in an item, without its liaisons, quotas and files.
pub(crate) fn unit(item: &Item, keys: &Keys) -> Result<Unit, StoreError> {
    let reader = Reader::new(item, "board", LAYOUT, keys)?;
    let whose = keys::on_board(reader.pk()?, reader.sk()?);
    let (congress, id) = whose.ok_or_else(|| reader.corrupt("pk"))?;
    Ok(Unit {
        id,
        congress,
        version: 0,
        code: reader.text("co")?.to_owned(),
        name: reader.text("na")?.to_owned(),
        kind: reader.code("ki")?,
        liaisons: Vec::new(),
        quotas: Quotas::default(),
        counts: reader.json("n")?,
        materials: Filed::default(),
        extensions: reader.json("x")?,
        last_activity_at: None,
    })
}
