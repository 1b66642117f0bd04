//! What keys say: whose an item is and what it is.

use domain::id::{AttachmentId, CongressId, ImportId, NominationId, NoticeId, UnitId};
use jiff::Timestamp;

use super::{
    ATTACHMENTS, BOARD, CERTIFICATES, CONGRESS, CONVENER, DONE, IMPORTS, LIAISON, MESSAGES,
    NOMINATIONS, NOMINEE, OFFICER, REGISTER, TRAIL, UNITS,
};
use crate::Owner;

/// When an outbox item is due and its id.
pub(crate) fn outbox_of(sk: &str) -> Option<(Timestamp, &str)> {
    let (due_at, id) = sk.split_once('#')?;
    Some((due_at.parse().ok()?, id))
}

/// The event of a message in an inbox, by its sort key.
pub(crate) fn event_of(sk: &str) -> Option<&str> {
    sk.strip_prefix(MESSAGES)
}

/// Whether it is an answer, by its sort key.
pub(crate) fn is_done(sk: &str) -> bool {
    sk == DONE
}

/// Whether it is a congress, by its sort key.
pub(crate) fn is_congress(sk: &str) -> bool {
    sk == CONGRESS
}

/// Whether it is a unit, by its sort key.
pub(crate) fn is_unit(sk: &str) -> bool {
    sk.starts_with(UNITS)
}

/// Whose unit item it is.
pub(crate) fn unit_of(pk: &str, sk: &str) -> Option<(CongressId, UnitId)> {
    let congress = CongressId::parse(pk.strip_prefix("C#")?).ok()?;
    Some((congress, UnitId::parse(sk.strip_prefix(UNITS)?).ok()?))
}

/// Whose place on the board it is.
pub(crate) fn on_board(pk: &str, sk: &str) -> Option<(CongressId, UnitId)> {
    let congress = pk.strip_suffix(BOARD)?.strip_prefix("C#")?;
    Some((CongressId::parse(congress).ok()?, UnitId::parse(sk).ok()?))
}

/// Whose part of the register it is.
pub(crate) fn on_register(pk: &str, sk: &str) -> Option<(CongressId, UnitId)> {
    let congress = pk.strip_suffix(REGISTER)?.strip_prefix("C#")?;
    Some((CongressId::parse(congress).ok()?, UnitId::parse(sk).ok()?))
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

/// Whose import it is, when and which.
pub(crate) fn import_of(pk: &str, sk: &str) -> Option<(CongressId, UnitId, Timestamp, ImportId)> {
    let (congress, unit) = pk.strip_prefix("C#")?.split_once("#U#")?;
    let (at, id) = sk.strip_prefix(IMPORTS)?.split_once('#')?;
    Some((
        CongressId::parse(congress).ok()?,
        UnitId::parse(unit).ok()?,
        at.parse().ok()?,
        ImportId::parse(id).ok()?,
    ))
}

/// Which notice a pointer's sort key is about: the id alone, or after when it is due.
pub(crate) fn notice_of(sk: &str) -> Option<NoticeId> {
    let id = sk.rsplit_once('#').map_or(sk, |(_, id)| id);
    NoticeId::parse(id).ok()
}

/// Which nomination's partition it is.
pub(crate) fn dossier_of(pk: &str) -> Option<NominationId> {
    NominationId::parse(pk.strip_prefix("N#")?).ok()
}

/// Which file it is, and whose.
pub(crate) fn attachment_of(pk: &str, sk: &str) -> Option<(AttachmentId, Owner)> {
    let id = AttachmentId::parse(sk.strip_prefix(ATTACHMENTS)?).ok()?;
    let owner = if let Some(nomination) = dossier_of(pk) {
        Owner::Nomination(nomination)
    } else {
        let (congress, unit) = pk.strip_prefix("C#")?.split_once("#U#")?;
        Owner::Unit(CongressId::parse(congress).ok()?, UnitId::parse(unit).ok()?)
    };
    Some((id, owner))
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

/// Whether it is the guard of a person: a nominee's pointer, or a certificate's.
pub(crate) fn is_guard(pk: &str, sk: &str) -> bool {
    pk.starts_with(CERTIFICATES) || matches!(in_person(sk), Some(InPerson::Nominee(_)))
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
