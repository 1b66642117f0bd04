#![doc = include_str!("../README.md")]

mod gateway;
mod notifier;
pub mod sns;
mod text;

pub use gateway::{GatewayError, SmsGateway};
pub use notifier::{Drained, LEASE, MOST_ATTEMPTS, Notifier, backoff};
pub use text::text;
