//! What a convener enters for a unit, and the unit it makes.

use super::{Contact, Counts, Unit, UnitKind, contact::ContactEntry};
use crate::{
    congress::Congress,
    id::UnitId,
    material::Filed,
    quota::Quotas,
    refusal::{Fault, FaultCode, Refusal},
    text::half_width,
};

/// A unit as entered: not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    /// The convener's short code.
    pub code: String,
    /// The name.
    pub name: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Its liaisons; a phone may be masked as it was read.
    pub liaisons: Vec<ContactEntry>,
    /// Places and minimums.
    pub quotas: Quotas,
}

/// The most liaisons of one unit: all of them travel in one item.
pub const MOST_LIAISONS: usize = 10;

impl UnitEntry {
    /// A new unit of a congress. `others` are all of its units.
    ///
    /// # Errors
    /// As [`UnitEntry::change`].
    pub fn found(&self, id: UnitId, congress: &Congress, others: &[Unit]) -> Result<Unit, Refusal> {
        let unit = Unit {
            id,
            congress: congress.id.clone(),
            version: 0,
            code: String::new(),
            name: String::new(),
            kind: self.kind,
            liaisons: Vec::new(),
            quotas: Quotas::default(),
            counts: Counts::default(),
            materials: Filed::default(),
            extensions: Vec::new(),
            last_activity_at: None,
        };
        self.change(&unit, congress, others)
    }

    /// The unit with everything as entered. `others` are all units of the congress, itself among them or not.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`] once the congress is closed; [`Refusal::QuotaBelowAllocated`] when that is all that is
    /// wrong; else [`Refusal::Invalid`] with every fault, a code or name that another unit has among them.
    pub fn change(
        &self,
        unit: &Unit,
        congress: &Congress,
        others: &[Unit],
    ) -> Result<Unit, Refusal> {
        congress.require_editable()?;
        let mut faults = Vec::new();
        let liaisons = self.read_liaisons(&unit.liaisons, &mut faults);
        let after = Unit {
            code: half_width(&self.code).trim().to_owned(),
            name: self.name.trim().to_owned(),
            kind: self.kind,
            liaisons,
            quotas: self.quotas.clone(),
            ..unit.clone()
        };
        faults.extend(after.check(&congress.settings).err().unwrap_or_default());
        faults.extend(not_used(&after.quotas, congress));
        faults.extend(taken(&after, others));
        if faults.is_empty() {
            return Ok(after);
        }
        let only_below = faults
            .iter()
            .all(|fault| fault.code == FaultCode::QuotaBelowAllocated);
        Err(if only_below {
            Refusal::QuotaBelowAllocated(faults)
        } else {
            Refusal::Invalid(faults)
        })
    }

    fn read_liaisons(&self, known: &[Contact], faults: &mut Vec<Fault>) -> Vec<Contact> {
        if self.liaisons.len() > MOST_LIAISONS {
            faults.push(Fault::new(
                "/liaisons",
                FaultCode::TooLong,
                format!("联络员最多 {MOST_LIAISONS} 人"),
                format!("At most {MOST_LIAISONS} liaisons"),
            ));
        }
        let entries = self.liaisons.iter().enumerate();
        entries
            .filter_map(|(index, entry)| entry.read(known, &format!("/liaisons/{index}"), faults))
            .collect()
    }
}

/// Places in a category and minimums of a trait that the congress does not use.
pub(super) fn not_used(quotas: &Quotas, congress: &Congress) -> Vec<Fault> {
    let settings = &congress.settings;
    let mut faults = Vec::new();
    for (category, quota) in &quotas.0 {
        let name = settings.category_name(*category);
        if quota.places > 0 && !settings.categories.contains_key(category) {
            faults.push(Fault::new(
                format!("/quotas/{}/places", category.code()),
                FaultCode::NotUsed,
                format!("本届大会不设“{}”，请改为 0", name.zh),
                format!("This congress has no {}; enter 0", name.en),
            ));
        }
        for (wanted, minimum) in &quota.minimums {
            let used = settings.has_minimums(*category) && settings.traits.contains(wanted);
            let called = settings.trait_name(*wanted);
            if *minimum > 0 && category.has_minimums() && !used {
                faults.push(Fault::new(
                    format!("/quotas/{}/minimums/{}", category.code(), wanted.code()),
                    FaultCode::NotUsed,
                    format!("本届大会不设“{}”结构指标，请改为 0", called.zh),
                    format!("This congress has no minimum for {}; enter 0", called.en),
                ));
            }
        }
    }
    faults
}

/// A code or name that another unit of the congress has.
fn taken(unit: &Unit, others: &[Unit]) -> Vec<Fault> {
    let others: Vec<_> = others.iter().filter(|other| other.id != unit.id).collect();
    let mut faults = Vec::new();
    if !unit.code.is_empty() && others.iter().any(|other| other.code == unit.code) {
        faults.push(Fault::new(
            "/code",
            FaultCode::Repeated,
            format!("单位编号 {} 已被使用，请换一个", unit.code),
            format!("The code {} is another unit's; take another", unit.code),
        ));
    }
    if let Some(other) = others
        .iter()
        .find(|other| !unit.name.is_empty() && other.name == unit.name)
    {
        faults.push(Fault::new(
            "/name",
            FaultCode::Repeated,
            format!("已有同名单位（编号 {}），请核对", other.code),
            format!("The unit {} has the same name; please check", other.code),
        ));
    }
    faults
}
