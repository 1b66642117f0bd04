//! The registration form as the other crates see it.
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "the whole program is a test; values are written where they are passed"
)]

#[path = "form/changes.rs"]
mod changes;
#[path = "form/check.rs"]
mod check;
#[path = "form/completeness.rs"]
mod completeness;
#[path = "form/display.rs"]
mod display;
#[path = "form/facts.rs"]
mod facts;
#[path = "form/former.rs"]
mod former;
#[path = "form/identity.rs"]
mod identity;
#[path = "form/questions.rs"]
mod questions;
#[path = "form/round_trip.rs"]
mod round_trip;
mod sample;
#[path = "form/schema.rs"]
mod schema;
#[path = "form/values.rs"]
mod values;
