#![doc = include_str!("../README.md")]

pub mod admission;
pub mod caller;
pub mod command;
pub mod edge;
pub mod environment;
pub mod etag;
pub mod factor;
pub mod json;
pub mod language;
pub mod listing;
pub mod path;
pub mod problem;
mod refused;
pub mod scene;
pub mod shell;
pub mod signed_in;
pub mod view;

pub use caller::Caller;
pub use edge::Edge;
pub use etag::IfMatch;
pub use json::Json;
pub use problem::{Code, Problem};
pub use scene::{Scene, Target};
