//! Work that outlives its request: taken by a lease, done at least once, finished or put off.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{closing::Closing, message::Message, text::Language};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Consistency, Store, StoreError,
    calls::{Order, key_item},
    items::outbox,
    keys::{self, Key, Table},
    transaction::Condition,
};

/// What kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OutboxKind {
    /// Messages to people.
    Messages,
    /// A window closes soon: whom to tell is found out when it is due.
    Closing,
}

/// Work that waits in the outbox: everything one command set off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxItem {
    /// Its id, unique together with `due_at`.
    pub id: String,
    /// When it became due.
    pub due_at: Timestamp,
    /// What it is.
    pub kind: OutboxKind,
    /// In which language the messages are.
    pub language: Language,
    /// Whom to tell what.
    pub messages: Vec<Message>,
    /// What closes, where that is to be told.
    pub closing: Option<Closing>,
    /// Until when somebody else has it, or it was put off.
    pub leased_until: Option<Timestamp>,
    /// How many times it was tried and put off.
    pub attempts: u32,
}

impl OutboxItem {
    fn key(&self) -> Key {
        Key::outbox(self.due_at, &self.id)
    }
}

impl Store {
    /// At most `limit` items that are due and that nobody has, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn due_messages(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        let due = keys::due_until(now);
        let order = Order::Before(&due);
        let items = self
            .records(keys::OUTBOX.to_owned(), order, Consistency::Strong)
            .await?;
        let items = items
            .iter()
            .map(|item| outbox::outbox_item(item, self.keys()));
        let free = |item: &Result<OutboxItem, StoreError>| {
            item.as_ref()
                .is_ok_and(|item| item.leased_until.is_none_or(|until| until <= now))
        };
        // An item that cannot be read must not hold up the others: it is left out here and counted by the alarm on age.
        let items: Vec<_> = items.filter(free).take(limit).collect();
        items.into_iter().collect()
    }

    /// Takes an item until an instant; `false` when somebody else was faster. Hand it the item as it was read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lease(&self, item: &OutboxItem, until: Timestamp) -> Result<bool, StoreError> {
        self.hold(&item.key(), item.leased_until, until, item.attempts)
            .await
    }

    /// Puts an item off after a failed attempt. Hand it the item as it was read, with the end of the lease it is held
    /// under; when somebody else has it by now nothing happens.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn postpone(
        &self,
        item: &OutboxItem,
        leased_until: Timestamp,
        due_at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.hold(&item.key(), Some(leased_until), due_at, item.attempts + 1)
            .await
    }

    /// Puts messages into the outbox under an id that is always the same for the same event: put again, it is the same
    /// item, and what it delivers twice stands in an inbox once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn tell(
        &self,
        messages: &[Message],
        due_at: Timestamp,
        id: &str,
    ) -> Result<(), StoreError> {
        let item = outbox::messages(messages, due_at, id, self.keys());
        self.put(Table::Records, item, &Condition::Absent)
            .await
            .map(drop)
    }

    /// Removes an item whose work is done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish(&self, item: &OutboxItem) -> Result<(), StoreError> {
        self.delete(&item.key()).await
    }

    /// Holds an item of work until an instant, if it is still held as it was seen.
    pub(crate) async fn hold(
        &self,
        key: &Key,
        seen: Option<Timestamp>,
        until: Timestamp,
        attempts: u32,
    ) -> Result<bool, StoreError> {
        let request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Records))
            .set_key(Some(key_item(key)))
            .update_expression("SET #l = :until, #n = :attempts")
            .expression_attribute_names("#l", outbox::LEASED_UNTIL)
            .expression_attribute_names("#n", outbox::ATTEMPTS)
            .expression_attribute_values(":until", AttributeValue::S(until.to_string()))
            .expression_attribute_values(":attempts", AttributeValue::N(attempts.to_string()));
        let request = match seen {
            None => {
                request.condition_expression("attribute_exists(pk) AND attribute_not_exists(#l)")
            }
            Some(seen) => request
                .condition_expression("#l = :seen")
                .expression_attribute_values(":seen", AttributeValue::S(seen.to_string())),
        };
        self.update(request).await.map(|answer| answer.is_some())
    }
}
