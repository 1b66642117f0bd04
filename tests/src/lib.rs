#![doc = include_str!("../README.md")]

pub mod browser;
pub mod client;
pub mod people;
pub mod stage;
pub mod weather;
