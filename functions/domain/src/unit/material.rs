//! Files that a congress asks of a unit as a whole, such as the record of the electing meeting.

use jiff::Timestamp;

use super::Unit;
use crate::{
    congress::{Belongs, convening::require_role},
    decision::Decision,
    history::{Change, Deed, Entry},
    id::MaterialId,
    nomination::{
        Standing,
        attach::{Accepted, Offer, accepted, not_asked},
        state::State,
    },
    permission::{Actor, Role},
    refusal::{Fault, FaultCode, Refusal},
};

/// The most files of one unit.
pub const MOST: u32 = 30;
/// Who gives and takes them.
pub const KEEPERS: &[Role] = &[Role::Liaison];
/// Who reads them.
pub const READERS: &[Role] = &[Role::Administrator, Role::FinalReviewer, Role::Liaison];

/// Whether a unit may upload a file. Its material must be one that is asked of units.
///
/// # Errors
/// [`Refusal::RoleNeeded`], [`Refusal::CongressNotOpen`], [`Refusal::Invalid`] with every fault of the file, and when there
/// are [`MOST`] already.
pub fn offer(
    standing: Standing<'_>,
    actor: &Actor,
    offer: &Offer<'_>,
) -> Result<Accepted, Refusal> {
    require(standing, actor)?;
    let mut faults: Vec<Fault> = too_many(standing).into_iter().collect();
    if offer.material.is_none() {
        faults.push(Fault::required(
            "/material",
            "材料种类",
            "which material it is",
        ));
    }
    let settings = &standing.congress.settings;
    faults.extend(not_asked(offer.material, Belongs::Unit, settings));
    accepted(offer, faults)
}

/// Decides on a file that has arrived.
///
/// # Errors
/// As [`offer`], but for the file's own faults.
pub fn attached(
    standing: Standing<'_>,
    actor: &Actor,
    now: Timestamp,
    name: &str,
    material: &MaterialId,
) -> Result<Decision, Refusal> {
    require(standing, actor)?;
    if let Some(fault) = too_many(standing) {
        return Err(Refusal::Invalid(vec![fault]));
    }
    let mut unit = standing.unit.clone();
    unit.materials.add(material);
    Ok(decided(
        standing,
        unit,
        actor,
        now,
        Deed::FileAdded,
        (material, name),
    ))
}

/// Decides on taking a file back.
///
/// # Errors
/// [`Refusal::RoleNeeded`], [`Refusal::CongressNotOpen`]; [`Refusal::FileReported`] while the convener has a report of the
/// unit, whose indicators were checked with it.
pub fn detached(
    standing: Standing<'_>,
    actor: &Actor,
    now: Timestamp,
    name: &str,
    material: &MaterialId,
) -> Result<Decision, Refusal> {
    require(standing, actor)?;
    let with_convener = [State::Reported, State::FinalReviewApproved];
    if with_convener
        .iter()
        .any(|state| standing.unit.counts.in_state(*state) > 0)
    {
        return Err(Refusal::FileReported);
    }
    let mut unit = standing.unit.clone();
    unit.materials.take(material);
    Ok(decided(
        standing,
        unit,
        actor,
        now,
        Deed::FileRemoved,
        (material, name),
    ))
}

/// Whether somebody may change a unit's files now.
///
/// # Errors
/// [`Refusal::RoleNeeded`], [`Refusal::CongressNotOpen`].
pub fn require(standing: Standing<'_>, actor: &Actor) -> Result<(), Refusal> {
    require_role(actor, KEEPERS)?;
    standing.congress.require_open()
}

fn decided(
    standing: Standing<'_>,
    unit: Unit,
    actor: &Actor,
    now: Timestamp,
    deed: Deed,
    (material, file): (&MaterialId, &str),
) -> Decision {
    let known = standing.congress.settings.material(material);
    let called = known.map_or_else(|| material.to_string(), |one| one.name.zh.clone());
    let (from, to) = match deed {
        Deed::FileRemoved => (file, ""),
        _ => ("", file),
    };
    let change = Change {
        unit: Some(format!("{} {}", unit.code, unit.name)),
        what: format!("/materials/{}", called.replace('/', "／")),
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let history = Entry::new(&unit.congress, actor, deed, vec![change], now);
    Decision {
        unit: Some(Unit {
            last_activity_at: Some(now),
            ..unit
        }),
        history: Some(history),
        ..Decision::default()
    }
}

fn too_many(standing: Standing<'_>) -> Option<Fault> {
    (standing.unit.materials.total() >= MOST).then(|| {
        Fault::new(
            "/name",
            FaultCode::TooLong,
            format!("每个单位最多 {MOST} 个材料文件，请先删除不需要的"),
            format!("At most {MOST} files a unit; please delete one first"),
        )
    })
}
