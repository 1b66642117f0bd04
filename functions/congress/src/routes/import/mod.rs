#![doc = include_str!("README.md")]

pub(super) mod errors;
pub(super) mod run;
pub(super) mod template;
mod view;
