//! The people of the journey, each with what they do.

pub(crate) mod convener;
pub(crate) mod roster;
pub(crate) mod unit;
