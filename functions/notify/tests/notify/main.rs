//! The worker against the embedded engine, and the gateway against a server that checks its signature.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should stop there"
)]

mod drain;
mod sns;
