#![doc = include_str!("../README.md")]

mod column;
mod csv_file;
mod delivery;
mod passage;
mod roster;
mod routes;
mod units;
mod workbook;

pub use routes::router;
