//! 禁用 / 启用: block or unblock the nominee's own access. Stops nothing else.

use super::Case;
use crate::{
    decision::Decision,
    permission::Action,
    refusal::{Refusal, Said},
};

/// Opens or closes the nominee's own access. Whoever has no other part is signed out when it closes.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Stale`]; [`Refusal::NothingToDo`] when it is so already.
pub fn set_access(case: Case<'_>, version: u64, enabled: bool) -> Result<Decision, Refusal> {
    let action = if enabled {
        Action::Enable
    } else {
        Action::Disable
    };
    let role = case.require_at(version, action)?;
    if case.nomination.enabled == enabled {
        return Err(Refusal::NothingToDo(Said::new(
            if enabled {
                "该人员已是启用状态"
            } else {
                "该人员已是禁用状态"
            },
            if enabled {
                "Access is enabled already"
            } else {
                "Access is disabled already"
            },
        )));
    }
    let mut nomination = case.nomination.clone();
    nomination.enabled = enabled;
    nomination.changed_at = case.now;
    Ok(Decision {
        unit: Some(case.touched_unit()),
        signed_out: (!enabled).then(|| case.nomination.into()),
        audit: vec![case.entry(action, role, nomination.state)],
        changed: vec![nomination],
        ..Decision::default()
    })
}
