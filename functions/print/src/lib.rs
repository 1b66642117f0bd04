#![doc = include_str!("../README.md")]

mod delivery;
mod docx;
mod forms;
mod index;
mod note;
mod paper;
mod people;
mod press;
mod problem;
mod qr;
mod routes;

pub use press::{Press, PressFault, TemplateFault};
pub use routes::routes;
