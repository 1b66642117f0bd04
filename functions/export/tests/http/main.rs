//! The routes over HTTP.

#![expect(clippy::unwrap_used, reason = "what the test sets up must be there")]

mod disclosure;
mod files;
mod jobs;
mod large;
mod roster;
mod stage;
mod statistics;
mod trail;
mod units;
mod views;
