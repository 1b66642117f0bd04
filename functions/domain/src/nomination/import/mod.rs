//! Importing nominees.

mod record;
pub mod undo;

pub use record::{Import, Undone};

use jiff::Timestamp;

use super::Standing;
use crate::{
    permission::{Action, Actor, Role},
    refusal::Refusal,
    window::Stage,
};

/// Whether somebody may import into a unit now: whoever may allocate.
///
/// # Errors
/// [`Refusal::NotPermitted`], [`Refusal::CongressNotOpen`], [`Refusal::StageClosed`].
pub fn require_liaison(
    standing: Standing<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Standing { congress, unit } = standing;
    if !actor.has(Role::Liaison) {
        return Err(Refusal::NotPermitted {
            action: Action::Allocate,
            roles: &[Role::Liaison],
        });
    }
    congress.require_open()?;
    congress
        .settings
        .windows
        .require(Stage::Nominating, &unit.extensions, now)
}
