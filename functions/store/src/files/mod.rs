#![doc = include_str!("README.md")]

mod key;
mod object;
mod parts;
mod presign;
mod public;

use std::sync::Arc;

pub use key::ObjectKey;
pub use parts::{Content, PART, PartUpload};
pub use presign::{Upload, UploadRequest};

/// The bucket of a deployment. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    client: aws_sdk_s3::Client,
    bucket: Arc<str>,
    page_origin: Option<Arc<str>>,
}

impl Files {
    /// Files in a bucket. Set the client's checksum calculation to “when required”, or presigned addresses ask browsers
    /// for checksums that nobody told them of.
    pub fn new(client: aws_sdk_s3::Client, bucket: &str) -> Self {
        Self {
            client,
            bucket: bucket.into(),
            page_origin: None,
        }
    }

    /// The same where pages are served from the storage's own origin (one machine): addresses are given without it, so
    /// that they hold by whatever name the browser came.
    #[must_use]
    pub fn on_page_origin(self, origin: &str) -> Self {
        Self {
            page_origin: Some(origin.into()),
            ..self
        }
    }
}
