//! What the convener wrote to units: the record, and the messages on their way, in one transaction.

use domain::{
    id::CongressId,
    message::{Message, from_convener::Written},
};

use crate::{
    CommitError, Consistency, Idempotency, Store, StoreError,
    calls::Order,
    items::written,
    keys::{self, Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// How many messages go into one item of the outbox: a thousand characters each stay far below an item's 400 KB.
const TO_AN_ITEM: usize = 25;

impl Store {
    /// Commits what was written and its messages.
    ///
    /// # Errors
    /// [`CommitError::AlreadyDone`], [`CommitError::TooLarge`] with more than some 2,400 people, [`CommitError::Store`].
    pub async fn commit_written(
        &self,
        congress: &CongressId,
        record: &Written,
        messages: &[Message],
        idempotency: Option<Idempotency<'_>>,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        let key = Key::written(congress, record.at, &ids());
        let item = written::item(key, record, self.keys());
        transaction.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
        for some in messages.chunks(TO_AN_ITEM) {
            transaction.messages(some, record.at, &mut ids);
        }
        transaction.done(idempotency.as_ref(), record.at);
        transaction.commit().await
    }

    /// What the convener wrote to units, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn written(&self, congress: &CongressId) -> Result<Vec<Written>, StoreError> {
        let (partition, prefix) = keys::written(congress);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Eventual)
            .await?;
        items
            .iter()
            .map(|item| written::written(item, self.keys()))
            .collect()
    }
}
