#![doc = include_str!("README.md")]

mod cell;
mod column;
mod header;
mod plan;
mod record;
mod table;
pub mod undo;

pub use cell::names_offered;
pub use column::Column;
pub use plan::{Plan, Planned, Scene, plan};
pub use record::{Import, Undone};
pub use table::Table;

use jiff::Timestamp;

use super::Standing;
use crate::{
    permission::{Action, Actor, Role},
    refusal::Refusal,
    window::Stage,
};

/// The most rows of a file.
pub const MOST_ROWS: usize = 1_000;

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
