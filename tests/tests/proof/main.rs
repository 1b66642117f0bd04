//! Claims that are shown by trying hard to break them: nothing lost, nothing half done, nothing twice.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it measures and fails by panicking"
)]

mod contention;
mod faults;
mod journey;

/// A number from the environment, for longer runs than `tests/run` makes.
fn set(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.map_or(otherwise, |set| set.parse().unwrap())
}
