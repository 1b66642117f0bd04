//! Counters that a condition keeps below their limit: one item per thing counted and window, forgotten by its TTL.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `n` | how often |
//! | `ttl` | a day after the window's end |

use aws_lc_rs::hmac;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, TransactWriteItem, Update};
use domain::phone::Phone;
use jiff::{SignedDuration, Timestamp};

use super::{attempts::item::day, network::Network};
use crate::{
    Store, StoreError,
    calls::key_item,
    keys::{Key, Table},
    seal::Keys,
};

const LAYOUT: &str = "1";
const KEPT: SignedDuration = SignedDuration::from_hours(24);
const HOUR: i64 = 3600;
/// China has no summer time: its midnight is at 16:00 UTC.
const CHINA: i64 = 8 * HOUR;

/// How often somebody may ask. The rules' numbers are the default; a deployment may set others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Seconds until another code may be asked for.
    pub resend_after: i64,
    /// Codes for one number a day.
    pub codes_per_number: u32,
    /// Codes asked for from one network an hour. On one machine everybody has the same address.
    pub codes_per_network: u32,
    /// Codes in all a day: what may be spent on them.
    pub codes_a_day: u32,
    /// Challenges made for one network an hour: each costs us a derivation.
    pub challenges_per_network: u32,
    /// Passwords compared for one network an hour: each costs us a hash.
    pub passwords_per_network: u32,
}

/// Verification codes of papers that one account may ask about in an hour: many for whoever checks a stack of forms, none for
/// whoever tries codes (there are 2^35 to each paper).
const CHECKS_PER_ACCOUNT: u32 = 600;

impl Default for Limits {
    fn default() -> Self {
        Self {
            resend_after: 60,
            codes_per_number: 10,
            codes_per_network: 15,
            codes_a_day: 5_000,
            challenges_per_network: 120,
            passwords_per_network: 200,
        }
    }
}

/// One thing counted within one window.
pub(super) struct Counter {
    key: Key,
    /// When the window ends.
    pub(super) until: Timestamp,
}

impl Counter {
    fn new(partition: String, what: &str, window: &str, until: i64) -> Self {
        let until = Timestamp::from_second(until).unwrap_or(Timestamp::MAX);
        Self {
            key: Key::access(partition, format!("LIMIT#{what}#{window}")),
            until,
        }
    }

    /// Of a network within the clock's hour.
    pub(super) fn of_network(
        network: Network,
        what: &str,
        now: Timestamp,
        key: &hmac::Key,
    ) -> Self {
        let hour = now.as_second().div_euclid(HOUR);
        Self::new(
            network.partition(key),
            what,
            &hour.to_string(),
            (hour + 1) * HOUR,
        )
    }

    /// Of an account within the clock's hour.
    fn of_account(phone: &Phone, what: &str, now: Timestamp, keys: &Keys) -> Self {
        let hour = now.as_second().div_euclid(HOUR);
        Self::new(
            super::of_account(&keys.blind_phone(phone)),
            what,
            &hour.to_string(),
            (hour + 1) * HOUR,
        )
    }

    /// Of everybody together within a day in China.
    pub(super) fn of_all(what: &str, now: Timestamp) -> Self {
        Self::new(
            "SPENDING".to_owned(),
            what,
            &day(now),
            end_of_day(now).as_second(),
        )
    }

    fn expires(&self) -> AttributeValue {
        number((self.until + KEPT).as_second())
    }

    /// The counting as a part of a transaction, which is cancelled when the limit is reached.
    pub(super) fn action(&self, store: &Store, limit: u32) -> TransactWriteItem {
        let update = Update::builder()
            .table_name(store.table_name(Table::Access))
            .set_key(Some(key_item(&self.key)))
            .update_expression(COUNT)
            .condition_expression(BELOW)
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":v", AttributeValue::N(LAYOUT.to_owned()))
            .expression_attribute_values(":ttl", self.expires())
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":limit", number(i64::from(limit)))
            .build()
            .expect("table, key and expression are set");
        TransactWriteItem::builder().update(update).build()
    }
}

