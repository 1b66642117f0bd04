//! Full numbers that leave the system in an export: who took them, when, of how many people, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    audit::Deed,
    congress::convening::require_role,
    id::{CongressId, UnitId},
    permission::{Actor, Role},
    refusal::Refusal,
    unit::text_within,
};

/// Who may export full numbers: the convener's administrators, and liaisons those of their own unit.
pub const DISCLOSED_TO: &[Role] = &[Role::Administrator, Role::Liaison];

const LONGEST_REASON: usize = 200;

/// One export of full numbers. It stands in the congress's records before the first byte is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// The congress.
    pub congress: CongressId,
    /// The unit it was limited to, if any.
    pub unit: Option<UnitId>,
    /// When.
    pub at: Timestamp,
    /// Who, by the name the records had for them.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// What: [`Deed::ExportUnmasked`].
    pub action: Deed,
    /// Why.
    pub reason: String,
    /// Of how many people.
    pub people: u32,
}

impl Disclosure {
    /// The record of an export by an actor within a congress or one unit.
    ///
    /// # Errors
    /// [`Refusal::RoleNeeded`]; [`Refusal::Invalid`] at `/reason` when none is given or it is too long.
    pub fn by(
        actor: &Actor,
        congress: CongressId,
        unit: Option<UnitId>,
        reason: &str,
        people: u32,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        let role = Self::role_of(actor)?;
        let mut faults = Vec::new();
        text_within(
            "/reason",
            "导出用途",
            "what it is for",
            reason,
            LONGEST_REASON,
            &mut faults,
        );
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        Ok(Self {
            congress,
            unit,
            at,
            name: actor.name.clone(),
            role,
            action: Deed::ExportUnmasked,
            reason: reason.trim().to_owned(),
            people,
        })
    }

    /// The role in which an actor may export full numbers.
    ///
    /// # Errors
    /// [`Refusal::RoleNeeded`].
    pub fn role_of(actor: &Actor) -> Result<Role, Refusal> {
        require_role(actor, DISCLOSED_TO)?;
        let held = DISCLOSED_TO.iter().copied().find(|role| actor.has(*role));
        held.ok_or(Refusal::RoleNeeded {
            roles: DISCLOSED_TO,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::Phone;

    fn by(role: Role, reason: &str) -> Result<Disclosure, Refusal> {
        let phone = Phone::parse("19900000001").expect("a phone");
        let actor = Actor {
            phone,
            name: "高管".into(),
            roles: vec![role],
        };
        let congress = CongressId::parse("c").expect("an id");
        Disclosure::by(&actor, congress, None, reason, 3, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn full_numbers_are_for_administrators_and_liaisons_with_a_reason() {
        assert_eq!(
            by(Role::Administrator, " 制证 ").expect("a record").reason,
            "制证"
        );
        assert_eq!(
            by(Role::Liaison, "核对").expect("a record").role,
            Role::Liaison
        );
        for role in [Role::FinalReviewer, Role::Nominee] {
            assert_eq!(
                by(role, "制证"),
                Err(Refusal::RoleNeeded {
                    roles: DISCLOSED_TO
                })
            );
        }
        for reason in ["", "  ", &"长".repeat(201)] {
            assert_eq!(
                by(Role::Liaison, reason).unwrap_err().faults()[0].pointer,
                "/reason"
            );
        }
    }
}
