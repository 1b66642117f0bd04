#![doc = include_str!("README.md")]

mod ground;
pub(crate) mod list;
pub(crate) mod mark;
pub(crate) mod run;
pub(crate) mod template;
pub(crate) mod undo;
mod view;
