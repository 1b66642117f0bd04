//! `C#{congress} | UNIT#{unit}`: a unit.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision |
//! | `co`, `na`, `ki` | code, name, kind |
//! | `ma` | how many files of which material, as JSON; left out where there are none |
//! | `q`, `n`, `x` | quotas, counts, extensions as JSON |
//! | `l` | sealed: liaisons |
//! | `la` | last activity |
//! | `j` | the job of a long report under way ([`super::report_job`]) |

use domain::unit::{Contact, Unit};

use super::{
    Item, Reader, Writer, contact::StoredContact, nomination::filed, report_job::UNDER_WAY,
};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

/// The item of a unit, at the revision after its version, with the report under way in it.
pub(crate) fn item(unit: &Unit, report: Option<&str>, keys: &Keys) -> Item {
    let liaisons: Vec<StoredContact> = unit.liaisons.iter().map(StoredContact::from).collect();
    let writer = Writer::new(Key::unit(&unit.congress, &unit.id), LAYOUT, keys)
        .number("r", unit.version + 1)
        .text("co", &unit.code)
        .text("na", &unit.name)
        .code("ki", &unit.kind)
        .json("q", &unit.quotas)
        .json("n", &unit.counts)
        .json("x", &unit.extensions)
        .optional_json("ma", filed(&unit.materials))
        .sealed("l", &liaisons)
        .optional_timestamp("la", unit.last_activity_at);
    match report {
        Some(job) => writer.text(UNDER_WAY, job).finish(),
        None => writer.finish(),
    }
}

/// The unit in an item, its version the item's revision.
pub(crate) fn unit(item: &Item, keys: &Keys) -> Result<Unit, StoreError> {
    let reader = Reader::new(item, "unit", LAYOUT, keys)?;
    let whose = keys::unit_of(reader.pk()?, reader.sk()?);
    let (congress, id) = whose.ok_or_else(|| reader.corrupt("pk"))?;
    let liaisons: Vec<StoredContact> = reader.sealed("l")?;
    Ok(Unit {
        id,
        congress,
        version: reader.revision()?,
        code: reader.text("co")?.to_owned(),
        name: reader.text("na")?.to_owned(),
        kind: reader.code("ki")?,
        liaisons: liaisons.into_iter().map(Contact::from).collect(),
        quotas: reader.json("q")?,
        counts: reader.json("n")?,
        materials: reader.optional_json("ma")?.unwrap_or_default(),
        extensions: reader.json("x")?,
        last_activity_at: reader.optional_timestamp("la")?,
    })
}
