#![doc = include_str!("README.md")]

pub(super) mod run;
pub(super) mod template;
mod view;
