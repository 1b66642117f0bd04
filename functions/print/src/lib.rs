#![doc = include_str!("../README.md")]

#[cfg(test)]
mod benchmark;
mod bundle;
mod delivery;
mod docx;
mod forms;
mod index;
mod maker;
mod note;
mod paper;
mod people;
mod press;
mod problem;
mod qr;
mod request;
mod routes;

pub use maker::FormsMaker;
pub use press::{Press, PressFault, TemplateFault};
pub use routes::routes;
