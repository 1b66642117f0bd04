//! `A#{blind(phone)} | PHRASES`: the opinions somebody keeps and gives often ([`super::own`]).

use domain::{phone::Phone, phrases::Phrases};

use crate::{Store, StoreError};

/// The sort key.
pub(super) const NAME: &str = "PHRASES";

impl Store {
    /// Somebody's phrases.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn phrases(&self, of: &Phone) -> Result<Phrases, StoreError> {
        Ok(self.read_own(of, NAME).await?.0)
    }

    /// Changes somebody's phrases; answers them as they are then, or why not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn change_phrases<E>(
        &self,
        of: &Phone,
        change: impl Fn(&mut Phrases) -> Result<(), E>,
    ) -> Result<Result<Phrases, E>, StoreError> {
        self.change_own(of, NAME, change).await
    }
}
