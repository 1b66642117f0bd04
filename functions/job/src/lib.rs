#![doc = include_str!("../README.md")]

mod accept;
mod maker;
mod view;
mod worker;

pub use accept::{Asked, accept, accepted};
pub use maker::{Made, Maker, Making, NotMade, Progress, blank_file};
pub use view::ExportView;
pub use worker::Worker;
