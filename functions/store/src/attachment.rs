//! Files belonging to a nomination or a unit: added, confirmed once their bytes have arrived, deleted.

use domain::{
    decision::Decision,
    id::{AttachmentId, CongressId, MaterialId, NominationId, UnitId},
    nomination::Nomination,
    unit::Unit,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    CommitError, Consistency, Idempotency, Store, StoreError,
    calls::Order,
    items::attachment,
    keys::{self, Key},
    transaction::{Condition, Meaning, Transaction},
};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// 附件材料.
    Material,
    /// 签字盖章的登记表: the scan of the signed and stamped form.
    SignedForm,
    /// 登记表中以文件作答的问题: the answer to a question of the form.
    Answer,
}

/// To whom a file belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// A nomination.
    Nomination(NominationId),
    /// A unit as a whole.
    Unit(CongressId, UnitId),
}

impl From<&Nomination> for Owner {
    fn from(nomination: &Nomination) -> Self {
        Self::Nomination(nomination.id.clone())
    }
}

impl From<&Unit> for Owner {
    fn from(unit: &Unit) -> Self {
        Self::Unit(unit.congress.clone(), unit.id.clone())
    }
}

/// A file belonging to a nomination or a unit. Its bytes are in object storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Whose.
    pub owner: Owner,
    /// The file's name as it was uploaded; sealed.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Which of the materials that the congress asks for.
    pub material: Option<MaterialId>,
    /// Media type.
    pub content_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes, as base64.
    pub sha256: String,
    /// The upload in parts that brings them, where there is one.
    pub upload: Option<String>,
    /// Whether the bytes have arrived. What is not confirmed within a day goes away by itself.
    pub confirmed: bool,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom; sealed.
    pub added_by: String,
}

impl Store {
    /// Notes a file whose upload begins.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] when there is one with this id, [`CommitError::AlreadyDone`], [`CommitError::Store`].
    pub async fn put_attachment(
        &self,
        attachment: &Attachment,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        transaction.attachment(attachment, &Condition::Absent);
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await
    }

    /// Notes that a file has arrived, together with the decision that counts it on its nomination. `attachment` is
    /// written as confirmed whatever it says.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] also when there is no such file any more; as [`Store::commit`].
    pub async fn confirm_attachment(
        &self,
        decision: &Decision,
        attachment: &Attachment,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        transaction.decision(decision, now, &mut ids);
        let confirmed = Attachment {
            confirmed: true,
            ..attachment.clone()
        };
        transaction.attachment(&confirmed, &Condition::Present);
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await
    }

    /// Forgets a file, together with the decision that no longer counts it. Its bytes are the caller's to delete, after.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] also when it is gone already; as [`Store::commit`].
    pub async fn delete_attachment(
        &self,
        decision: &Decision,
        attachment: &Attachment,
        idempotency: Option<Idempotency<'_>>,
        now: Timestamp,
        mut ids: impl FnMut() -> String,
    ) -> Result<(), CommitError> {
        let mut transaction = Transaction::new(self);
        transaction.decision(decision, now, &mut ids);
        let key = Key::attachment(&attachment.owner, &attachment.id);
        transaction.delete(&key, &Condition::Present, Meaning::Conflict);
        transaction.done(idempotency.as_ref(), now);
        transaction.commit().await
    }

    /// The files of a unit, oldest first; unconfirmed ones too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn files_of_unit(
        &self,
        congress: &CongressId,
        unit: &UnitId,
    ) -> Result<Vec<Attachment>, StoreError> {
        let (partition, prefix) = keys::unit_files(congress, unit);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| attachment::attachment(item, self.keys()))
            .collect()
    }

    /// One file's record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn attachment(
        &self,
        owner: &Owner,
        id: &AttachmentId,
    ) -> Result<Option<Attachment>, StoreError> {
        let item = self.get(&Key::attachment(owner, id)).await?;
        item.map(|item| attachment::attachment(&item, self.keys()))
            .transpose()
    }
}
