//! Asking for a one-time code. Whether the number has an account is never looked at, so nothing can tell.

use aws_sdk_dynamodb::{
    operation::transact_write_items::TransactWriteItemsError,
    types::{
        AttributeValue, CancellationReason, Put, ReturnValuesOnConditionCheckFailure,
        TransactWriteItem, Update,
    },
};
use domain::{
    message::{Message, MessageKind, Words},
    phone::Phone,
    text::Language,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    attempts::item::{self as attempts, KEPT, LAYOUT, day, days_before},
    code::{BrowserHash, OneTimeCode},
    limit::{Counter, Limits, Network, end_of_day, number},
};
use crate::{
    Store, StoreError,
    calls::{key_item, pause},
    items::{Item, Writer, outbox},
    keys::{Key, Table},
    transaction::Condition,
};

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
    /// spending and puts the message into the outbox. A code sent before is worth nothing from then on.
    ///
    /// # Errors
    /// [`AskError`]. The network's count and the verification are used up even when a later rule refuses.
    pub async fn ask_for_code(&self, asking: &Asking<'_>, limits: &Limits) -> Result<(), AskError> {
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
            .put(
                Table::Access,
                self.spent(asking.challenge),
                &Condition::Absent,
            )
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

    fn spent(&self, challenge: &SpentChallenge) -> Item {
        let key = Key::access(format!("SPENT#{}", challenge.nonce), "CHALLENGE");
        // The table may let go of it as soon as the verification itself would be too old, and a little later.
        let ttl = challenge.expires_at + SignedDuration::from_hours(1);
        Writer::new(key, 1, self.keys())
            .number("ttl", ttl.as_second())
            .finish()
    }

    /// An update rather than a put: it keeps the failures and counts without having read them.
    fn store_code(
        &self,
        asking: &Asking<'_>,
        code: &OneTimeCode,
        limits: &Limits,
    ) -> TransactWriteItem {
        let of = self.keys().blind_phone(asking.phone);
        let mut forgotten = Vec::new();
        let mut update = Update::builder()
            .table_name(self.table_name(Table::Access))
            .set_key(Some(key_item(&attempts::key(&of))));
        for (index, earlier) in days_before(asking.now).enumerate() {
            let name = format!("#d{index}");
            update = update.expression_attribute_names(&name, earlier);
            forgotten.push(name);
        }
        let hash = code.hash(self.keys().codes(), asking.phone, asking.browser);
        let update = update
            .update_expression(format!(
                "SET v = :v, h = :hash, b = :browser, ee = :expires, t = :zero, st = :now, #ttl = :ttl \
                 ADD r :one, #today :one REMOVE {}",
                forgotten.join(", ")
            ))
            .condition_expression(
                "(attribute_not_exists(st) OR st <= :earliest) AND (attribute_not_exists(#today) OR #today < :limit)",
            )
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_names("#today", day(asking.now))
            .expression_attribute_values(":v", number(LAYOUT.into()))
            .expression_attribute_values(":hash", AttributeValue::S(hash))
            .expression_attribute_values(":browser", AttributeValue::S(asking.browser.text().to_owned()))
            .expression_attribute_values(
                ":expires",
                AttributeValue::S((asking.now + CODE_LIFETIME).to_string()),
            )
            .expression_attribute_values(":zero", number(0))
            .expression_attribute_values(":now", number(asking.now.as_second()))
            .expression_attribute_values(":ttl", number((asking.now + KEPT).as_second()))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":earliest", number(asking.now.as_second() - limits.resend_after))
            .expression_attribute_values(":limit", number(limits.codes_per_number.into()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .expect("table, key and expression are set");
        TransactWriteItem::builder().update(update).build()
    }

    fn message(&self, asking: &Asking<'_>, code: &OneTimeCode) -> TransactWriteItem {
        let message = Message {
            kind: MessageKind::SignInCode,
            to: asking.phone.clone(),
            words: Words {
                code: code.digits().to_owned(),
                number: CODE_LIFETIME.as_mins().to_string(),
                ..Words::default()
            },
        };
        let item = outbox::messages_in(
            asking.language,
            &[message],
            asking.now,
            asking.message_id,
            self.keys(),
        );
        let put = Put::builder()
            .table_name(self.table_name(Table::Records))
            .set_item(Some(item))
            .build()
            .expect("table and item are set");
        TransactWriteItem::builder().put(put).build()
    }
}

/// Which rule cancelled the transaction: the reasons come in the order of the actions.
fn refusal(
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
