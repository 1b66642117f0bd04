//! `A#{blind(phone)} | FACTORS`: what somebody can show besides signing in. Pure: the item is read, judged here, and written
//! on condition that nobody wrote it meanwhile, so that one code sent twice at once counts once.

mod changing;
mod item;
mod passkey;
mod recovery;
mod totp;

use jiff::{SignedDuration, Timestamp};

pub use changing::{AtDoor, Changed, FactorError};
pub(super) use item::{factors, item, key};
pub use passkey::{Ceremony, Passkey, SigningInByPasskey};
pub use recovery::RecoveryCode;
pub use totp::{STEP, TotpSecret};

use super::session::Factor;
use crate::seal::Keys;
use recovery::RecoveryHash;

/// How long a secret that was shown may be confirmed.
pub const ENROLMENT: SignedDuration = SignedDuration::from_mins(15);
/// Wrong codes of one account within [`FAILURE_WINDOW`].
pub const FAILURES: usize = 10;
/// The window of [`FAILURES`]; it slides.
pub const FAILURE_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Most passkeys of one account.
pub const MOST_PASSKEYS: usize = 10;
/// How many recovery codes are made at once.
pub const RECOVERY_CODES: usize = 10;

/// What somebody can show. `Debug` shows no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondFactors {
    /// The app that makes codes.
    pub totp: Option<Totp>,
    /// A secret that was shown and not confirmed, and until when it may be.
    pub offered: Option<(TotpSecret, Timestamp)>,
    /// The recovery codes that are still good.
    recovery: Vec<RecoveryHash>,
    /// The passkeys, the oldest first.
    pub passkeys: Vec<Passkey>,
    /// By what passkeys know the account: a random id that says nothing of it.
    pub handle: Option<String>,
    /// When codes were wrong, the oldest first.
    failures: Vec<Timestamp>,
    /// Raised with every write; 0 before the first.
    revision: u64,
}

/// An app that makes codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totp {
    /// What it shares with us.
    pub secret: TotpSecret,
    /// Since when.
    pub since: Timestamp,
    /// The last step whose code was taken: it and those before it are not taken again (RFC 6238, section 5.2).
    pub last_step: u64,
}

/// Why a factor is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorRefused {
    /// The code is wrong.
    Wrong,
    /// The code is right and was used already; the app shows another in half a minute.
    UsedBefore,
    /// There is no such factor, or it was offered too long ago.
    Unknown,
    /// Too many were wrong within the hour.
    TooMany {
        /// When to try again.
        until: Timestamp,
    },
    /// As many passkeys as there may be.
    Full,
}

/// A verdict with the factors as they are to be written, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// As they are to be written.
    pub after: SecondFactors,
    /// What was shown by it, if anything was; or why not.
    pub outcome: Result<Option<Factor>, FactorRefused>,
}

impl SecondFactors {
    /// Whether there is anything to show. Recovery codes stand in for an app or a passkey; alone they are nothing.
    pub fn is_enrolled(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }

    /// The same where others stood: of a phone whose own are given up.
    #[must_use]
    fn in_place_of(&self, others: &Self) -> Self {
        Self {
            revision: others.revision,
            ..self.clone()
        }
    }

    /// How many recovery codes are still good.
    pub fn recovery_left(&self) -> usize {
        self.recovery.len()
    }

    /// Offers a secret for an app; one that was offered before is worth nothing from then on.
    #[must_use]
    pub fn offering(mut self, secret: TotpSecret, now: Timestamp) -> Judged {
        self.offered = Some((secret, now + ENROLMENT));
        self.done(None)
    }

    /// Takes the offered secret, shown by a code that the app made of it. It replaces the app there was.
    #[must_use]
    pub fn confirming(mut self, code: &str, now: Timestamp) -> Judged {
        let offered = self.offered.clone().filter(|(_, until)| now < *until);
        let Some((secret, _)) = offered else {
            return self.refused(FactorRefused::Unknown);
        };
        let Some(last_step) = secret.step_of(code, seconds(now)) else {
            return self.refused(FactorRefused::Wrong);
        };
        self.offered = None;
        self.totp = Some(Totp {
            secret,
            since: now,
            last_step,
        });
        self.done(Some(Factor::Totp))
    }

