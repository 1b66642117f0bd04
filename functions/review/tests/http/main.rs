#![doc = include_str!("README.md")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod batches;
mod budget;
mod concurrency;
mod documentation;
mod final_review;
mod first_review;
mod many;
mod permissions;
mod phrases;
mod queue;
mod report;
mod returns;
mod stage;
mod undo;
