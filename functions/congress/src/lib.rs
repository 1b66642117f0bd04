#![doc = include_str!("../README.md")]

mod change;
mod entry;
mod routes;
mod visitor;

pub use routes::router;
