//! What a request costs, as the tables themselves say (`ReturnConsumedCapacity`).

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Counts the calls of a [`crate::Store`] and the capacity they used. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Counters>);

/// Capacity comes in halves of a unit, so it is counted in halves.
#[derive(Debug, Default)]
struct Counters {
    round_trips: AtomicU64,
    read_halves: AtomicU64,
    write_halves: AtomicU64,
}

impl Meter {
    /// Calls answered by the tables; what the SDK's own retries sent again counts once.
    pub fn round_trips(&self) -> u64 {
        self.0.round_trips.load(Relaxed)
    }

    /// Read units: 4 KB read consistently are 1.
    pub fn read_units(&self) -> f64 {
        units(&self.0.read_halves)
    }

    /// Write units: 1 KB written is 1, in a transaction 2; what the index takes is in it.
    pub fn write_units(&self) -> f64 {
        units(&self.0.write_halves)
    }

    pub(crate) fn trip(&self) {
        self.0.round_trips.fetch_add(1, Relaxed);
    }

    pub(crate) fn read<'a>(&self, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        self.trip();
        self.0.read_halves.fetch_add(halves(consumed), Relaxed);
    }

    pub(crate) fn write<'a>(&self, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        self.trip();
        self.0.write_halves.fetch_add(halves(consumed), Relaxed);
    }
}

fn units(halves: &AtomicU64) -> f64 {
    let halves = u32::try_from(halves.load(Relaxed)).unwrap_or(u32::MAX);
    f64::from(halves) / 2.0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "capacity is a small number and never negative"
)]
fn halves<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) -> u64 {
    let units: f64 = consumed
        .into_iter()
        .filter_map(|one| one.capacity_units)
        .sum();
    (units * 2.0).round() as u64
}
