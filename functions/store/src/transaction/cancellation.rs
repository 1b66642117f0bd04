//! Why a transaction was cancelled, in our words.

use aws_sdk_dynamodb::{
    error::SdkError, operation::transact_write_items::TransactWriteItemsError,
    types::CancellationReason,
};
use domain::decision::Claim;

use super::Meaning;
use crate::{items::Item, keys::Key};

/// What the reasons come to.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    Done { key: Key, item: Option<Item> },
    Conflict,
    Claimed(Vec<Claim>),
    Unknown,
}

/// The reason for each action, when conditions or collisions cancelled it.
pub(super) fn reasons(error: &SdkError<TransactWriteItemsError>) -> Option<&[CancellationReason]> {
    match error.as_service_error()? {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => {
            Some(cancelled.cancellation_reasons())
        }
        _ => None,
    }
}

/// Whether trying again may help: it collided with others or was throttled, and no condition failed.
pub(super) fn is_passing(reasons: &[CancellationReason]) -> bool {
    let mut codes = reasons
        .iter()
        .filter_map(CancellationReason::code)
        .filter(|code| *code != "None");
    let passing = [
        "TransactionConflict",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
    ];
    let mut any = false;
    codes.all(|code| {
        any = true;
        passing.contains(&code)
    }) && any
}

/// What the failed conditions mean. Done comes first: the same command sent twice also finds everything changed, by
/// itself. A conflict comes before claims: it is decided again then, on what is there.
pub(super) fn meaning(reasons: &[CancellationReason], meanings: &[Meaning]) -> Verdict {
    let failed = reasons.iter().zip(meanings);
    let failed = failed.filter(|(reason, _)| reason.code() == Some("ConditionalCheckFailed"));
    let mut claims = Vec::new();
    let mut conflict = false;
    for (reason, meaning) in failed {
        match meaning {
            Meaning::Done(key) => {
                return Verdict::Done {
                    key: key.clone(),
                    item: reason.item.clone(),
                };
            }
            Meaning::Conflict => conflict = true,
            Meaning::Claimed(claim) => claims.push(Claim::clone(claim)),
        }
    }
    let collided = reasons
        .iter()
        .any(|reason| reason.code() == Some("TransactionConflict"));
    if conflict {
        Verdict::Conflict
    } else if !claims.is_empty() {
        Verdict::Claimed(claims)
    } else if collided {
        Verdict::Conflict
    } else {
        Verdict::Unknown
    }
}

#[cfg(test)]
mod tests {
    use domain::{decision::Person, id, phone::Phone};

    use super::*;

    fn reason(code: &str) -> CancellationReason {
        CancellationReason::builder().code(code).build()
    }

    fn claim() -> Claim {
        Claim {
            person: Person::Phone(Phone::parse("19900000001").unwrap()),
            congress: id::CongressId::parse("c").unwrap(),
            unit: id::UnitId::parse("u").unwrap(),
            nomination: id::NominationId::parse("n").unwrap(),
            pointer: "/rows/0/phone".into(),
        }
    }

    fn verdict(codes: [&str; 3]) -> Verdict {
        let meanings = [
            Meaning::Conflict,
            Meaning::Claimed(Box::new(claim())),
            Meaning::Done(Key::done("k")),
        ];
        meaning(&codes.map(reason), &meanings)
    }

    #[test]
    fn done_is_said_first_then_a_conflict_then_claims() {
        let failed = "ConditionalCheckFailed";
        assert!(matches!(
            verdict([failed, failed, failed]),
            Verdict::Done { .. }
        ));
        assert_eq!(verdict([failed, failed, "None"]), Verdict::Conflict);
        assert_eq!(
            verdict(["None", failed, "None"]),
            Verdict::Claimed(vec![claim()])
        );
        assert_eq!(
            verdict(["TransactionConflict", "None", "None"]),
            Verdict::Conflict
        );
        assert_eq!(
            verdict(["ValidationError", "None", "None"]),
            Verdict::Unknown
        );
    }

    #[test]
    fn only_what_collided_or_was_throttled_is_tried_again() {
        let passing = |codes: [&str; 2]| is_passing(&codes.map(reason));
        assert!(passing(["TransactionConflict", "None"]));
        assert!(passing(["ThrottlingError", "TransactionConflict"]));
        assert!(!passing(["TransactionConflict", "ConditionalCheckFailed"]));
        assert!(!passing(["None", "None"]));
    }
}
