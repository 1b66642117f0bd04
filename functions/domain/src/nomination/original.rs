//! 登记原件收讫: the convener has the signed and stamped form on paper, or not yet.

use super::Case;
use crate::{
    decision::Decision,
    permission::Action,
    refusal::{Refusal, Said},
};

/// Decides on recording the original as received, or taking that back.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::NothingToDo`] when it is so already.
pub fn receive_original(case: Case<'_>, received: bool) -> Result<Decision, Refusal> {
    let role = case.require(Action::ReceiveOriginal)?;
    if case.nomination.original_received == received {
        return Err(Refusal::NothingToDo(if received {
            Said::new(
                "原件已登记为收讫",
                "The original is recorded as received already",
            )
        } else {
            Said::new(
                "原件尚未登记为收讫",
                "The original is not recorded as received",
            )
        }));
    }
    let mut nomination = case.nomination.clone();
    nomination.original_received = received;
    nomination.changed_at = case.now;
    let mut entry = case.entry(Action::ReceiveOriginal, role, nomination.state);
    entry.opinion = Some(if received { "收讫" } else { "未收" }.to_owned());
    Ok(Decision {
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}
