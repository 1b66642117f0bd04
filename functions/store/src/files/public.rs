//! What everybody may read.

use aws_sdk_s3::primitives::ByteStream;

use super::{Files, ObjectKey, presign::disposition};
use crate::StoreError;

impl Files {
    /// Puts a file that is served as it is, in place of what stood there. Caches ask each time whether it changed: what is
    /// withdrawn is gone at once. With a `name` it is offered as a download.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn publish(
        &self,
        key: &ObjectKey,
        content_type: &str,
        name: Option<&str>,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        let put = self
            .client
            .put_object()
            .bucket(&*self.bucket)
            .key(key.as_str())
            .content_type(content_type)
            .cache_control("no-cache")
            .set_content_disposition(name.map(disposition))
            .body(ByteStream::from(bytes));
        put.send().await.map(drop).map_err(StoreError::unavailable)
    }
}
