//! Messages that could not be sent: those that may be sent later stay in the outbox, the others are kept for the operator.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use domain::message::Message;
use jiff::{SignedDuration, Timestamp};

use crate::{
    OutboxItem, Store, StoreError,
    calls::key_item,
    items::outbox,
    keys::{Key, Table},
    transaction::Condition,
};

/// What became of a message that had an outbox item of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It was not tried yet.
    Waiting,
    /// The gateway did not take it, and it is tried again.
    Delayed,
    /// The gateway has it.
    Sent,
    /// It was given up.
    Failed,
}

/// So often at most is a message tried while somebody waits for it: with the worker's waits more than five minutes.
const TRIED: u32 = 6;
/// How long what was given up is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Store {
    /// What became of a message, by when it was due and its id. What never was counts as sent.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delivery(&self, due_at: Timestamp, id: &str) -> Result<Delivery, StoreError> {
        if let Some(item) = self.get(&Key::outbox(due_at, id)).await? {
            let attempts = item.get(outbox::ATTEMPTS).and_then(|n| n.as_n().ok());
            return Ok(match attempts.map(String::as_str) {
                Some("0") | None => Delivery::Waiting,
                Some(_) => Delivery::Delayed,
            });
        }
        let given_up = (0..TRIED).map(|attempts| Key::unsent(due_at, id, attempts));
        let found = self.batch_get(given_up.collect()).await?;
        Ok(if found.is_empty() {
            Delivery::Sent
        } else {
            Delivery::Failed
        })
    }

    /// As [`Store::postpone`], keeping only the messages that are still to be sent.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn postpone_rest(
        &self,
        item: &OutboxItem,
        leased_until: Timestamp,
        due_at: Timestamp,
        rest: &[Message],
    ) -> Result<bool, StoreError> {
        let mut written =
            outbox::messages_in(item.language, rest, item.due_at, &item.id, self.keys());
        let request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Records))
            .set_key(Some(key_item(&Key::outbox(item.due_at, &item.id))))
            .update_expression("SET #l = :until, #n = :attempts, #m = :rest")
            .condition_expression("#l = :seen")
            .expression_attribute_names("#l", outbox::LEASED_UNTIL)
            .expression_attribute_names("#n", outbox::ATTEMPTS)
            .expression_attribute_names("#m", outbox::MESSAGES)
            .set_expression_attribute_values(written.remove(outbox::MESSAGES).map(|rest| {
                let attempts = AttributeValue::N((item.attempts + 1).to_string());
                [
                    (":until".to_owned(), AttributeValue::S(due_at.to_string())),
                    (":attempts".to_owned(), attempts),
                    (
                        ":seen".to_owned(),
                        AttributeValue::S(leased_until.to_string()),
                    ),
                    (":rest".to_owned(), rest),
                ]
                .into()
            }))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        self.update(request).await.map(|answer| answer.is_some())
    }

    /// Keeps messages that are given up for 90 days under `UNSENT`, sealed as they were in the outbox.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn record_unsent(
        &self,
        item: &OutboxItem,
        messages: &[Message],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let record = outbox::unsent(item, messages, (now + KEPT).as_second(), self.keys());
        self.put(Table::Records, record, &Condition::Always)
            .await
            .map(drop)
    }

    /// What was given up in the last 90 days, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn unsent(&self) -> Result<Vec<OutboxItem>, StoreError> {
        let (order, consistency) = (crate::calls::Order::All, crate::Consistency::Strong);
        let items = self
            .records(crate::keys::UNSENT.to_owned(), order, consistency)
            .await?;
        items
            .iter()
            .map(|item| outbox::outbox_item(item, self.keys()))
            .collect()
    }
}
