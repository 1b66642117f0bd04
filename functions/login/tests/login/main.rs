//! Signing in, over HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that meets the unexpected should stop there, and benchmarks say what they saw"
)]

mod browser;
mod budget;
mod codes;
mod events;
mod passwords;
mod sessions;
mod timing;
mod workbench;
