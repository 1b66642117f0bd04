//! Lists across all units of a congress, at a price that does not grow with what their forms hold.

use std::collections::BTreeMap;

use domain::{
    id::{CongressId, NominationId, UnitId},
    nomination::{Nomination, listed::Listed, state::State},
    unit::Unit,
};

use super::Consistency;
use crate::{
    Store, StoreError,
    calls::{Order, Question, Slice},
    items,
    keys::{self, Key},
};

impl Store {
    /// What lists show of all units of a congress: name, counts and extensions, without liaisons and quotas. A change of the last
    /// moments may be missing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn board(&self, congress: &CongressId) -> Result<Vec<Unit>, StoreError> {
        let items = self
            .records(keys::board(congress), Order::All, Consistency::Eventual)
            .await?;
        items
            .iter()
            .map(|item| items::board::unit(item, self.keys()))
            .collect()
    }

    /// Everybody of a congress as lists find them, deregistered ones left out, unit by unit: 20,000 are 100 read units and one
    /// call. A change of the last moments may be missing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn register(&self, congress: &CongressId) -> Result<Vec<Listed>, StoreError> {
        let partition = keys::register(congress);
        let items = self
            .records(partition, Order::All, Consistency::Eventual)
            .await?;
        let mut all = Vec::new();
        for item in &items {
            all.extend(items::register::entries(item, self.keys())?.0);
        }
        Ok(all)
    }

    /// The ids of those in the register whom something fits, by unit; within one unit or all. Everything up to this moment counts.
    /// Entries are looked at unit by unit, so that no more than one unit's are unpacked at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_in_register(
        &self,
        congress: &CongressId,
        unit: Option<&UnitId>,
        fits: impl Fn(&Listed) -> bool,
    ) -> Result<BTreeMap<UnitId, Vec<NominationId>>, StoreError> {
        let items = if let Some(unit) = unit {
            let item = self.get(&Key::register(congress, unit)).await?;
            Vec::from_iter(item)
        } else {
            let partition = keys::register(congress);
            self.records(partition, Order::All, Consistency::Strong)
                .await?
        };
        let mut found = BTreeMap::new();
        for item in &items {
            let (entries, _) = items::register::entries(item, self.keys())?;
            let Some(first) = entries.first() else {
                continue;
            };
            let unit = first.unit.clone();
            let fitting = entries.into_iter().filter(|one| fits(one));
            let ids: Vec<_> = fitting.map(|one| one.id).collect();
            if !ids.is_empty() {
                found.insert(unit, ids);
            }
        }
        Ok(found)
    }

    /// The first nominations of a state, or the last ones, in the order in which they were submitted: an index, in one call.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn queue_front(
        &self,
        congress: &CongressId,
        state: State,
        backwards: bool,
        rows: usize,
    ) -> Result<Vec<Nomination>, StoreError> {
        let question = Question {
            index: Some(keys::QUEUE),
            partition: keys::queue_partition(congress, state.code()),
            order: Order::All,
            consistent: false,
        };
        let slice = Slice { backwards, rows };
        let items = self.query_slice(&question, slice).await?;
        items
            .iter()
            .map(|item| items::nomination::nomination(item, self.keys()))
            .collect()
    }

    /// These nominations with their units as lists show them, in no order; what is gone is left out. At most fifty or so: each
    /// costs half a unit to read, however small it is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn nominations_with_units(
        &self,
        congress: &CongressId,
        wanted: &[(&UnitId, &NominationId)],
    ) -> Result<(Vec<Nomination>, Vec<Unit>), StoreError> {
        let nomination =
            |(unit, id): &(&UnitId, &NominationId)| Key::nomination(congress, unit, id);
        let mut keys: Vec<Key> = wanted.iter().map(nomination).collect();
        keys.extend(wanted.iter().map(|(unit, _)| Key::board(congress, unit)));
        let (mut nominations, mut units) = (Vec::new(), Vec::new());
        for item in self.batch_get_eventually(keys).await? {
            if keys::on_board(items::partition_key(&item), items::sort_key(&item)).is_some() {
                units.push(items::board::unit(&item, self.keys())?);
            } else {
                nominations.push(items::nomination::nomination(&item, self.keys())?);
            }
        }
        Ok((nominations, units))
    }
}
