//! `C#{congress}#U#{unit} | REPORT#{at}#{number}`: the receipt of a report, or of its return.
//!
//! `no` number, `at` when, `ns` the nominations as JSON; `w` sealed: by whom, and why it was returned if it was.

use domain::{
    decision::Receipt,
    id::{CongressId, UnitId},
};

use super::{Item, Reader, Writer};
use crate::{StoreError, keys::Key, seal::Keys};

const LAYOUT: u8 = 1;

/// The item of a receipt.
pub(crate) fn item(receipt: &Receipt, congress: &CongressId, unit: &UnitId, keys: &Keys) -> Item {
    let key = Key::receipt(congress, unit, receipt.at, &receipt.number);
    Writer::new(key, LAYOUT, keys)
        .text("no", &receipt.number)
        .timestamp("at", receipt.at)
        .json("ns", &receipt.nominations)
        .sealed("w", &(&receipt.by, &receipt.returned))
        .finish()
}

/// The receipt in an item.
pub(crate) fn receipt(item: &Item, keys: &Keys) -> Result<Receipt, StoreError> {
    let reader = Reader::new(item, "receipt", LAYOUT, keys)?;
    let (by, returned) = reader.sealed("w")?;
    Ok(Receipt {
        number: reader.text("no")?.to_owned(),
        at: reader.timestamp("at")?,
        by,
        nominations: reader.json("ns")?,
        returned,
    })
}
