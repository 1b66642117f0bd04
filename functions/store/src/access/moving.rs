//! What stands at somebody's old phone and follows them to the new one: messages, which of them come by SMS, events, phrases, views. Each
//! is written there and deleted here together, so that a job that stopped half way goes on where it was.

use domain::phone::Phone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{event, of_account, own};
use crate::{
    CommitError, Consistency, Store, StoreError,
    calls::Order,
    items::{
        self, Item,
        contact::phone,
        inbox,
        job::{self, Kind},
        sort_key,
    },
    keys::{self, Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// How long the request itself has.
const ITS_OWN: SignedDuration = SignedDuration::from_secs(60);

/// From where to where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Way {
    #[serde(with = "phone")]
    from: Phone,
    #[serde(with = "phone")]
    to: Phone,
}

/// The job.
pub(crate) type Job = job::Job<Way>;

impl Job {
    pub(super) fn of(from: &Phone, to: &Phone, now: Timestamp) -> Self {
        Self {
            id: super::random_token(),
            due_at: now + ITS_OWN,
            kind: Kind::Moving,
            of: Way {
                from: from.clone(),
                to: to.clone(),
            },
        }
    }
}

impl Transaction<'_> {
    pub(super) fn moving(&mut self, job: &Job) {
        let item = job::item(job, self.keys());
        self.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
    }
}

impl Store {
    pub(super) async fn move_now(&self, job: &Job) {
        if let Err(error) = self.move_person(job).await {
            tracing::warn!(%error, "the rest of a phone change is carried on in a minute");
        }
    }

    /// Moves everything that is still there, and ends the job.
    pub(crate) async fn move_person(&self, job: &Job) -> Result<(), StoreError> {
        let Way { from, to } = &job.of;
        let (from, to) = (self.keys().blind_phone(from), self.keys().blind_phone(to));
        let secrets = self.keys();
        let messages = self
            .records(keys::of_inbox(&from), Order::All, Consistency::Strong)
            .await?;
        let moved = messages.iter().map(|item| {
            let key = Key::in_inbox(&to, sort_key(item));
            inbox::moved(item, key, secrets)
        });
        let moved = moved.collect::<Result<Vec<_>, _>>()?;
        self.replace(Table::Records, &messages, moved).await?;
        let account = of_account(&from);
        let events = self.query_access(&account, event::EVENTS).await?;
        let moved = events.iter().map(|item| {
            let key = Key::access(of_account(&to), sort_key(item));
            items::at(item, &key)
        });
        let moved = moved.collect();
        self.replace(Table::Access, &events, moved).await?;
        for name in own::KEPT {
            let kept = self.query_access(&account, name).await?;
            let moved = kept.iter().map(|item| own::moved(item, &to, secrets));
            let moved = moved.collect::<Result<Vec<_>, _>>()?;
            self.replace(Table::Access, &kept, moved).await?;
        }
        self.delete(&job.key()).await
    }

    async fn replace(&self, table: Table, old: &[Item], new: Vec<Item>) -> Result<(), StoreError> {
        let pairs: Vec<_> = old.iter().zip(new).collect();
        for some in pairs.chunks(CommitError::MOST_ITEMS / 2) {
            let mut transaction = Transaction::new(self);
            for (old, new) in some {
                let key = items::key(table, old);
                transaction.delete(&key, &Condition::Always, Meaning::Conflict);
                transaction.put(table, new.clone(), &Condition::Always, Meaning::Conflict);
            }
            match transaction.commit().await {
                Ok(()) => {}
                Err(CommitError::Store(error)) => return Err(error),
                Err(error) => return Err(StoreError::unavailable(error)),
            }
        }
        Ok(())
    }
}
