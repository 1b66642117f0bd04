//! The keys of every item: the only place where their text is built or taken apart.
//!
//! `#` separates. Ids cannot contain it ([`domain::id`]); text that people chose stands last, where it can do no harm.

mod partition;
mod reading;

use domain::id::{AttachmentId, CongressId, ExportId, ImportId, NominationId, NoticeId, UnitId};
use jiff::Timestamp;

use crate::{Owner, access::session::TokenHash, seal::BlindIndex};

pub(crate) use partition::instant;
pub(crate) use partition::of_inbox;
pub(crate) use partition::{
    board, disclosures, due_until, event, exports, history, imports, inbox, nominations, notices,
    of_nomination, of_person, queue_order, queue_partition, receipts, register, trail, unit_files,
    units, written,
};
use partition::{of_congress, of_unit};
pub(crate) use reading::{
    InDossier, InPerson, attachment_of, congress_of, dossier_of, event_of, import_of, in_dossier,
    in_person, is_congress, is_done, is_guard, is_unit, nomination_of, notice_of, on_board,
    on_register, outbox_of, unit_of,
};

/// The partition of the index `queue`.
pub(crate) const QUEUE: &str = "queue";
/// All due work stands in one partition, in the order in which it is due.
pub(crate) const OUTBOX: &str = "OUTBOX";
/// What is under way because it is too long for one transaction.
pub(crate) const JOBS: &str = "JOBS";

/// Notices that are published, of all congresses.
pub(crate) const PUBLISHED: &str = "PUBLISHED";
/// Pages of notices that are due.
pub(crate) const PUBLISH: &str = "PUBLISH";

