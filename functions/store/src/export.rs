//! Exports that take longer than a request: their records, and what workers have to do for them.

use domain::{
    export::{Export, Product},
    id::{CongressId, ExportId},
    phone::Phone,
};
use jiff::Timestamp;

use crate::{
    CommitError, Consistency, Idempotency, Store, StoreError,
    calls::Order,
    items::{export, outbox::LEASED_UNTIL},
    keys::{self, Key, Table},
    seal::BlindIndex,
    transaction::{Condition, Meaning, Transaction},
};

/// That something is to be done for an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueExport {
    /// Which.
    pub id: ExportId,
    /// Of which congress.
    pub congress: CongressId,
    /// Since when.
    pub due_at: Timestamp,
    /// What it makes.
    pub product: Product,
    /// Until when somebody else has it.
    pub leased_until: Option<Timestamp>,
    /// How many workers have begun with it before.
    pub attempts: u32,
    pub(crate) owner: BlindIndex,
}

impl DueExport {
    fn key(&self) -> Key {
        Key::due_export(self.due_at, &self.id)
    }
}

impl Store {
    /// Takes an export on: its record, and that it is to be made.
    ///
    /// # Errors
    /// [`CommitError::AlreadyDone`], [`CommitError::Store`].
    pub async fn commit_export(
        &self,
        of: &Phone,
        new: &Export,
        idempotency: Option<Idempotency<'_>>,
    ) -> Result<(), CommitError> {
        let owner = self.keys().blind_phone(of);
        let mut transaction = Transaction::new(self);
        self.put_export(&mut transaction, &owner, new);
        self.put_due(&mut transaction, &owner, new, new.at);
        transaction.done(idempotency.as_ref(), new.at);
        transaction.commit().await
    }

    /// Somebody's exports of a congress, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn exports_of(
        &self,
        of: &Phone,
        congress: &CongressId,
    ) -> Result<Vec<Export>, StoreError> {
        let (partition, prefix) = keys::exports(&self.keys().blind_phone(of), congress);
        let items = self
            .records(partition, Order::BeginsWith(&prefix), Consistency::Strong)
            .await?;
        let exports = items
            .iter()
            .rev()
            .map(|item| export::export(item, self.keys()));
        exports.collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn export_of(
        &self,
        of: &Phone,
        congress: &CongressId,
        id: &ExportId,
    ) -> Result<Option<Export>, StoreError> {
        self.read_export(&self.keys().blind_phone(of), congress, id)
            .await
    }

    /// Changes somebody's export, on condition that it is still at its version; with `due` a worker has something to do for it
    /// from then on.
    ///
    /// # Errors
    /// [`CommitError::Conflict`], [`CommitError::AlreadyDone`], [`CommitError::Store`].
    pub async fn change_export(
        &self,
        of: &Phone,
        after: &Export,
        due: Option<Timestamp>,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
    ) -> Result<(), CommitError> {
        let owner = self.keys().blind_phone(of);
        let mut transaction = Transaction::new(self);
        self.put_export(&mut transaction, &owner, after);
        if let Some(at) = due {
            self.put_due(&mut transaction, &owner, after, at);
        }
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await
    }

    /// What is due of these products and nobody has, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn due_exports(
        &self,
        products: &[Product],
        now: Timestamp,
    ) -> Result<Vec<DueExport>, StoreError> {
        let before = keys::due_until(now);
        let items = self
            .records(
                keys::EXPORTS.to_owned(),
                Order::Before(&before),
                Consistency::Strong,
            )
            .await?;
        let mut due = Vec::new();
        for item in &items {
            let one = export::due_export(item, self.keys())?;
            let free = one.leased_until.is_none_or(|until| until <= now);
            if free && products.contains(&one.product) {
                due.push(one);
            }
        }
        Ok(due)
    }

    /// Takes what is due until an instant; `None` when somebody else was faster, otherwise as it is held from now on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lease_export(
        &self,
        due: &DueExport,
        until: Timestamp,
    ) -> Result<Option<DueExport>, StoreError> {
        let attempts = due.attempts + 1;
        let held = self
            .hold(&due.key(), due.leased_until, until, attempts)
            .await?;
        Ok(held.then(|| DueExport {
            leased_until: Some(until),
            attempts,
            ..due.clone()
        }))
    }

    /// The export for which something is due; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn export_due(&self, due: &DueExport) -> Result<Option<Export>, StoreError> {
        self.read_export(&due.owner, &due.congress, &due.id).await
    }

    /// How far an export is, and that it is held until another instant. Both follow.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] when it was cancelled or somebody else holds it.
    pub async fn keep_export(
        &self,
        held: &mut DueExport,
        export: &mut Export,
        until: Timestamp,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        self.put_export(&mut transaction, &held.owner, export);
        let kept = DueExport {
            leased_until: Some(until),
            ..held.clone()
        };
        let item = export::held(&kept, self.keys());
        transaction.put(Table::Records, item, &is_held(held), Meaning::Conflict);
        transaction.commit().await?;
        export.version += 1;
        *held = kept;
        Ok(())
    }

    /// It has ended, well or not: nothing is due any more but that it is taken away when it has expired.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] when it was cancelled or somebody else holds it.
    pub async fn end_export(&self, held: &DueExport, export: &Export) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        self.put_export(&mut transaction, &held.owner, export);
        transaction.delete(&held.key(), &is_held(held), Meaning::Conflict);
        self.put_due(&mut transaction, &held.owner, export, export.expires_at);
        transaction.commit().await
    }

    /// Nothing is due any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish_export(&self, held: &DueExport) -> Result<(), StoreError> {
        self.delete(&held.key()).await
    }

    /// Record and work are gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_export(&self, held: &DueExport) -> Result<(), StoreError> {
        let record = Key::export(&held.owner, &held.congress, &held.id);
        self.delete(&record).await?;
        self.delete(&held.key()).await
    }

    async fn read_export(
        &self,
        owner: &BlindIndex,
        congress: &CongressId,
        id: &ExportId,
    ) -> Result<Option<Export>, StoreError> {
        let item = self.get(&Key::export(owner, congress, id)).await?;
        item.map(|item| export::export(&item, self.keys()))
            .transpose()
    }

    fn put_export(&self, to: &mut Transaction<'_>, owner: &BlindIndex, export: &Export) {
        let item = export::item(owner, export, self.keys());
        let read = Condition::Revision(export.version);
        to.put(Table::Records, item, &read, Meaning::Conflict);
    }

    fn put_due(
        &self,
        to: &mut Transaction<'_>,
        owner: &BlindIndex,
        export: &Export,
        at: Timestamp,
    ) {
        let item = export::due(owner, export, at, self.keys());
        to.put(Table::Records, item, &Condition::Always, Meaning::Conflict);
    }
}

fn is_held(held: &DueExport) -> Condition {
    let until = held.leased_until.unwrap_or_default();
    Condition::Is(LEASED_UNTIL, until.to_string())
}
