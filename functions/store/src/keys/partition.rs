//! Partitions with how the sort keys in them begin, and the orders within them: what a Query asks for.

use domain::id::{CongressId, NominationId, UnitId};
use jiff::Timestamp;

use super::{
    ATTACHMENTS, BOARD, DISCLOSURES, HISTORY, IMPORTS, MESSAGES, NOMINATIONS, NOTICES, RECEIPTS,
    REGISTER, TRAIL, UNITS, WRITTEN,
};
use crate::seal::BlindIndex;

pub(super) fn of_congress(congress: &CongressId) -> String {
    format!("C#{congress}")
}

pub(super) fn of_unit(congress: &CongressId, unit: &UnitId) -> String {
    format!("C#{congress}#U#{unit}")
}

/// The partition of a nomination's form, trail and attachments.
pub(crate) fn of_nomination(nomination: &NominationId) -> String {
    format!("N#{nomination}")
}

/// A partition and how the sort keys in it begin: a nomination's trail.
pub(crate) fn trail(nomination: &NominationId) -> (String, &'static str) {
    (of_nomination(nomination), TRAIL)
}

/// The partition of somebody's pointers.
pub(crate) fn of_person(person: &BlindIndex) -> String {
    format!("P#{person}")
}

/// The partition of somebody's inbox.
pub(crate) fn of_inbox(person: &BlindIndex) -> String {
    format!("M#{person}")
}

/// A partition and how the sort keys in it begin: somebody's messages.
pub(crate) fn inbox(person: &BlindIndex) -> (String, &'static str) {
    (of_inbox(person), MESSAGES)
}

/// What one event sends to one person about one thing, as the end of a key: sorts by time.
pub(crate) fn event(at: Timestamp, id: &str, kind: &str, narrowest: &str) -> String {
    format!("{}#{id}#{kind}#{narrowest}", instant(at))
}

/// A partition and how the sort keys in it begin: a congress's units.
pub(crate) fn units(congress: &CongressId) -> (String, &'static str) {
    (of_congress(congress), UNITS)
}

/// A partition and how the sort keys in it begin: a unit's nominations.
pub(crate) fn nominations(congress: &CongressId, unit: &UnitId) -> (String, &'static str) {
    (of_unit(congress, unit), NOMINATIONS)
}

/// A partition and how the sort keys in it begin: a unit's own files.
pub(crate) fn unit_files(congress: &CongressId, unit: &UnitId) -> (String, &'static str) {
    (of_unit(congress, unit), ATTACHMENTS)
}

/// A partition and how the sort keys in it begin: a unit's receipts.
pub(crate) fn receipts(congress: &CongressId, unit: &UnitId) -> (String, &'static str) {
    (of_unit(congress, unit), RECEIPTS)
}

/// A partition and how the sort keys in it begin: a unit's imports, oldest first.
pub(crate) fn imports(congress: &CongressId, unit: &UnitId) -> (String, &'static str) {
    (of_unit(congress, unit), IMPORTS)
}

/// A partition and how the sort keys in it begin: a congress's exports of full numbers.
pub(crate) fn disclosures(congress: &CongressId) -> (String, &'static str) {
    (of_congress(congress), DISCLOSURES)
}

/// A partition and how the sort keys in it begin: somebody's exports of a congress, oldest first.
pub(crate) fn exports(owner: &BlindIndex, congress: &CongressId) -> (String, String) {
    (format!("E#{owner}"), format!("{congress}#"))
}

/// The partition of what lists show of a congress's units.
pub(crate) fn board(congress: &CongressId) -> String {
    format!("{}{BOARD}", of_congress(congress))
}

/// The partition of everybody as lists find them, unit by unit.
pub(crate) fn register(congress: &CongressId) -> String {
    format!("{}{REGISTER}", of_congress(congress))
}

/// A partition and how the sort keys in it begin: a congress's notices.
pub(crate) fn notices(congress: &CongressId) -> (String, &'static str) {
    (of_congress(congress), NOTICES)
}

/// A partition and how the sort keys in it begin: what a congress's convener wrote to units.
pub(crate) fn written(congress: &CongressId) -> (String, &'static str) {
    (of_congress(congress), WRITTEN)
}

/// A partition and how the sort keys in it begin: what the convening body changed.
pub(crate) fn history(congress: &CongressId) -> (String, &'static str) {
    (of_congress(congress), HISTORY)
}

/// The index's partition of a state.
pub(crate) fn queue_partition(congress: &CongressId, state: &str) -> String {
    format!("{congress}#{state}")
}

/// The index's order within a state.
pub(crate) fn queue_order(since: Timestamp, nomination: &NominationId) -> String {
    format!("{}#{nomination}", instant(since))
}

/// The sort key before which everything in the outbox is due.
pub(crate) fn due_until(now: Timestamp) -> String {
    // `~` sorts after `#` and every character of an id, so what is due at this very instant is within.
    format!("{}~", instant(now))
}

/// An instant as text that sorts by time: always milliseconds, which RFC 3339 leaves open.
pub(crate) fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
