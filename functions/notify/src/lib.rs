#![doc = include_str!("../README.md")]

pub mod gateway;
mod link;
mod notifier;
mod text;

pub use gateway::{Gateway, GatewayError, Sms, SmsGateway};
pub use notifier::{Drained, LEASE, MOST_ATTEMPTS, Notifier, backoff};
pub use text::text;
