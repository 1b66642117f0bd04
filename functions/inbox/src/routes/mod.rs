#![doc = include_str!("README.md")]

pub(crate) mod choose;
pub(crate) mod list;
pub(crate) mod mark_read;
pub(crate) mod settings;
pub(crate) mod unread;
