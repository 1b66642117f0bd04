//! Which rule cancelled the transaction that sends a code.

use aws_sdk_dynamodb::types::CancellationReason;
use jiff::Timestamp;

use super::CannotSend;
use crate::access::{
    attempts::item::day,
    limit::{Limits, end_of_day},
};

/// Which rule cancelled the transaction: the reasons come in the order of the actions.
pub(super) fn refusal(
    reasons: &[CancellationReason],
    now: Timestamp,
    limits: &Limits,
    spending_until: Timestamp,
) -> Option<CannotSend> {
    let failed = |index: usize| {
        reasons
            .get(index)
            .filter(|reason| reason.code() == Some("ConditionalCheckFailed"))
    };
    if let Some(reason) = failed(0) {
        let number = |name: &str| -> Option<i64> {
            reason.item.as_ref()?.get(name)?.as_n().ok()?.parse().ok()
        };
        // The day's limit is said first: waiting a minute would not help.
        if number(&day(now)).is_some_and(|sent| sent >= i64::from(limits.codes_per_number)) {
            return Some(CannotSend::NumberLimit {
                until: end_of_day(now),
            });
        }
        let last = number("st").unwrap_or(now.as_second());
        let until = Timestamp::from_second(last + limits.resend_after).unwrap_or(Timestamp::MAX);
        return Some(CannotSend::TooSoon { until });
    }
    failed(1).map(|_| CannotSend::SpendingLimit {
        until: spending_until,
    })
}
