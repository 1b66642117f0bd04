#![doc = include_str!("README.md")]

pub(super) mod change;
pub(super) mod clone;
pub(super) mod create;
pub(super) mod history;
pub(super) mod life;
pub(super) mod list;
pub(super) mod officers;
pub(super) mod quotas;
pub(super) mod show;
