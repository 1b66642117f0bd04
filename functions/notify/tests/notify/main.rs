//! The worker against the embedded engine, and each gateway against a server that checks its signature.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should stop there"
)]

mod aliyun;
mod closing;
mod drain;
mod provider;
mod sns;
mod tencent;
