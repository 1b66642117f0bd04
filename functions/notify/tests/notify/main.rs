//! The worker against the embedded engine, and the gateway against a server that checks its signature.

mod drain;
mod sns;
