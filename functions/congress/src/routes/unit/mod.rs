#![doc = include_str!("README.md")]

pub(super) mod change;
pub(super) mod create;
pub(super) mod extend;
pub(super) mod list;
pub(super) mod remove;
pub(super) mod show;
