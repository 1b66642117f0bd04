//! Signing in, over HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that meets the unexpected should stop there, and benchmarks say what they saw"
)]

mod account;
mod authenticator;
mod browser;
mod budget;
mod codes;
mod events;
mod passkeys;
mod passwords;
mod phone_change;
mod second_factor;
mod sessions;
mod timing;
mod workbench;