/// Exports that are to be made or taken away.
pub(crate) const EXPORTS: &str = "EXPORTS";

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

    /// Of an item that was read.
    pub(crate) fn of_record(pk: &str, sk: &str) -> Self {
        Self::records(pk.to_owned(), sk)
    }

    pub(crate) fn congress(congress: &CongressId) -> Self {
        Self::records(of_congress(congress), CONGRESS)
    }

    pub(crate) fn unit(congress: &CongressId, unit: &UnitId) -> Self {
        Self::records(of_congress(congress), format!("{UNITS}{unit}"))
    }

    /// What lists across units show of a unit.
    pub(crate) fn board(congress: &CongressId, unit: &UnitId) -> Self {
        Self::records(board(congress), unit.as_str())
    }

    /// Everybody of a unit as lists find them.
    pub(crate) fn register(congress: &CongressId, unit: &UnitId) -> Self {
        Self::records(register(congress), unit.as_str())
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

    pub(crate) fn disclosure(congress: &CongressId, at: Timestamp, id: &str) -> Self {
        Self::records(
            of_congress(congress),
            format!("{DISCLOSURES}{}#{id}", instant(at)),
        )
    }

    pub(crate) fn notice(congress: &CongressId, id: &NoticeId) -> Self {
        Self::records(of_congress(congress), format!("{NOTICES}{id}"))
    }

    /// That a notice is published.
    pub(crate) fn published(id: &NoticeId) -> Self {
        Self::records(PUBLISHED.to_owned(), id.as_str())
    }

    /// That the pages of a notice are to be made or taken away.
    pub(crate) fn publication(due_at: Timestamp, id: &NoticeId) -> Self {
        Self::records(PUBLISH.to_owned(), format!("{}#{id}", instant(due_at)))
    }

    pub(crate) fn written(congress: &CongressId, at: Timestamp, id: &str) -> Self {
        Self::records(
            of_congress(congress),
            format!("{WRITTEN}{}#{id}", instant(at)),
        )
    }

    /// What the convening body changed, by when.
    pub(crate) fn history(congress: &CongressId, at: Timestamp, id: &str) -> Self {
        Self::records(
            of_congress(congress),
            format!("{HISTORY}{}#{id}", instant(at)),
        )
    }

    pub(crate) fn form(nomination: &NominationId) -> Self {
        Self::records(of_nomination(nomination), "FORM")
    }

    pub(crate) fn audit(nomination: &NominationId, sequence: u64) -> Self {
        Self::records(of_nomination(nomination), format!("{TRAIL}{sequence:08}"))
    }

    pub(crate) fn attachment(owner: &Owner, id: &AttachmentId) -> Self {
        let partition = match owner {
            Owner::Nomination(nomination) => of_nomination(nomination),
            Owner::Unit(congress, unit) => of_unit(congress, unit),
        };
        Self::records(partition, format!("{ATTACHMENTS}{id}"))
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
        Self::records(
            format!("{CERTIFICATES}{certificate}"),
            format!("C#{congress}"),
        )
    }

    /// A message in somebody's inbox. What stands between the hyphens tells apart what one event sends to one person.
    pub(crate) fn inbox(person: &BlindIndex, event: &str) -> Self {
        Self::records(of_inbox(person), format!("{MESSAGES}{event}"))
    }

    /// Whatever stands in an inbox, by its sort key.
    pub(crate) fn in_inbox(person: &BlindIndex, sk: &str) -> Self {
        Self::records(of_inbox(person), sk)
    }

    /// Which kinds of message somebody wants by SMS.
    pub(crate) fn sms_choice(person: &BlindIndex) -> Self {
        Self::records(of_inbox(person), "SMS")
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

    /// An export that somebody has asked for.
    pub(crate) fn export(owner: &BlindIndex, congress: &CongressId, id: &ExportId) -> Self {
        let (partition, prefix) = exports(owner, congress);
        Self::records(partition, format!("{prefix}{id}"))
    }

    /// That something is to be done for an export.
    pub(crate) fn due_export(due_at: Timestamp, id: &ExportId) -> Self {
        Self::records(EXPORTS.to_owned(), format!("{}#{id}", instant(due_at)))
    }

    pub(crate) fn job(due_at: Timestamp, id: &str) -> Self {
        Self::records(JOBS.to_owned(), format!("{}#{id}", instant(due_at)))
    }

    /// A part of what an intake under way has still to write.
    pub(crate) fn job_part(id: &str, number: usize) -> Self {
        Self::records(format!("JOB#{id}"), format!("PART#{number:04}"))
    }

    pub(crate) fn import(
        congress: &CongressId,
        unit: &UnitId,
        at: Timestamp,
        id: &ImportId,
    ) -> Self {
        Self::records(
            of_unit(congress, unit),
            format!("{IMPORTS}{}#{id}", instant(at)),
        )
    }

    pub(crate) fn done(idempotency_key: &str) -> Self {
        Self::access(format!("K#{idempotency_key}"), DONE)
    }

    pub(crate) fn session(token: &TokenHash) -> Self {
        Self::access(format!("S#{token}"), "SESSION")
    }
}

const CONGRESS: &str = "CONGRESS";
const DONE: &str = "DONE";
const UNITS: &str = "UNIT#";
const BOARD: &str = "#BOARD";
const REGISTER: &str = "#REGISTER";
const NOMINATIONS: &str = "N#";
const RECEIPTS: &str = "REPORT#";
const IMPORTS: &str = "IMPORT#";
const DISCLOSURES: &str = "DISCLOSURE#";
const NOTICES: &str = "NOTICE#";
const WRITTEN: &str = "WRITTEN#";
const HISTORY: &str = "HISTORY#";
const TRAIL: &str = "AUDIT#";
const ATTACHMENTS: &str = "ATTACHMENT#";
const MESSAGES: &str = "MESSAGE#";
const CERTIFICATES: &str = "I#";
const CONVENER: &str = "CONVENER";
const OFFICER: &str = "OFFICER";
const LIAISON: &str = "LIAISON";
const NOMINEE: &str = "NOMINEE";

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
