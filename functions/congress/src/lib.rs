#![doc = include_str!("../README.md")]

mod access;
mod change;
mod entry;
mod routes;
mod sheet;

pub use routes::router;
