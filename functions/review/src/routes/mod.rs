#![doc = include_str!("README.md")]

pub(crate) mod final_review;
pub(crate) mod first_review;
pub(crate) mod phrases;
pub(crate) mod queue;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod return_report;
pub(crate) mod revoke_final_reviews;
pub(crate) mod revoke_first_reviews;
pub(crate) mod undo;
