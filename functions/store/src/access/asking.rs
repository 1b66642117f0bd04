//! Asking for a one-time code. Whether the number has an account is never looked at, so nothing can tell.

mod refusal;
mod writes;

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use domain::{access_event::AccessEvent, phone::Phone, text::Language};
use jiff::{SignedDuration, Timestamp};

use super::{
    code::{BrowserHash, OneTimeCode},
    event::Happening,
    limit::{Counter, Limits},
    network::Network,
};
use crate::{Store, StoreError, calls::pause, keys::Table, transaction::Condition};
use refusal::refusal;

/// How long a code is good.
pub const CODE_LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// How often it is tried again when it collided with another request under way.
const MOST_ROUNDS: u32 = 4;

/// A human verification that was checked and is now used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpentChallenge {
    /// By what it is known.
    pub nonce: String,
    /// Until when it would be good.
    pub expires_at: Timestamp,
}

/// Somebody asks for a code.
#[derive(Clone, Debug)]
pub struct Asking<'a> {
    /// For this phone.
    pub phone: &'a Phone,
    /// In this browser.
    pub browser: &'a BrowserHash,
    /// From this network.
    pub network: Network,
    /// After this verification.
    pub challenge: &'a SpentChallenge,
    /// In which language the message is.
    pub language: Language,
    /// The outbox item's id.
    pub message_id: &'a str,
    /// When.
    pub now: Timestamp,
}

/// Why no code is sent. None of these says whether the number has an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotSend {
    /// The verification was used before.
    ChallengeSpent,
    /// Too many from this network within the hour.
    NetworkLimit {
        /// When to try again.
        until: Timestamp,
    },
    /// The last code was sent less than a minute ago.
    TooSoon {
        /// When to try again.
        until: Timestamp,
    },
    /// Too many to this number today.
    NumberLimit {
        /// When to try again.
        until: Timestamp,
    },
    /// Too many in all today.
    SpendingLimit {
        /// When to try again.
        until: Timestamp,
    },
}

/// Why no code is sent, or nothing is known about it.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// A rule forbids it.
    #[error("no code is sent: {0:?}")]
    Refused(CannotSend),
    /// Others were asking for the same number at the same instant, again and again.
    #[error("too many at once")]
    Busy,
    /// The tables could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Sends a code: counts the network, spends the verification, and in one transaction stores the code, counts the day's
    /// spending, puts the message into the outbox and notes that somebody asked. A code sent before is worth nothing from then on.
    ///
    /// # Errors
    /// [`AskError`]. The network's count and the verification are used up even when a later rule refuses.
    pub async fn ask_for_code(&self, asking: &Asking<'_>, limits: &Limits) -> Result<(), AskError> {
        let asked = self.send_code(asking, limits).await;
        if let Err(AskError::Refused(_)) = &asked {
            let refused = Happening {
                event: AccessEvent::CodeRefused,
                network: Some(asking.network),
                route: None,
                at: asking.now,
            };
            self.note(asking.phone, &refused).await?;
        }
        asked
    }

    async fn send_code(&self, asking: &Asking<'_>, limits: &Limits) -> Result<(), AskError> {
        let network = Counter::of_network(asking.network, "codes", asking.now, self.keys().codes());
        if self
            .count(&network, limits.codes_per_network)
            .await?
            .is_none()
        {
            return Err(AskError::Refused(CannotSend::NetworkLimit {
                until: network.until,
            }));
        }
        if !self
            .put(Table::Access, self.spent(asking), &Condition::Absent)
            .await?
        {
            return Err(AskError::Refused(CannotSend::ChallengeSpent));
        }
        let code = OneTimeCode::random();
        let spending = Counter::of_all("codes", asking.now);
        let actions = vec![
            self.store_code(asking, &code, limits),
            spending.action(self, limits.codes_a_day),
            self.message(asking, &code),
            self.noted_asking(asking),
        ];
        for round in 0..MOST_ROUNDS {
            let Err(error) = self.transact(actions.clone()).await else {
                return Ok(());
            };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
                error.as_service_error()
            else {
                return Err(StoreError::unavailable(error).into());
            };
            let reasons = cancelled.cancellation_reasons();
            if let Some(why) = refusal(reasons, asking.now, limits, spending.until) {
                return Err(AskError::Refused(why));
            }
            let passing = reasons
                .iter()
                .any(|reason| reason.code() == Some("TransactionConflict"));
            if !passing {
                return Err(StoreError::unavailable(error).into());
            }
            pause(round).await;
        }
        Err(AskError::Busy)
    }
}
