//! `C#{congress}#U#{unit} | REPORT#{at}#{number}`: the receipt of a report.
//!
//! `no` number, `at` when, `ns` the nominations as JSON.

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
        .finish()
}

/// The receipt in an item.
pub(crate) fn receipt(item: &Item, keys: &Keys) -> Result<Receipt, StoreError> {
    let reader = Reader::new(item, "receipt", LAYOUT, keys)?;
    Ok(Receipt {
        number: reader.text("no")?.to_owned(),
        at: reader.timestamp("at")?,
        nominations: reader.json("ns")?,
    })
}
