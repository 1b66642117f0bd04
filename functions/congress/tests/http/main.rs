//! The routes over HTTP.

#![expect(clippy::unwrap_used, reason = "what the test sets up must be there")]

mod benchmarks;
mod budget;
mod extensions;
mod founding;
mod imports;
mod life;
mod materials;
mod messages;
mod officers;
mod quotas;
mod readers;
mod refused;
mod settings;
mod stage;
mod statistics;
mod unit_readers;
mod units;
