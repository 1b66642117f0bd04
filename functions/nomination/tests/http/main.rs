#![doc = include_str!("README.md")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod allocate;
mod attachments;
mod budget;
mod concurrency;
mod consent;
mod documentation;
mod form;
mod former;
mod imports;
mod list;
mod materials;
mod numbers;
mod permissions;
mod photo;
mod questions;
mod remind;
mod stage;
mod submit;
