//! The keys of every item: the only place where their text is built or taken apart.
//!
//! `#` separates. Ids cannot contain it ([`domain::id`]); text that people chose stands last, where it can do no harm.

use domain::id::{AttachmentId, CongressId, NominationId, UnitId};
use jiff::Timestamp;

use crate::{access::session::TokenHash, seal::BlindIndex};

/// The partition of the index `queue`.
pub(crate) const QUEUE: &str = "queue";
/// All due work stands in one partition, in the order in which it is due.
pub(crate) const OUTBOX: &str = "OUTBOX";
/// Reports under way that are too long for one transaction.
pub(crate) const JOBS: &str = "JOBS";

/// Messages that were given up.
pub(crate) const UNSENT: &str = "UNSENT";

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Table {
    Records,
    Access,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub(crate) table: Table,
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    fn records(pk: String, sk: impl Into<String>) -> Self {
        Self {
            table: Table::Records,
            pk,
            sk: sk.into(),
        }
    }

    pub(crate) fn access(pk: String, sk: impl Into<String>) -> Self {
        Self {
            table: Table::Access,
            pk,
            sk: sk.into(),
        }
    }

    pub(crate) fn congress(congress: &CongressId) -> Self {
        Self::records(of_congress(congress), "CONGRESS")
    }

    pub(crate) fn unit(congress: &CongressId, unit: &UnitId) -> Self {
        Self::records(of_congress(congress), format!("{UNITS}{unit}"))
    }

    /// The guard that makes a unit's code unique within its congress.
    pub(crate) fn unit_code(congress: &CongressId, code: &str) -> Self {
        Self::records(of_congress(congress), format!("CODE#{code}"))
    }

    pub(crate) fn nomination(congress: &CongressId, unit: &UnitId, id: &NominationId) -> Self {
        Self::records(of_unit(congress, unit), format!("{NOMINATIONS}{id}"))
    }

    pub(crate) fn receipt(
        congress: &CongressId,
        unit: &UnitId,
        at: Timestamp,
        number: &str,
    ) -> Self {
        Self::records(
            of_unit(congress, unit),
            format!("{RECEIPTS}{}#{number}", instant(at)),
        )
    }

    pub(crate) fn form(nomination: &NominationId) -> Self {
        Self::records(of_nomination(nomination), "FORM")
    }

    pub(crate) fn audit(nomination: &NominationId, sequence: u64) -> Self {
        Self::records(of_nomination(nomination), format!("{TRAIL}{sequence:08}"))
    }

    pub(crate) fn attachment(nomination: &NominationId, id: &AttachmentId) -> Self {
        Self::records(of_nomination(nomination), format!("{ATTACHMENTS}{id}"))
    }

    pub(crate) fn convener(person: &BlindIndex) -> Self {
        Self::records(of_person(person), CONVENER)
    }

    pub(crate) fn officer(person: &BlindIndex, congress: &CongressId) -> Self {
        Self::records(of_person(person), format!("C#{congress}#{OFFICER}"))
    }

    pub(crate) fn liaison(person: &BlindIndex, congress: &CongressId, unit: &UnitId) -> Self {
        Self::records(
            of_person(person),
            format!("C#{congress}#U#{unit}#{LIAISON}"),
        )
    }

    /// The nominee's pointer, and the guard that lets a phone be nominated once per congress.
    pub(crate) fn nominee(person: &BlindIndex, congress: &CongressId) -> Self {
        Self::records(of_person(person), format!("C#{congress}#{NOMINEE}"))
    }

    /// The guard that lets a certificate be nominated once per congress.
    pub(crate) fn certificate(certificate: &BlindIndex, congress: &CongressId) -> Self {
        Self::records(format!("I#{certificate}"), format!("C#{congress}"))
    }

    pub(crate) fn outbox(due_at: Timestamp, id: &str) -> Self {
        Self::records(OUTBOX.to_owned(), format!("{}#{id}", instant(due_at)))
    }

    pub(crate) fn unsent(due_at: Timestamp, id: &str, attempts: u32) -> Self {
        Self::records(
            UNSENT.to_owned(),
            format!("{}#{id}-{attempts}", instant(due_at)),
        )
    }

    pub(crate) fn job(due_at: Timestamp, id: &str) -> Self {
        Self::records(JOBS.to_owned(), format!("{}#{id}", instant(due_at)))
    }

    pub(crate) fn done(idempotency_key: &str) -> Self {
        Self::access(format!("K#{idempotency_key}"), "DONE")
    }

    pub(crate) fn session(token: &TokenHash) -> Self {
        Self::access(format!("S#{token}"), "SESSION")
    }
}

const UNITS: &str = "UNIT#";
const NOMINATIONS: &str = "N#";
const RECEIPTS: &str = "REPORT#";
const TRAIL: &str = "AUDIT#";
const ATTACHMENTS: &str = "ATTACHMENT#";
const CONVENER: &str = "CONVENER";
const OFFICER: &str = "OFFICER";
const LIAISON: &str = "LIAISON";
const NOMINEE: &str = "NOMINEE";

fn of_congress(congress: &CongressId) -> String {
    format!("C#{congress}")
}

fn of_unit(congress: &CongressId, unit: &UnitId) -> String {
    format!("C#{congress}#U#{unit}")
}

/// The partition of a nomination's form, trail and attachments.
pub(crate) fn of_nomination(nomination: &NominationId) -> String {
    format!("N#{nomination}")
}