    /// Takes a code of the app, once.
    #[must_use]
    pub fn using_totp(mut self, code: &str, now: Timestamp) -> Judged {
        if let Some(until) = self.barred(now) {
            return self.refused(FactorRefused::TooMany { until });
        }
        let Some(totp) = &mut self.totp else {
            return self.refused(FactorRefused::Unknown);
        };
        match totp.secret.step_of(code, seconds(now)) {
            Some(step) if step > totp.last_step => {
                totp.last_step = step;
                self.done(Some(Factor::Totp))
            }
            Some(_) => self.refused(FactorRefused::UsedBefore),
            None => self.failed(now),
        }
    }

    /// Takes a recovery code, once.
    #[must_use]
    pub fn using_recovery(mut self, code: &RecoveryCode, keys: &Keys, now: Timestamp) -> Judged {
        if let Some(until) = self.barred(now) {
            return self.refused(FactorRefused::TooMany { until });
        }
        let hash = code.hash(keys);
        let before = self.recovery.len();
        self.recovery.retain(|known| !known.is(&hash));
        if self.recovery.len() == before {
            return self.failed(now);
        }
        self.done(Some(Factor::RecoveryCode))
    }

    /// Gives new recovery codes; those before are worth nothing from then on.
    #[must_use]
    pub fn renewing_recovery(mut self, codes: &[RecoveryCode], keys: &Keys) -> Judged {
        self.recovery = codes.iter().map(|code| code.hash(keys)).collect();
        self.done(None)
    }

    /// Lets go of the app.
    #[must_use]
    pub fn without_totp(mut self) -> Judged {
        if self.totp.take().is_none() {
            return self.refused(FactorRefused::Unknown);
        }
        self.letting_go()
    }

    /// With one more passkey, which was shown as it was made.
    #[must_use]
    pub fn with_passkey(mut self, passkey: Passkey, handle: &str) -> Judged {
        if self.passkeys.len() >= MOST_PASSKEYS {
            return self.refused(FactorRefused::Full);
        }
        self.passkeys.retain(|known| known.id != passkey.id);
        self.passkeys.push(passkey);
        self.handle.get_or_insert_with(|| handle.to_owned());
        self.done(Some(Factor::Passkey))
    }

    /// Notes that a passkey was shown; `credential` is it as it is after.
    #[must_use]
    pub fn using_passkey(mut self, id: &str, credential: &str, now: Timestamp) -> Judged {
        let Some(passkey) = self.passkeys.iter_mut().find(|known| known.id == id) else {
            return self.refused(FactorRefused::Unknown);
        };
        credential.clone_into(&mut passkey.credential);
        passkey.used_at = Some(now);
        self.done(Some(Factor::Passkey))
    }

    /// Calls a passkey by another name.
    #[must_use]
    pub fn with_passkey_named(mut self, id: &str, name: &str) -> Judged {
        let Some(passkey) = self.passkeys.iter_mut().find(|known| known.id == id) else {
            return self.refused(FactorRefused::Unknown);
        };
        name.clone_into(&mut passkey.name);
        self.done(None)
    }

    /// Lets go of a passkey.
    #[must_use]
    pub fn without_passkey(mut self, id: &str) -> Judged {
        let before = self.passkeys.len();
        self.passkeys.retain(|known| known.id != id);
        if self.passkeys.len() == before {
            return self.refused(FactorRefused::Unknown);
        }
        self.letting_go()
    }

    /// Recovery codes stand in for what there is no more.
    fn letting_go(mut self) -> Judged {
        if !self.is_enrolled() {
            self.recovery.clear();
        }
        self.done(None)
    }

    fn barred(&self, now: Timestamp) -> Option<Timestamp> {
        let recent: Vec<_> = self.recent_failures(now).collect();
        let oldest = recent.len().checked_sub(FAILURES)?;
        Some(recent[oldest] + FAILURE_WINDOW)
    }

    fn recent_failures(&self, now: Timestamp) -> impl Iterator<Item = Timestamp> {
        let from = now - FAILURE_WINDOW;
        self.failures.iter().copied().filter(move |at| *at > from)
    }

    fn failed(mut self, now: Timestamp) -> Judged {
        self.failures = self.recent_failures(now).chain([now]).collect();
        self.refused(FactorRefused::Wrong)
    }

    fn refused(self, why: FactorRefused) -> Judged {
        Judged {
            after: self,
            outcome: Err(why),
        }
    }

    fn done(self, shown: Option<Factor>) -> Judged {
        Judged {
            after: self,
            outcome: Ok(shown),
        }
    }
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
