//! What the store's rules answer, as problems that say what to do. Nothing here says whether a number has an account.

use api::{Code, Problem};
use jiff::Timestamp;
use store::access::{
    AskError, CannotSend, Refused, SignInError,
    factors::{FactorError, FactorRefused},
};

/// A challenge that was refused, was used, or is too old.
pub(crate) fn verification_failed() -> Problem {
    Problem::new(
        Code::VerificationFailed,
        "验证未通过或已失效，请重新点击完成验证",
        "The verification is wrong or too old; please click to verify again",
    )
}

/// No code is sent.
pub(crate) fn not_sent(error: AskError, now: Timestamp) -> Problem {
    match error {
        AskError::Refused(why) => cannot_send(why, now),
        AskError::Busy => busy(),
        AskError::Store(error) => error.into(),
    }
}

fn cannot_send(why: CannotSend, now: Timestamp) -> Problem {
    match why {
        CannotSend::ChallengeSpent => verification_failed(),
        CannotSend::TooSoon { until } => too_often(
            until,
            now,
            "验证码已发送，请等一分钟后再获取",
            "A code was just sent; please wait a minute before asking again",
        ),
        CannotSend::NumberLimit { until } => too_often(
            until,
            now,
            "今天向该号码发送的验证码已达上限，请明天再试，或用密码登录",
            "No more codes are sent to this number today; please try tomorrow, or sign in with a password",
        ),
        CannotSend::NetworkLimit { until } => too_often(
            until,
            now,
            "您所在的网络获取验证码过于频繁，请稍后再试，或用密码登录",
            "Too many codes were asked for from your network; please try later, or sign in with a password",
        ),
        CannotSend::SpendingLimit { until } => too_often(
            until,
            now,
            "今天的短信发送量已达上限，请明天再试，或用密码登录",
            "No more text messages are sent today; please try tomorrow, or sign in with a password",
        ),
    }
}

/// Nobody is signed in and no password set.
pub(crate) fn not_in(error: SignInError, now: Timestamp) -> Problem {
    match error {
        SignInError::Refused(refused) => refusal(refused, now),
        SignInError::Busy => busy(),
        SignInError::Store(error) => error.into(),
    }
}

fn refusal(refused: Refused, now: Timestamp) -> Problem {
    match refused {
        Refused::CodeWrong { left: 0 } => Problem::new(
            Code::CodeWrong,
            "验证码不正确，且已不能再试，请重新获取验证码",
            "The code is wrong, and was tried too often; please ask for a new one",
        ),
        Refused::CodeWrong { left } => Problem::new(
            Code::CodeWrong,
            format!("验证码不正确，请核对短信，还可以试 {left} 次"),
            format!("The code is wrong; please check the text message. Tries left: {left}"),
        ),
        Refused::CodeExpired => Problem::new(
            Code::CodeExpired,
            "验证码已失效，请在本浏览器重新获取（5 分钟内有效，限用一次）",
            "The code is no longer good; please ask for a new one in this browser (good once, for 5 minutes)",
        ),
        Refused::PasswordWrong => Problem::new(
            Code::InvalidInput,
            "手机号或密码不正确，请核对，或用短信验证码登录",
            "The phone or the password is wrong; please check them, or sign in with a code",
        ),
        Refused::TooManyFailures { until } => too_often(
            until,
            now,
            "错误次数过多，为保护账号已暂停登录，请稍后再试",
            "Too many failures; to protect the account signing in is closed for a while, please try later",
        ),
    }
}

/// A second factor is not taken, or not changed.
pub(crate) fn not_shown(error: FactorError, now: Timestamp) -> Problem {
    match error {
        FactorError::Refused(why) => factor_refused(why, now),
        FactorError::Ended => Problem::unauthenticated(),
        FactorError::Busy => busy(),
        FactorError::Store(error) => error.into(),
    }
}

