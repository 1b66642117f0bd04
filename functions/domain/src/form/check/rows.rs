//! Rows that repeat: enough of them, each complete, each period in order.

use serde_json::{Map, Value};

use super::{Place, answer};
use crate::{
    form::{
        schema::{Column, Kind},
        values::month,
    },
    refusal::{Fault, FaultCode},
};

/// Adds the faults of a field that is made of rows.
pub(super) fn check(
    columns: &'static [Column],
    at_least: usize,
    rows: &[Value],
    place: &Place<'_>,
    faults: &mut Vec<Fault>,
) {
    if rows.len() < at_least {
        faults.push(place.missing(Kind::Rows {
            columns,
            most: rows.len(),
            at_least,
        }));
    }
    let nothing = Map::new();
    for (index, row) in rows.iter().enumerate() {
        let row = row.as_object().unwrap_or(&nothing);
        for column in columns {
            let place = place.cell(index, column);
            match row.get(column.id) {
                None if column.required => faults.push(place.missing(column.kind)),
                None => {}
                Some(value) => answer::check(column.kind, value, &place, faults),
            }
        }
        if let [from, to, ..] = columns
            && from.kind == Kind::Month
            && to.kind == Kind::Month
        {
            period(row, from, &place.cell(index, to), to, faults);
        }
    }
}

/// A period cannot end before it begins; beginning and end in the same month is right.
fn period(
    row: &Map<String, Value>,
    from: &Column,
    place: &Place<'_>,
    to: &Column,
    faults: &mut Vec<Fault>,
) {
    let read = |column: &Column| row.get(column.id).and_then(Value::as_str).and_then(month);
    if let (Some(from), Some(to)) = (read(from), read(to))
        && to < from
    {
        faults.push(place.fault(
            FaultCode::OutOfRange,
            "结束时间不能早于开始时间，请核对",
            "The end is before the beginning; please check both",
        ));
    }
}
