//! A congress with the pointers of its officers; the right to create one.

use std::collections::BTreeSet;

use domain::{
    closing::Closing, congress::Congress, history::Entry, message::Message, phone::Phone,
};
use jiff::Timestamp;

use crate::{
    CommitError, Idempotency, Store, StoreError,
    commit::signing_out::SigningOut,
    items::{job::Job, pointer},
    keys::{Key, Table},
    transaction::{Condition, Transaction},
};

impl Store {
    /// Writes a congress, on condition that it is still at the version of `before`; `None` creates it. Officers who are
    /// new or gone get or lose their pointers with it; sessions of those who lost an office end.
    ///
    /// # Errors
    /// [`CommitError::Conflict`], [`CommitError::AlreadyDone`], [`CommitError::TooLarge`] with some 95 changed officers,
    /// [`CommitError::Store`].
    pub async fn commit_congress(
        &self,
        before: Option<&Congress>,
        after: &Congress,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
    ) -> Result<(), CommitError> {
        let (mut transaction, signed_out) = self.congress_and_pointers(before, after, now);
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await?;
        self.sign_out_now(signed_out).await;
        Ok(())
    }

    /// The same as somebody of the convening body did it: recorded in the congress's history, and people are told of it (the
    /// liaisons of a congress that opens). `ids` gives the new items their ids.
    ///
    /// # Errors
    /// As [`Store::commit_congress`].
    pub async fn change_congress(
        &self,
        before: Option<&Congress>,
        after: &Congress,
        entry: &Entry,
        messages: &[Message],
        idempotency: Option<Idempotency<'_>>,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let (mut transaction, signed_out) = self.congress_and_pointers(before, after, entry.at);
        transaction.history(entry, &mut ids);
        transaction.messages(messages, entry.at, &mut ids);
        transaction.done(idempotency.as_ref(), entry.at);
        transaction.commit().await?;
        self.sign_out_now(signed_out).await;
        Ok(())
    }

    fn congress_and_pointers(
        &self,
        before: Option<&Congress>,
        after: &Congress,
        now: Timestamp,
    ) -> (Transaction<'_>, Option<Job<SigningOut>>) {
        let version = before.map_or(0, |before| before.version);
        let (were, are) = (
            before.map(|before| self.officers(before)),
            self.officers(after),
        );
        let were = were.unwrap_or_default();
        let mut transaction = Transaction::new(self);
        transaction.congress(&Congress {
            version,
            ..after.clone()
        });
        for gone in were.difference(&are) {
            transaction.unpoint(gone);
        }
        for new in are.difference(&were) {
            transaction.point(new.clone());
        }
        let schedule = |congress: &Congress| (congress.life, congress.settings.windows.clone());
        if before.map(schedule) != Some(schedule(after)) {
            transaction.closings(&Closing::of_congress(after, now));
        }
        let gone = before.map(|before| before.who_lost_office(after));
        let signed_out = transaction.signs_out(gone.unwrap_or_default(), now);
        (transaction, signed_out)
    }

    fn officers(&self, congress: &Congress) -> BTreeSet<Key> {
        let key = |phone: &Phone| Key::officer(&self.keys().blind_phone(phone), &congress.id);
        congress
            .officers
            .iter()
            .map(|officer| key(&officer.contact.phone))
            .collect()
    }

    /// Lets somebody create congresses for an organisation.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn grant_convener(
        &self,
        phone: &Phone,
        organisation: &str,
    ) -> Result<(), StoreError> {
        let key = Key::convener(&self.keys().blind_phone(phone));
        let item = pointer::convener(key, organisation, self.keys());
        self.put(Table::Records, item, &Condition::Always)
            .await
            .map(drop)
    }
}
