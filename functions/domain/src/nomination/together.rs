//! All of a unit's nominations in one state, moved together: a report, and its return.

use jiff::Timestamp;

use super::{Case, Nomination, Standing, state::State};
use crate::{
    decision::Decision,
    permission::{Action, Actor, Role},
    refusal::{Refusal, Said},
    unit::Unit,
};

/// Those who move, and by whom.
pub(super) struct Together<'a> {
    standing: Standing<'a>,
    actor: &'a Actor,
    action: Action,
    role: Role,
    now: Timestamp,
    /// At least one.
    pub(super) waiting: Vec<&'a Nomination>,
}

impl<'a> Together<'a> {
    /// Those of `nominations` that stand in a state, whom the actor may move by the action now.
    ///
    /// # Errors
    /// As [`Case::require`]; [`Refusal::NothingToDo`] with `nobody` when there is none.
    pub(super) fn of(
        standing: Standing<'a>,
        nominations: &'a [Nomination],
        state: State,
        actor: &'a Actor,
        action: Action,
        now: Timestamp,
        nobody: Said,
    ) -> Result<Self, Refusal> {
        let stand_there = nominations.iter().filter(|one| one.state == state);
        let waiting: Vec<_> = stand_there.collect();
        let Some(nomination) = waiting.first().copied() else {
            let roles = action.permission().roles;
            if !actor.roles.iter().any(|role| roles.contains(role)) {
                return Err(Refusal::NotPermitted { action, roles });
            }
            return Err(Refusal::NothingToDo(nobody));
        };
        let case = Case {
            standing,
            nomination,
            actor,
            now,
        };
        let role = case.require(action)?;
        Ok(Self {
            standing,
            actor,
            action,
            role,
            now,
            waiting,
        })
    }

    /// The unit after all of them have moved, and the decision with them and their entries of the trail.
    ///
    /// # Panics
    /// As [`Case::moved`].
    pub(super) fn moved(&self, to: State, opinion: Option<&str>) -> (Unit, Decision) {
        let mut unit = self.standing.unit.clone();
        let mut decision = Decision::default();
        for nomination in &self.waiting {
            let case = Case {
                standing: Standing {
                    unit: &unit,
                    ..self.standing
                },
                nomination,
                actor: self.actor,
                now: self.now,
            };
            let (after, moved, mut entry) = case.moved(self.action, self.role, to);
            entry.opinion = opinion.map(str::to_owned);
            decision.changed.push(moved);
            decision.audit.push(entry);
            unit = after;
        }
        (unit, decision)
    }
}
