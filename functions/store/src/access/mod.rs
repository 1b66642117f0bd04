//! The table `access`: who is signed in, and which requests were answered already.

pub mod idempotency;
pub mod session;
