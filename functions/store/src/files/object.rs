//! Small objects, and parts of larger ones, through the function.

use aws_sdk_s3::{error::SdkError, primitives::ByteStream, types::ChecksumMode};

use super::{Files, ObjectKey};
use crate::StoreError;

/// What arrived under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Bytes.
    pub size: u64,
    /// SHA-256 as base64, which the storage compared with the bytes; `None` for what was not signed so.
    pub sha256: Option<String>,
}

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

    /// A small object's bytes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn get(&self, key: &ObjectKey) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(key, None).await
    }

    /// The first bytes of an object, at most so many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn head_bytes(&self, key: &ObjectKey, most: u64) -> Result<Vec<u8>, StoreError> {
        let range = format!("bytes=0-{}", most.saturating_sub(1));
        Ok(self.read(key, Some(range)).await?.unwrap_or_default())
    }

    /// The last bytes of an object of this size, at most so many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn tail_bytes(
        &self,
        key: &ObjectKey,
        size: u64,
        most: u64,
    ) -> Result<Vec<u8>, StoreError> {
        let range = format!("bytes={}-", size.saturating_sub(most));
        Ok(self.read(key, Some(range)).await?.unwrap_or_default())
    }

    async fn read(
        &self,
        key: &ObjectKey,
        range: Option<String>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let get = self
            .client
            .get_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        let found = match get.set_range(range).send().await {
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

    /// What stands under a key, without its bytes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn arrived(&self, key: &ObjectKey) -> Result<Option<Arrived>, StoreError> {
        let head = self
            .client
            .head_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        match head.checksum_mode(ChecksumMode::Enabled).send().await {
            Ok(found) => Ok(Some(Arrived {
                size: found
                    .content_length()
                    .and_then(|size| u64::try_from(size).ok())
                    .unwrap_or(0),
                sha256: found.checksum_sha256().map(str::to_owned),
            })),
            // A HEAD has no body to say more in, so whatever is not found is that.
            Err(error)
                if error
                    .raw_response()
                    .is_some_and(|raw| raw.status().as_u16() == 404) =>
            {
                Ok(None)
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
