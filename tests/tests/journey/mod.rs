//! The people of the journey, each with what they do.

pub mod convener;
pub mod roster;
pub mod unit;
