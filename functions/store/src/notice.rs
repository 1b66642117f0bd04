//! Notices, which of them are published, and the pages that are to be made or taken away.

use domain::{
    id::{CongressId, NoticeId},
    notice::Notice,
};
use jiff::Timestamp;

use crate::{
    CommitError, Consistency, Idempotency, Store, StoreError,
    calls::Order,
    items::notice,
    keys::{self, Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// Pages of a notice that are due. Making them is idempotent, so nobody leases it: two workers do it twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Whose notice.
    pub congress: CongressId,
    /// Which.
    pub notice: NoticeId,
    key: Key,
}

impl Store {
    /// The notices of a congress, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn notices(&self, congress: &CongressId) -> Result<Vec<Notice>, StoreError> {
        let (partition, prefix) = keys::notices(congress);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| notice::notice(item, self.keys()))
            .collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn notice(
        &self,
        congress: &CongressId,
        id: &NoticeId,
    ) -> Result<Option<Notice>, StoreError> {
        let item = self.get(&Key::notice(congress, id)).await?;
        item.map(|item| notice::notice(&item, self.keys()))
            .transpose()
    }

    /// Every notice that is published, of all congresses, whether or not its period has begun.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn published_notices(&self) -> Result<Vec<Notice>, StoreError> {
        let partition = keys::PUBLISHED.to_owned();
        let pointers = self
            .records(partition, Order::All, Consistency::Strong)
            .await?;
        let keys: Result<Vec<Key>, StoreError> = pointers
            .iter()
            .map(|item| notice::pointed_at(item, self.keys()))
            .map(|found| found.map(|(congress, id)| Key::notice(&congress, &id)))
            .collect();
        let items = self.batch_get(keys?).await?;
        items
            .iter()
            .map(|(_, item)| notice::notice(item, self.keys()))
            .collect()
    }

    /// Writes a notice, on condition that it is still at its version. What its pages need is left to be done at each of the
    /// times `due`.
    ///
    /// # Errors
    /// [`CommitError::Conflict`], [`CommitError::AlreadyDone`], [`CommitError::Store`].
    pub async fn commit_notice(
        &self,
        after: &Notice,
        due: &[Timestamp],
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        let item = notice::item(after, self.keys());
        let condition = Condition::Revision(after.version);
        transaction.put(Table::Records, item, &condition, Meaning::Conflict);
        if !due.is_empty() {
            let key = Key::published(&after.id);
            let pointer = notice::pointer(key.clone(), &after.congress, self.keys());
            let always = &Condition::Always;
            if after.withdrawn.is_none() {
                transaction.put(Table::Records, pointer, always, Meaning::Conflict);
            } else {
                transaction.delete(&key, always, Meaning::Conflict);
            }
        }
        let mut times = due.to_vec();
        times.sort();
        times.dedup();
        for at in times {
            let key = Key::publication(at, &after.id);
            let job = notice::pointer(key, &after.congress, self.keys());
            transaction.put(Table::Records, job, &Condition::Always, Meaning::Conflict);
        }
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await
    }

    /// Deletes a notice that is still at its version.
    ///
    /// # Errors
    /// As [`Store::commit_notice`].
    pub async fn delete_notice(
        &self,
        notice: &Notice,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        let key = Key::notice(&notice.congress, &notice.id);
        let condition = Condition::Revision(notice.version);
        transaction.delete(&key, &condition, Meaning::Conflict);
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await
    }

    /// The pages that are due.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn due_publications(&self, now: Timestamp) -> Result<Vec<Publication>, StoreError> {
        let due = keys::due_until(now);
        let partition = keys::PUBLISH.to_owned();
        let items = self
            .records(partition, Order::Before(&due), Consistency::Strong)
            .await?;
        let publication = |item| {
            let (congress, notice) = notice::pointed_at(item, self.keys())?;
            let key = notice::key_of(item, self.keys())?;
            Ok(Publication {
                congress,
                notice,
                key,
            })
        };
        items.iter().map(publication).collect()
    }

    /// Removes what is done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish_publication(&self, done: &Publication) -> Result<(), StoreError> {
        self.delete(&done.key).await
    }
}