const COUNT: &str = "SET v = :v, #ttl = :ttl ADD n :one";
const BELOW: &str = "attribute_not_exists(n) OR n < :limit";

/// When the day in China ends.
pub(super) fn end_of_day(now: Timestamp) -> Timestamp {
    let days = (now.as_second() + CHINA).div_euclid(24 * HOUR);
    Timestamp::from_second((days + 1) * 24 * HOUR - CHINA).unwrap_or(Timestamp::MAX)
}

/// A number as the SDK takes it.
pub(super) fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

impl Store {
    /// Counts one more, and says how many that makes; `None` when the limit is reached.
    pub(super) async fn count(
        &self,
        counter: &Counter,
        limit: u32,
    ) -> Result<Option<u32>, StoreError> {
        let request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Access))
            .set_key(Some(key_item(&counter.key)))
            .update_expression(COUNT)
            .condition_expression(BELOW)
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":v", AttributeValue::N(LAYOUT.to_owned()))
            .expression_attribute_values(":ttl", counter.expires())
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":limit", number(i64::from(limit)))
            .return_values(ReturnValue::UpdatedNew);
        let Some(answer) = self.update(request).await? else {
            return Ok(None);
        };
        let count = answer
            .attributes
            .as_ref()
            .and_then(|item| item.get("n")?.as_n().ok());
        let count = count.and_then(|count| count.parse().ok());
        count.map(Some).ok_or(StoreError::Corrupt {
            item: "limit",
            attribute: "n",
        })
    }

    /// Counts a challenge that is about to be made for a network: how many that makes within the hour, or when to try
    /// again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_challenge(
        &self,
        network: Network,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<Result<u32, Timestamp>, StoreError> {
        let counter = Counter::of_network(network, "challenges", now, self.keys().codes());
        let count = self.count(&counter, limits.challenges_per_network).await?;
        Ok(count.ok_or(counter.until))
    }

    /// Counts a verification code that an account asks about. As [`Store::count_challenge`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_check(
        &self,
        phone: &Phone,
        now: Timestamp,
    ) -> Result<Result<u32, Timestamp>, StoreError> {
        let counter = Counter::of_account(phone, "checks", now, self.keys());
        let count = self.count(&counter, CHECKS_PER_ACCOUNT).await?;
        Ok(count.ok_or(counter.until))
    }

    /// Counts a password that is about to be compared for a network: each costs us a hash, and one network could try one
    /// password on every number. As [`Store::count_challenge`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_password(
        &self,
        network: Network,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<Result<u32, Timestamp>, StoreError> {
        let counter = Counter::of_network(network, "passwords", now, self.keys().codes());
        let count = self.count(&counter, limits.passwords_per_network).await?;
        Ok(count.ok_or(counter.until))
    }
}

impl Store {
    /// Counts a passkey that is about to be asked for by somebody not signed in: each is kept for a while. As
    /// [`Store::count_challenge`], whose limit it shares.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_ceremony(
        &self,
        network: Network,
        limits: &Limits,
        now: Timestamp,
    ) -> Result<Result<u32, Timestamp>, StoreError> {
        let counter = Counter::of_network(network, "ceremonies", now, self.keys().codes());
        let count = self.count(&counter, limits.challenges_per_network).await?;
        Ok(count.ok_or(counter.until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::of(text.parse().unwrap())
    }

    #[test]
    fn windows_end_with_the_hour_and_with_the_day_in_china() {
        let now: Timestamp = "2026-11-22T15:59:59Z".parse().unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &[1; 32]);
        let hour = Counter::of_network(network("192.0.2.1"), "codes", now, &key);
        assert_eq!(hour.until.to_string(), "2026-11-22T16:00:00Z");
        assert_eq!(end_of_day(now).to_string(), "2026-11-22T16:00:00Z");
        assert_eq!(end_of_day(hour.until).to_string(), "2026-11-23T16:00:00Z");
    }
}
