//! The store against the embedded engine, with the client it has on AWS.

mod budget;
mod conflicts;
mod engine;
mod outbox;
mod pages;
mod round_trips;
mod sample;
mod sealing;
mod units;
