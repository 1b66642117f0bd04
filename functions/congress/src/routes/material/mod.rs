#![doc = include_str!("README.md")]

pub(super) mod template;
