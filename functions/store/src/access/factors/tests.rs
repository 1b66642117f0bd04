use jiff::SignedDuration;

use super::*;
use crate::seal::BlindIndex;

fn keys() -> Keys {
    Keys::new([1; 32], [2; 32], [3; 32])
}

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn secret() -> TotpSecret {
    TotpSecret::known(*b"12345678901234567890")
}

fn code(at: Timestamp) -> String {
    secret().code_at(seconds(at))
}

/// Somebody whose app was confirmed a minute ago, with recovery codes.
fn enrolled(codes: &[RecoveryCode]) -> SecondFactors {
    let before = now() - SignedDuration::from_mins(1);
    let offered = SecondFactors::default().offering(secret(), before).after;
    let confirmed = offered.confirming(&code(before), before);
    assert_eq!(confirmed.outcome, Ok(Some(Factor::Totp)));
    confirmed.after.renewing_recovery(codes, &keys()).after
}

fn passkey(id: &str) -> Passkey {
    Passkey {
        id: id.to_owned(),
        name: "电脑".to_owned(),
        added_at: now(),
        used_at: None,
        credential: "{}".to_owned(),
    }
}

#[test]
fn a_secret_counts_once_its_app_has_shown_a_code_of_it_in_time() {
    let offered = SecondFactors::default().offering(secret(), now()).after;
    assert!(!offered.is_enrolled());
    let wrong = offered.clone().confirming("000000", now());
    assert_eq!(wrong.outcome, Err(FactorRefused::Wrong));
    let late = now() + ENROLMENT;
    let too_late = offered.clone().confirming(&code(late), late);
    assert_eq!(too_late.outcome, Err(FactorRefused::Unknown));
    let right = offered.confirming(&code(now()), now());
    assert!(right.after.is_enrolled() && right.after.offered.is_none());
}

#[test]
fn a_code_is_taken_once_and_none_before_it_after_it() {
    let factors = enrolled(&[]);
    let first = factors.using_totp(&code(now()), now());
    assert_eq!(first.outcome, Ok(Some(Factor::Totp)));
    let again = first.after.clone().using_totp(&code(now()), now());
    assert_eq!(again.outcome, Err(FactorRefused::UsedBefore));
    let earlier = code(now() - SignedDuration::from_secs(30));
    let before = first.after.clone().using_totp(&earlier, now());
    assert_eq!(before.outcome, Err(FactorRefused::UsedBefore));
    let later = now() + SignedDuration::from_secs(30);
    let next = first.after.using_totp(&code(later), later);
    assert_eq!(next.outcome, Ok(Some(Factor::Totp)));
}

#[test]
fn the_code_that_confirmed_the_app_is_used() {
    let offered = SecondFactors::default().offering(secret(), now()).after;
    let confirmed = offered.confirming(&code(now()), now()).after;
    let again = confirmed.using_totp(&code(now()), now());
    assert_eq!(again.outcome, Err(FactorRefused::UsedBefore));
}

#[test]
fn ten_wrong_codes_an_hour_bar_the_right_one_too_by_app_and_recovery_code_together() {
    let recovery = RecoveryCode::random();
    let mut factors = enrolled(std::slice::from_ref(&recovery));
    for round in 0..FAILURES {
        let wrong = if round % 2 == 0 {
            factors.using_totp("000000", now())
        } else {
            factors.using_recovery(&RecoveryCode::random(), &keys(), now())
        };
        assert_eq!(wrong.outcome, Err(FactorRefused::Wrong));
        factors = wrong.after;
    }
    let until = now() + FAILURE_WINDOW;
    let barred = Err(FactorRefused::TooMany { until });
    let by_app = factors.clone().using_totp(&code(now()), now());
    assert_eq!(by_app.outcome, barred);
    let by_recovery = factors.clone().using_recovery(&recovery, &keys(), now());
    assert_eq!(by_recovery.outcome, barred);
    assert!(factors.using_totp(&code(until), until).outcome.is_ok());
}

#[test]
fn a_recovery_code_is_good_once_and_not_after_new_ones_were_made() {
    let codes: Vec<_> = (0..RECOVERY_CODES)
        .map(|_| RecoveryCode::random())
        .collect();
    let factors = enrolled(&codes);
    assert_eq!(factors.recovery_left(), RECOVERY_CODES);
    let used = factors.using_recovery(&codes[3], &keys(), now());
    assert_eq!(used.outcome, Ok(Some(Factor::RecoveryCode)));
    assert_eq!(used.after.recovery_left(), RECOVERY_CODES - 1);
    let again = used.after.clone().using_recovery(&codes[3], &keys(), now());
    assert_eq!(again.outcome, Err(FactorRefused::Wrong));
    let renewed = used.after.renewing_recovery(&[], &keys()).after;
    let old = renewed.using_recovery(&codes[4], &keys(), now());
    assert_eq!(old.outcome, Err(FactorRefused::Wrong));
}

#[test]
fn recovery_codes_go_with_the_last_factor_they_stand_in_for() {
    let factors = enrolled(&[RecoveryCode::random()]);
    let both = factors.with_passkey(passkey("k"), "h").after;
    let without_app = both.without_totp().after;
    assert_eq!(without_app.recovery_left(), 1);
    let nothing = without_app.without_passkey("k").after;
    assert_eq!((nothing.recovery_left(), nothing.is_enrolled()), (0, false));
    assert_eq!(
        nothing.without_passkey("k").outcome,
        Err(FactorRefused::Unknown)
    );
}

#[test]
fn an_account_keeps_its_handle_and_at_most_ten_passkeys() {
    let mut factors = SecondFactors::default();
    for number in 0..MOST_PASSKEYS {
        let handle = format!("h{number}");
        factors = factors
            .with_passkey(passkey(&format!("k{number}")), &handle)
            .after;
    }
    assert_eq!(factors.handle.as_deref(), Some("h0"));
    let one_more = factors.clone().with_passkey(passkey("more"), "h");
    assert_eq!(one_more.outcome, Err(FactorRefused::Full));
    let used = factors.using_passkey("k1", "after", now());
    assert_eq!(used.outcome, Ok(Some(Factor::Passkey)));
    assert_eq!(used.after.passkeys[1].credential, "after");
    let unknown = used.after.using_passkey("none", "after", now());
    assert_eq!(unknown.outcome, Err(FactorRefused::Unknown));
}

#[test]
fn factors_read_back_as_they_were_written_and_show_no_secret() {
    let of = BlindIndex::from_text("person");
    let all = enrolled(&[RecoveryCode::random()])
        .with_passkey(passkey("k"), "h")
        .after
        .using_totp("000000", now())
        .after
        .offering(TotpSecret::random(), now())
        .after;
    for written in [all, SecondFactors::default()] {
        let read = factors(&item(&written, &of, &keys()), &keys()).unwrap();
        let expected = SecondFactors {
            revision: written.revision + 1,
            ..written
        };
        assert_eq!(read, expected);
        assert!(!format!("{read:?}").contains("49, 50"), "{read:?}");
    }
}
