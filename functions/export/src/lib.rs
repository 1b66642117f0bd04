#![doc = include_str!("../README.md")]

#[cfg(test)]
mod benchmark;
mod column;
mod csv_file;
mod delivery;
mod heading;
mod liaisons;
mod maker;
mod passage;
mod roster;
mod routes;
mod statistics;
mod trail;
mod units;
mod workbook;
mod writer;

pub use maker::RosterMaker;
pub use routes::router;

/// Why a file could not be written.
type Failure = Box<dyn std::error::Error + Send + Sync>;
