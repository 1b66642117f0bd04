//! How often somebody may try to get in: what stands between a guess and an account. Pure: the item is read, judged
//! here, and written on condition that nobody wrote it meanwhile, so that guesses sent at once count one by one.

pub(super) mod item;

use std::collections::BTreeMap;

use aws_lc_rs::hmac;
use domain::{access_event::AccessEvent, phone::Phone};
use jiff::{SignedDuration, Timestamp};

use super::{
    code::{BrowserHash, OneTimeCode, same},
    session::Factor,
};

/// Tries of one code.
pub const TRIES: u32 = 5;
/// Failures of one account within [`FAILURE_WINDOW`], by code or password; a new code does not reset them.
pub const FAILURES: usize = 10;
/// The window of [`FAILURES`]; it slides.
pub const FAILURE_WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// What is known of the attempts on one phone, whether or not it has an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attempts {
    /// The code last sent, until it is used.
    pub(super) code: Option<PendingCode>,
    /// When attempts failed, the oldest first.
    pub(super) failures: Vec<Timestamp>,
    /// How many codes were sent when; judging leaves it alone.
    pub(super) sent: Sent,
    /// The revision that was read; 0 while there is no item.
    pub(super) revision: u64,
}

/// How many codes were sent to a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent {
    /// When the last one was, in seconds since 1970.
    pub(super) last: Option<i64>,
    /// By attribute name of the day.
    pub(super) by_day: BTreeMap<String, u32>,
}

/// A code that was sent and not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PendingCode {
    /// [`OneTimeCode::hash`].
    pub(super) hash: String,
    /// SHA-256 of the browser's cookie.
    pub(super) browser: String,
    /// Good until.
    pub(super) expires_at: Timestamp,
    /// How often it was tried.
    pub(super) tries: u32,
}

/// What somebody shows to get in.
#[derive(Clone, Debug)]
pub enum Proof {
    /// The code, typed in the browser that asked for it.
    Code {
        /// As typed.
        code: OneTimeCode,
        /// Of the browser's cookie.
        browser: BrowserHash,
    },
    /// A password that was compared already.
    Password {
        /// The hash it was compared with: when that has changed since, the comparison counts for nothing.
        compared_with: Option<String>,
        /// The outcome.
        right: bool,
    },
}

impl Proof {
    /// Its kind.
    pub const fn factor(&self) -> Factor {
        match self {
            Self::Code { .. } => Factor::Code,
            Self::Password { .. } => Factor::Password,
        }
    }

    pub(super) const fn succeeded(&self) -> AccessEvent {
        match self {
            Self::Code { .. } => AccessEvent::SignedInByCode,
            Self::Password { .. } => AccessEvent::SignedInByPassword,
        }
    }

    pub(super) const fn failed(&self) -> AccessEvent {
        match self {
            Self::Code { .. } => AccessEvent::CodeFailed,
            Self::Password { .. } => AccessEvent::PasswordFailed,
        }
    }
}

/// Why somebody does not get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The code is not the one sent; so many tries are left.
    CodeWrong {
        /// Tries left of this code.
        left: u32,
    },
    /// No code to compare with: none was sent to this browser, or it is too old, used, or tried too often. Not told
    /// apart, or strangers could learn whether somebody is signing in.
    CodeExpired,
    /// The password is wrong, or there is no account, or it has no password: not told apart.
    PasswordWrong,
    /// Too many failures within the hour.
    TooManyFailures {
        /// When to try again.
        until: Timestamp,
    },
}

/// The verdict on an attempt, with the attempts as they are to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They may come in.
    Right(Attempts),
    /// They may not, and it counts.
    Wrong(Refused, Attempts),
    /// It was not looked at and does not count.
    NotTried(Refused),
}

impl Attempts {
    /// Judges one attempt.
    pub(super) fn judge(
        &self,
        key: &hmac::Key,
        phone: &Phone,
        proof: &Proof,
        now: Timestamp,
    ) -> Verdict {
        let recent = self.recent_failures(now);
        if recent.len() >= FAILURES {
            let oldest = recent[recent.len() - FAILURES];
            return Verdict::NotTried(Refused::TooManyFailures {
                until: oldest + FAILURE_WINDOW,
            });
        }
        let after = |code| Attempts {
            code,
            failures: recent.clone(),
            ..self.clone()
        };
        match proof {
            Proof::Password { right: true, .. } => Verdict::Right(after(self.code.clone())),
            Proof::Password { right: false, .. } => {
                Verdict::Wrong(Refused::PasswordWrong, after(self.code.clone()).failed(now))
            }
            Proof::Code { code, browser } => {
                let Some(pending) = self
                    .code
                    .as_ref()
                    .filter(|pending| pending.is_for(browser, now))
                else {
                    return Verdict::NotTried(Refused::CodeExpired);
                };
                if same(&code.hash(key, phone, browser), &pending.hash) {
                    return Verdict::Right(after(None));
                }
                let tries = pending.tries + 1;
                let tried = PendingCode {
                    tries,
                    ..pending.clone()
                };
                let refused = Refused::CodeWrong {
                    left: TRIES - tries,
                };
                Verdict::Wrong(refused, after(Some(tried)).failed(now))
            }
        }
    }

    fn recent_failures(&self, now: Timestamp) -> Vec<Timestamp> {
        let window = now - FAILURE_WINDOW;
        self.failures
            .iter()
            .copied()
            .filter(|at| *at > window)
            .collect()
    }

    fn failed(mut self, now: Timestamp) -> Self {
        self.failures.push(now);
        self
    }
}

impl PendingCode {
    fn is_for(&self, browser: &BrowserHash, now: Timestamp) -> bool {
        browser.is(&self.browser) && now < self.expires_at && self.tries < TRIES
    }
}

#[cfg(test)]
mod tests;
