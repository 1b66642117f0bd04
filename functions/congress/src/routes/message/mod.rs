#![doc = include_str!("README.md")]

pub(super) mod list;
pub(super) mod write;
