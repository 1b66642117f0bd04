#![doc = include_str!("README.md")]

pub(crate) mod attachment;
pub(crate) mod attribute;
pub(crate) mod audit;
pub(crate) mod board;
pub(crate) mod claim;
pub(crate) mod congress;
pub(crate) mod contact;
pub(crate) mod disclosure;
pub(crate) mod export;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod inbox;
pub(crate) mod job;
pub(crate) mod nomination;
pub(crate) mod notice;
pub(crate) mod outbox;
pub(crate) mod pointer;
pub(crate) mod receipt;
pub(crate) mod register;
pub(crate) mod report_job;
pub(crate) mod unit;
pub(crate) mod written;

pub(crate) use attribute::{Item, Reader, Writer, at, key, partition_key, sort_key};
