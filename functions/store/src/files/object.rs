//! Small objects, through the function.

use aws_sdk_s3::{
    error::SdkError,
    primitives::{ByteStream, Length},
};

use super::{Files, ObjectKey};
use crate::StoreError;

impl Files {
    /// Puts a small object, in place of what stood there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put(
        &self,
        key: &ObjectKey,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        let put = self
            .client
            .put_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        let put = put.content_type(content_type).body(ByteStream::from(bytes));
        put.send().await.map(drop).map_err(StoreError::unavailable)
    }

    /// Puts a file from the disk, however large: it is read as it is sent.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put_file(
        &self,
        key: &ObjectKey,
        content_type: &str,
        file: std::fs::File,
        size: u64,
    ) -> Result<(), StoreError> {
        let body = ByteStream::read_from()
            .file(tokio::fs::File::from_std(file))
            .length(Length::Exact(size))
            .build()
            .await
            .map_err(StoreError::unavailable)?;
        let put = self
            .client
            .put_object()
            .bucket(&*self.bucket)
            .key(key.as_str())
            .content_type(content_type)
            .content_length(i64::try_from(size).unwrap_or(i64::MAX))
            .body(body);
        put.send().await.map(drop).map_err(StoreError::unavailable)
    }

    /// A small object's bytes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn get(&self, key: &ObjectKey) -> Result<Option<Vec<u8>>, StoreError> {
        let get = self
            .client
            .get_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        let found = match get.send().await {
            Ok(found) => found,
            Err(SdkError::ServiceError(error)) if error.err().is_no_such_key() => return Ok(None),
            Err(error) => return Err(StoreError::unavailable(error)),
        };
        let bytes = found
            .body
            .collect()
            .await
            .map_err(StoreError::unavailable)?;
        Ok(Some(bytes.to_vec()))
    }

    /// Whether something stands under a key.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn exists(&self, key: &ObjectKey) -> Result<bool, StoreError> {
        let head = self
            .client
            .head_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        match head.send().await {
            Ok(_) => Ok(true),
            // A HEAD has no body to say more in, so whatever is not found is that.
            Err(error)
                if error
                    .raw_response()
                    .is_some_and(|raw| raw.status().as_u16() == 404) =>
            {
                Ok(false)
            }
            Err(error) => Err(StoreError::unavailable(error)),
        }
    }

    /// Removes an object; what is not there counts as removed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete(&self, key: &ObjectKey) -> Result<(), StoreError> {
        let delete = self
            .client
            .delete_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        match delete.send().await {
            Err(error)
                if error
                    .raw_response()
                    .is_none_or(|raw| raw.status().as_u16() != 404) =>
            {
                Err(StoreError::unavailable(error))
            }
            _ => Ok(()),
        }
    }
}
