//! The store against the embedded engine, with the client it has on AWS.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it measures and stops at what fails"
)]

mod budget;
mod conflicts;
mod engine;
mod long_intake;
mod long_report;
mod outbox;
mod pages;
mod records;
mod round_trips;
mod sample;
mod sealing;
mod trail;
mod units;