/// The partition of somebody's pointers.
pub(crate) fn of_person(person: &BlindIndex) -> String {
    format!("P#{person}")
}

/// A partition and how the sort keys in it begin: a congress's units.
pub(crate) fn units(congress: &CongressId) -> (String, &'static str) {
    (of_congress(congress), UNITS)
}

/// A partition and how the sort keys in it begin: a unit's nominations.
pub(crate) fn nominations(congress: &CongressId, unit: &UnitId) -> (String, &'static str) {
    (of_unit(congress, unit), NOMINATIONS)
}

/// A partition and how the sort keys in it begin: a unit's receipts.
pub(crate) fn receipts(congress: &CongressId, unit: &UnitId) -> (String, &'static str) {
    (of_unit(congress, unit), RECEIPTS)
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

/// When an outbox item is due and its id.
pub(crate) fn outbox_of(sk: &str) -> Option<(Timestamp, &str)> {
    let (due_at, id) = sk.split_once('#')?;
    Some((due_at.parse().ok()?, id))
}

/// Whose unit item it is.
pub(crate) fn unit_of(pk: &str, sk: &str) -> Option<(CongressId, UnitId)> {
    let congress = CongressId::parse(pk.strip_prefix("C#")?).ok()?;
    Some((congress, UnitId::parse(sk.strip_prefix(UNITS)?).ok()?))
}

/// Whose congress item it is.
pub(crate) fn congress_of(pk: &str) -> Option<CongressId> {
    CongressId::parse(pk.strip_prefix("C#")?).ok()
}

/// Whose summary it is.
pub(crate) fn nomination_of(pk: &str, sk: &str) -> Option<(CongressId, UnitId, NominationId)> {
    let (congress, unit) = pk.strip_prefix("C#")?.split_once("#U#")?;
    let id = NominationId::parse(sk.strip_prefix(NOMINATIONS)?).ok()?;
    Some((
        CongressId::parse(congress).ok()?,
        UnitId::parse(unit).ok()?,
        id,
    ))
}

/// Which nomination's partition it is.
pub(crate) fn dossier_of(pk: &str) -> Option<NominationId> {
    NominationId::parse(pk.strip_prefix("N#")?).ok()
}

/// What stands at a sort key of a nomination's partition.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InDossier {
    Form,
    Audit(u64),
    Attachment(AttachmentId),
}

/// What stands at a sort key of a nomination's partition.
pub(crate) fn in_dossier(sk: &str) -> Option<InDossier> {
    if sk == "FORM" {
        Some(InDossier::Form)
    } else if let Some(sequence) = sk.strip_prefix(TRAIL) {
        Some(InDossier::Audit(sequence.parse().ok()?))
    } else {
        let id = AttachmentId::parse(sk.strip_prefix(ATTACHMENTS)?).ok()?;
        Some(InDossier::Attachment(id))
    }
}

/// What a pointer's sort key says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InPerson {
    Convener,
    Officer(CongressId),
    Liaison(CongressId, UnitId),
    Nominee(CongressId),
}

/// What a pointer's sort key says.
pub(crate) fn in_person(sk: &str) -> Option<InPerson> {
    if sk == CONVENER {
        return Some(InPerson::Convener);
    }
    let (place, part) = sk.strip_prefix("C#")?.rsplit_once('#')?;
    match part {
        OFFICER => Some(InPerson::Officer(CongressId::parse(place).ok()?)),
        NOMINEE => Some(InPerson::Nominee(CongressId::parse(place).ok()?)),
        LIAISON => {
            let (congress, unit) = place.split_once("#U#")?;
            Some(InPerson::Liaison(
                CongressId::parse(congress).ok()?,
                UnitId::parse(unit).ok()?,
            ))
        }
        _ => None,
    }
}

/// An instant as text that sorts by time: always milliseconds, which RFC 3339 leaves open.
fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_sort_as_text_whatever_their_fraction() {
        let texts: Vec<_> = [
            "2026-11-22T10:00:00Z",
            "2026-11-22T10:00:00.5Z",
            "2026-11-22T10:00:01Z",
        ]
        .iter()
        .map(|text| instant(text.parse().unwrap()))
        .collect();
        assert_eq!(texts[0], "2026-11-22T10:00:00.000Z");
        assert!(texts.is_sorted());
    }

    #[test]
    fn what_is_due_this_instant_is_due() {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        assert!(Key::outbox(now, "zzz").sk < due_until(now));
        let later = "2026-11-22T10:00:00.001Z".parse().unwrap();
        assert!(Key::outbox(later, "000").sk > due_until(now));
    }

    #[test]
    fn keys_say_whose_they_are() {
        let (congress, unit) = (
            CongressId::parse("c-1").unwrap(),
            UnitId::parse("u-1").unwrap(),
        );
        let nomination = NominationId::parse("n-1").unwrap();
        let key = Key::nomination(&congress, &unit, &nomination);
        assert_eq!(
            nomination_of(&key.pk, &key.sk),
            Some((congress.clone(), unit.clone(), nomination))
        );
        let key = Key::unit(&congress, &unit);
        assert_eq!(
            unit_of(&key.pk, &key.sk),
            Some((congress.clone(), unit.clone()))
        );
        let person = BlindIndex::from_text("person");
        let key = Key::liaison(&person, &congress, &unit);
        assert_eq!(
            in_person(&key.sk),
            Some(InPerson::Liaison(congress.clone(), unit))
        );
        assert_eq!(
            in_person(&Key::nominee(&person, &congress).sk),
            Some(InPerson::Nominee(congress))
        );
    }
}
