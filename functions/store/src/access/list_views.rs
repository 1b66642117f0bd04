//! `A#{blind(phone)} | VIEWS#{congress}`: somebody's views of a congress's lists ([`super::own`]).

use domain::{id::CongressId, list_view::ListViews, phone::Phone};

use crate::{Store, StoreError};

/// How the sort key begins.
pub(super) const NAME: &str = "VIEWS#";

impl Store {
    /// Somebody's views of a congress's lists.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_views(
        &self,
        of: &Phone,
        congress: &CongressId,
    ) -> Result<ListViews, StoreError> {
        Ok(self.read_own(of, &name(congress)).await?.0)
    }

    /// Changes them; answers them as they are then, or why not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn change_list_views<E>(
        &self,
        of: &Phone,
        congress: &CongressId,
        change: impl Fn(&mut ListViews) -> Result<(), E>,
    ) -> Result<Result<ListViews, E>, StoreError> {
        self.change_own(of, &name(congress), change).await
    }
}

fn name(congress: &CongressId) -> String {
    format!("{NAME}{congress}")
}