fn factor_refused(why: FactorRefused, now: Timestamp) -> Problem {
    match why {
        FactorRefused::Wrong => Problem::new(
            Code::CodeWrong,
            "验证码不正确，请核对身份验证器中的当前验证码；若一直不对，请检查手机时间是否自动设置",
            "The code is wrong; please check the one your app shows now, and whether the phone sets its time by itself",
        ),
        FactorRefused::UsedBefore => Problem::new(
            Code::CodeExpired,
            "这个验证码已用过，每个只能用一次，请等身份验证器显示下一个（30 秒内）",
            "This code was used already, and each is good once; please wait for the next one (within 30 seconds)",
        ),
        FactorRefused::Unknown => Problem::new(
            Code::CodeExpired,
            "已失效或已被移除，请刷新页面重新开始",
            "It is no longer there or no longer good; please reload the page and begin again",
        ),
        FactorRefused::TooMany { until } => too_often(
            until,
            now,
            "错误次数过多，为保护账号已暂停验证，请稍后再试，或用通行密钥",
            "Too many failures; to protect the account this is closed for a while, please try later or use a passkey",
        ),
        FactorRefused::Full => Problem::new(
            Code::InvalidInput,
            "通行密钥最多 10 个，请先移除不用的",
            "There are ten passkeys already; please remove one that is not used",
        ),
    }
}

/// The passkey's answer does not hold, or came too late.
pub(crate) fn passkey_refused() -> Problem {
    Problem::new(
        Code::VerificationFailed,
        "通行密钥验证未通过或已超时，请再试一次，或换一种方式",
        "The passkey did not prove it, or took too long; please try again, or take another way",
    )
}

/// Too often, with when to try again.
pub(crate) fn too_often(until: Timestamp, now: Timestamp, zh: &str, en: &str) -> Problem {
    // Rounded up: who comes back a moment too early is refused again.
    let seconds = until.duration_since(now).as_millis().max(1);
    let seconds = i64::try_from((seconds + 999) / 1000).unwrap_or(i64::MAX);
    let zh_wait = format!("{zh}（约 {}后）", waiting(seconds, " 秒", " 分钟", " 小时"));
    let en_wait = format!("{en} (in about {}).", waiting(seconds, " s", " min", " h"));
    Problem::new(Code::TooManyRequests, zh_wait, en_wait).with_retry_after(seconds.unsigned_abs())
}

fn waiting(seconds: i64, second: &str, minute: &str, hour: &str) -> String {
    match seconds {
        ..120 => format!("{seconds}{second}"),
        120..7200 => format!("{}{minute}", (seconds + 59) / 60),
        _ => format!("{}{hour}", (seconds + 3599) / 3600),
    }
}

fn busy() -> Problem {
    Problem::new(
        Code::Busy,
        "同时操作过多，本次未生效，请再试一次",
        "Too many at once; nothing was done, please try again",
    )
    .with_retry_after(1)
}

#[cfg(test)]
mod tests {
    use domain::text::Language;
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_limit_says_how_long_to_wait_in_words_and_in_seconds() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let said = |seconds, language| {
            let until = now + SignedDuration::from_secs(seconds);
            let document = too_often(until, now, "等", "Wait").speak(language);
            (document.detail, document.retry_after_seconds)
        };
        assert_eq!(
            said(45, Language::Zh),
            ("等（约 45 秒后）".to_owned(), Some(45))
        );
        assert_eq!(
            said(3000, Language::En),
            ("Wait (in about 50 min).".to_owned(), Some(3000))
        );
        assert_eq!(
            said(20_000, Language::En),
            ("Wait (in about 6 h).".to_owned(), Some(20_000))
        );
        assert_eq!(said(-5, Language::En).1, Some(1));
        let half_a_second = now + SignedDuration::from_millis(1_500);
        let document = too_often(half_a_second, now, "等", "Wait").speak(Language::Zh);
        assert_eq!(document.retry_after_seconds, Some(2), "never too early");
    }
}
