//! The record of exports of full numbers. It is only ever added to.

use domain::{disclosure::Disclosure, id::CongressId};

use crate::{
    Consistency, Store, StoreError,
    calls::Order,
    items::disclosure,
    keys::{self, Table},
    transaction::Condition,
};

impl Store {
    /// Records an export of full numbers, before any of them leaves. `id` tells apart what happens in one millisecond.
    ///
    /// # Errors
    /// [`StoreError`]; nothing may be sent then.
    pub async fn record_disclosure(&self, record: &Disclosure, id: &str) -> Result<(), StoreError> {
        let item = disclosure::item(record, id, self.keys());
        self.put(Table::Records, item, &Condition::Always)
            .await
            .map(drop)
    }

    /// Every export of full numbers from a congress, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn disclosures(&self, congress: &CongressId) -> Result<Vec<Disclosure>, StoreError> {
        let (partition, prefix) = keys::disclosures(congress);
        let items = self
            .records(partition, Order::BeginsWith(prefix), Consistency::Strong)
            .await?;
        items
            .iter()
            .map(|item| disclosure::disclosure(item, self.keys()))
            .collect()
    }
}
