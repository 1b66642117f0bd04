//! The system on one machine, as it is started and used: one program, because each that links the system is large.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod demo;
mod durability;
mod functions;
mod objects;
mod operator;
mod running;
mod site;
mod starting;
mod verifying;
