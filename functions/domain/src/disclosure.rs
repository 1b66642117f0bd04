//! Full numbers that somebody was shown or took away in an export: who, when, of whom, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    audit::Deed,
    congress::convening::require_role,
    id::{CongressId, NominationId, UnitId},
    nomination::Case,
    permission::{Action, Actor, Role},
    refusal::Refusal,
    unit::text_within,
};

/// Who may export full numbers: the convener's administrators, and liaisons those of their own unit.
pub const DISCLOSED_TO: &[Role] = &[Role::Administrator, Role::Liaison];

const LONGEST_REASON: usize = 200;

/// One export of full numbers, or one look at somebody's. It stands in the congress's records before the first byte is sent.
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
    /// What: [`Deed::ExportUnmasked`], or [`Action::Reveal`].
    pub action: Deed,
    /// Why; empty for a look, which needs no reason.
    pub reason: String,
    /// Of how many people.
    pub people: u32,
    /// Whose, for a look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Disclosed>,
}

/// Whose numbers were looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosed {
    /// The nomination.
    pub nomination: NominationId,
    /// The nominee's name at the time.
    pub name: String,
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
            of: None,
        })
    }

    /// The record of one look at somebody's numbers.
    pub fn of_one(case: Case<'_>, role: Role) -> Self {
        let nomination = case.nomination;
        Self {
            congress: nomination.congress.clone(),
            unit: Some(nomination.unit.clone()),
            at: case.now,
            name: case.actor.name.clone(),
            role,
            action: Action::Reveal.into(),
            reason: String::new(),
            people: 1,
            of: Some(Disclosed {
                nomination: nomination.id.clone(),
                name: nomination.name.clone(),
            }),
        }
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
