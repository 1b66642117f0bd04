//! Lists across units find everybody by their unit's register: it changes in the same transaction as the summaries.

use std::{collections::BTreeMap, sync::PoisonError};

use domain::{
    id::{CongressId, UnitId},
    nomination::{Nomination, listed::Listed, state::State},
};

use super::{Condition, Meaning, Transaction};
use crate::{
    Store, StoreError,
    items::{Item, register},
    keys::{Key, Table},
};

impl Transaction<'_> {
    /// Brings the registers in line with the summaries. One in which nothing changes that lists find by is not written.
    pub(super) async fn registers(&mut self) -> Result<(), StoreError> {
        let listed = std::mem::take(&mut self.listed);
        let mut by_unit: BTreeMap<(&CongressId, &UnitId), Vec<&Nomination>> = BTreeMap::new();
        for one in &listed {
            let of_unit = by_unit.entry((&one.congress, &one.unit)).or_default();
            of_unit.push(one);
        }
        for ((congress, unit), nominations) in by_unit {
            let item = self
                .store
                .register_of(&Key::register(congress, unit))
                .await?;
            let read = item.map(|item| register::entries(&item, self.keys()));
            let (before, revision) = read.transpose()?.unwrap_or_default();
            let after = with(&before, &nominations);
            if after != before {
                let item = register::item(congress, unit, &after, revision, self.keys());
                let still = Condition::Revision(revision);
                self.put(Table::Records, item, &still, Meaning::Conflict);
            }
        }
        Ok(())
    }
}

/// More units than these are not worked on by one process at the same time.
const MOST_REMEMBERED: usize = 256;

impl Store {
    /// Keeps what a load has read of a register for the commit that follows it. It may be outdated by then: the write is on
    /// condition of its revision.
    pub(crate) fn remember_register(&self, key: Key, item: Option<Item>) {
        let mut registers = self
            .inner
            .registers
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if registers.len() >= MOST_REMEMBERED {
            registers.clear();
        }
        registers.insert(key, item);
    }

    /// What was remembered of a register, once, or what stands there.
    async fn register_of(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let remembered = {
            let mut registers = self
                .inner
                .registers
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            registers.remove(key)
        };
        match remembered {
            Some(item) => Ok(item),
            None => self.get(key).await,
        }
    }
}

/// The entries with these as they are now; who is deregistered is in no list.
fn with(before: &[Listed], nominations: &[&Nomination]) -> Vec<Listed> {
    let mut entries = before.to_vec();
    for nomination in nominations {
        let place = entries.iter().position(|entry| entry.id == nomination.id);
        match (place, nomination.state) {
            (Some(place), State::Deregistered) => drop(entries.remove(place)),
            (None, State::Deregistered) => {}
            (Some(place), _) => entries[place] = Listed::from(*nomination),
            (None, _) => entries.push(Listed::from(*nomination)),
        }
    }
    entries
}
