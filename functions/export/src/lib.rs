#![doc = include_str!("../README.md")]

mod column;
mod csv_file;
mod delivery;
mod liaisons;
mod passage;
mod roster;
mod routes;
mod statistics;
mod trail;
mod units;
mod workbook;

pub use routes::router;
