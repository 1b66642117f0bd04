use aws_lc_rs::hmac;

use super::*;

const START: &str = "2026-11-22T10:00:00Z";

fn at(seconds: i64) -> Timestamp {
    START.parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn key() -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &[1; 32])
}

fn phone() -> Phone {
    Phone::parse("19900900001").unwrap()
}

fn code(digits: &str) -> OneTimeCode {
    OneTimeCode::parse(digits).unwrap()
}

fn sent() -> Attempts {
    let browser = BrowserHash::of("mine");
    Attempts {
        code: Some(PendingCode {
            hash: code("123456").hash(&key(), &phone(), &browser),
            browser: browser.text().to_owned(),
            expires_at: at(300),
            tries: 0,
        }),
        revision: 1,
        ..Attempts::default()
    }
}

fn by_code(digits: &str, browser: &str) -> Proof {
    Proof::Code {
        code: code(digits),
        browser: BrowserHash::of(browser),
    }
}

fn by_password(right: bool) -> Proof {
    Proof::Password {
        compared_with: None,
        right,
    }
}

fn judge(attempts: &Attempts, proof: &Proof, seconds: i64) -> Verdict {
    attempts.judge(&key(), &phone(), proof, at(seconds))
}

#[test]
fn the_right_code_in_time_and_browser_lets_in_and_is_gone() {
    let Verdict::Right(after) = judge(&sent(), &by_code("123456", "mine"), 299) else {
        panic!()
    };
    assert_eq!(
        after,
        Attempts {
            code: None,
            ..sent()
        }
    );
    assert_eq!(
        judge(&after, &by_code("123456", "mine"), 299),
        Verdict::NotTried(Refused::CodeExpired)
    );
}

#[test]
fn after_five_minutes_or_in_another_browser_the_code_is_none() {
    let expired = Verdict::NotTried(Refused::CodeExpired);
    assert_eq!(judge(&sent(), &by_code("123456", "mine"), 300), expired);
    assert_eq!(judge(&sent(), &by_code("123456", "another"), 1), expired);
    assert_eq!(
        judge(&Attempts::default(), &by_code("123456", "mine"), 1),
        expired
    );
}

#[test]
fn a_code_takes_five_tries() {
    let mut attempts = sent();
    for left in [4, 3, 2, 1, 0] {
        let Verdict::Wrong(refused, after) = judge(&attempts, &by_code("000000", "mine"), 1) else {
            panic!()
        };
        assert_eq!(refused, Refused::CodeWrong { left });
        attempts = after;
    }
    let expired = Verdict::NotTried(Refused::CodeExpired);
    assert_eq!(
        judge(&attempts, &by_code("123456", "mine"), 1),
        expired,
        "even the right one is too late"
    );
}

#[test]
fn ten_failures_an_hour_close_the_account_whatever_code_is_sent_meanwhile() {
    let mut attempts = sent();
    for try_number in 0..10 {
        attempts.code.clone_from(&sent().code);
        let Verdict::Wrong(_, after) = judge(&attempts, &by_code("000000", "mine"), try_number)
        else {
            panic!()
        };
        attempts = after;
    }
    attempts.code.clone_from(&sent().code);
    let closed = Verdict::NotTried(Refused::TooManyFailures { until: at(3600) });
    assert_eq!(judge(&attempts, &by_code("123456", "mine"), 20), closed);
    assert_eq!(
        judge(&attempts, &by_password(true), 20),
        closed,
        "by password neither"
    );
    assert_eq!(judge(&attempts, &by_password(true), 3599), closed);
    assert!(matches!(
        judge(&attempts, &by_password(true), 3600),
        Verdict::Right(_)
    ));
}

#[test]
fn the_window_of_failures_slides() {
    let failures = (0..10).map(|minute| at(minute * 60)).collect();
    let attempts = Attempts { failures, ..sent() };
    let Verdict::Wrong(_, after) = judge(&attempts, &by_password(false), 3600) else {
        panic!()
    };
    assert_eq!(
        after.failures.len(),
        10,
        "the first is forgotten, the new one counts"
    );
    let closed = Verdict::NotTried(Refused::TooManyFailures { until: at(3660) });
    assert_eq!(judge(&after, &by_password(true), 3601), closed);
}

#[test]
fn a_wrong_password_counts_and_leaves_the_code_alone() {
    let Verdict::Wrong(refused, after) = judge(&sent(), &by_password(false), 1) else {
        panic!()
    };
    assert_eq!(refused, Refused::PasswordWrong);
    assert_eq!((after.failures.len(), after.code), (1, sent().code));
}
