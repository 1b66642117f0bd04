#![doc = include_str!("README.md")]

pub(super) mod change;
pub(super) mod create;
pub(super) mod file;
pub(super) mod list;
pub(super) mod preview;
pub(super) mod publish;
pub(super) mod remove;
mod view;
mod write;
