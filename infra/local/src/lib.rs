#![doc = include_str!("../README.md")]

mod authenticators;
pub mod database;
pub mod demo;
pub mod fault;
pub mod functions;
mod ground;
mod left_behind;
pub mod lock;
pub mod object_storage;
pub mod operator;
pub mod options;
pub mod outbox;
mod public_pages;
pub mod routes;
pub mod secrets;
mod server;
pub mod site_source;
pub mod static_site;
mod switch;
pub mod system;
pub mod tables;
mod verified;

pub use fault::{Fault, StartError};
pub use options::Options;
pub use site_source::SiteSource;
pub use system::System;
