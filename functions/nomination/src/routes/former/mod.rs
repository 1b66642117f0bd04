#![doc = include_str!("README.md")]

pub(crate) mod bring_in;
mod found;
pub(crate) mod list;
