//! What every command on one nomination starts from, and the one way in which any of them moves it.

use jiff::Timestamp;

use super::{
    Nomination,
    last_step::LastStep,
    state::{State, is_transition},
};
use crate::{
    audit::AuditEntry,
    congress::Congress,
    form::schema::Schema,
    permission::{self, Action, Actor, Role},
    refusal::Refusal,
    unit::Unit,
};

/// The unit and congress within which a nomination stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The congress.
    pub congress: &'a Congress,
    /// The unit.
    pub unit: &'a Unit,
}

/// A nomination, where it stands, who acts and when: the snapshot of a command on one nomination.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Congress and unit.
    pub standing: Standing<'a>,
    /// The nomination.
    pub nomination: &'a Nomination,
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub now: Timestamp,
}

impl<'a> Case<'a> {
    /// The form as this nominee is asked for it.
    pub fn schema(&self) -> Schema<'a> {
        Schema::of(&self.standing.congress.settings, self.nomination.category)
    }

    /// Whether the action may be done now; answers the role it is done in.
    ///
    /// # Errors
    /// As [`permission::require`].
    pub fn require(&self, action: Action) -> Result<Role, Refusal> {
        let Standing { congress, unit } = self.standing;
        permission::require(
            action,
            self.actor,
            self.nomination,
            unit,
            congress,
            self.now,
        )
    }

    /// Whether the actor saw the summary as it is.
    ///
    /// # Errors
    /// [`Refusal::Stale`].
    fn require_version(&self, expected: u64) -> Result<(), Refusal> {
        let current = self.nomination.version;
        if expected == current {
            Ok(())
        } else {
            Err(Refusal::Stale { expected, current })
        }
    }

    /// Whether the action may be done now and the actor saw the summary as it is; answers the role.
    ///
    /// Where the state no longer allows the action that is what they are told, since it says more.
    ///
    /// # Errors
    /// As [`Case::require`], then [`Refusal::Stale`].
    pub fn require_at(&self, version: u64, action: Action) -> Result<Role, Refusal> {
        let role = self.require(action)?;
        self.require_version(version)?;
        Ok(role)
    }

    /// The unit after something happened in it now.
    pub(super) fn touched_unit(&self) -> Unit {
        Unit {
            last_activity_at: Some(self.now),
            ..self.standing.unit.clone()
        }
    }

    /// The nomination and its unit moved to a state by an action, and the trail's entry for it.
    ///
    /// # Panics
    /// When the way is not in the table: no command can then be written that leaves it.
    pub(super) fn moved(
        &self,
        action: Action,
        role: Role,
        to: State,
    ) -> (Unit, Nomination, AuditEntry) {
        let from = self.nomination.state;
        assert!(
            is_transition(from, action, to),
            "{from:?} does not become {to:?} by {action:?}"
        );
        let mut unit = self.touched_unit();
        unit.counts.leave(self.nomination.category, from);
        unit.counts.enter(self.nomination.category, to);
        let mut nomination = self.nomination.clone();
        nomination.state = to;
        nomination.changed_at = self.now;
        // Whatever it moved by, the next final review begins anew.
        nomination.approval = None;
        let entry = self.entry(action, role, to);
        nomination.last_step = Some(LastStep {
            deed: entry.action,
            role,
            name: entry.name.clone(),
            by: self.actor.phone.clone(),
            at: self.now,
            sequence: entry.sequence,
        });
        (unit, nomination, entry)
    }

    /// The trail's entry for an action that leaves the nomination in `to`.
    pub(super) fn entry(&self, action: Action, role: Role, to: State) -> AuditEntry {
        AuditEntry {
            nomination: self.nomination.id.clone(),
            sequence: self.nomination.version + 1,
            at: self.now,
            role: Some(role),
            name: self.actor.name.clone(),
            action: action.into(),
            from: Some(self.nomination.state),
            to,
            opinion: None,
            remarks: Vec::new(),
            changes: Vec::new(),
            follows: self.nomination.trail,
        }
    }
}

/// The place in the trail of an entry by which the nomination's version stays: microseconds, far above any version.
pub(super) fn sequence_by_time(at: Timestamp) -> u64 {
    u64::try_from(at.as_microsecond()).unwrap_or(u64::MAX)
}
