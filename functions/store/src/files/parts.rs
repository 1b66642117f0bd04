//! Files that come in parts, so that what a dropped connection cut off goes on where it stopped: one part for a small file, an S3
//! multipart upload for a larger one. The browser is told the same either way: these bytes to that address.
//!
//! What arrives stands under `incoming/` until it is confirmed. Whatever is left there, parts included, a lifecycle rule clears
//! away (`infra/aws/buckets.tf`; on one machine `infra/local/src/left_behind.rs`).

use std::collections::BTreeMap;

use aws_lc_rs::digest::{Context, SHA256};
use aws_sdk_s3::{
    error::SdkError,
    types::{CompletedMultipartUpload, CompletedPart},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    Files, ObjectKey,
    presign::{UploadRequest, disposition},
};
use crate::StoreError;

/// The length of every part but the last, in bytes. S3 takes none that is shorter.
pub const PART: u64 = 5 * 1024 * 1024;

/// A part of a file on its way: which bytes go where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartUpload {
    /// The first byte.
    pub from: u64,
    /// One past the last.
    pub to: u64,
    /// The address.
    pub url: String,
    /// Headers that must be sent as they are; the length is the browser's to say.
    pub headers: BTreeMap<String, String>,
}

/// What is read of a file to tell whether it is what was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Bytes.
    pub size: u64,
    /// SHA-256 as base64, of all of them.
    pub sha256: String,
    /// The first bytes.
    pub head: Vec<u8>,
    /// The last bytes.
    pub tail: Vec<u8>,
}

/// The parts of a file of this size, each by its first byte and the one past its last.
fn parts(size: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..size.div_ceil(PART).max(1)).map(move |part| (part * PART, ((part + 1) * PART).min(size)))
}

impl Files {
    /// Begins an upload in parts; `None` for a file of one part, which needs none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn begin(
        &self,
        key: &ObjectKey,
        file: UploadRequest<'_>,
    ) -> Result<Option<String>, StoreError> {
        if file.size <= PART {
            return Ok(None);
        }
        let begun = self
            .client
            .create_multipart_upload()
            .bucket(&*self.bucket)
            .key(key.as_str())
            .content_type(file.content_type)
            .content_disposition(disposition(file.name));
        let begun = begun.send().await.map_err(StoreError::unavailable)?;
        Ok(begun.upload_id)
    }

    /// What has not arrived yet, with addresses for it that are good for a while.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn missing(
        &self,
        key: &ObjectKey,
        upload: Option<&str>,
        file: UploadRequest<'_>,
    ) -> Result<Vec<PartUpload>, StoreError> {
        if self.exists(key).await? {
            return Ok(Vec::new());
        }
        let Some(upload) = upload else {
            let whole = self.upload(key, file).await?;
            return Ok(vec![PartUpload {
                from: 0,
                to: file.size,
                url: whole.url,
                headers: whole.headers,
            }]);
        };
        let there = self.parts_there(key, upload).await?;
        let mut missing = Vec::new();
        for ((from, to), number) in parts(file.size).zip(1..) {
            if there.get(&number).is_none_or(|part| part.size != to - from) {
                let url = self.part_address(key, upload, number, to - from).await?;
                let headers = BTreeMap::new();
                missing.push(PartUpload {
                    from,
                    to,
                    url,
                    headers,
                });
            }
        }
        Ok(missing)
    }

    /// Puts the parts together, where all of them are there; whether they were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn assemble(
        &self,
        key: &ObjectKey,
        upload: &str,
        size: u64,
    ) -> Result<bool, StoreError> {
        let there = self.parts_there(key, upload).await?;
        let mut completed = CompletedMultipartUpload::builder();
        for ((from, to), number) in parts(size).zip(1..) {
            let Some(part) = there.get(&number).filter(|part| part.size == to - from) else {
                return Ok(false);
            };
            let part = CompletedPart::builder()
                .part_number(number)
                .set_e_tag(part.e_tag.clone());
            completed = completed.parts(part.build());
        }
        let complete = self
            .client
            .complete_multipart_upload()
            .bucket(&*self.bucket)
            .key(key.as_str())
            .upload_id(upload)
            .multipart_upload(completed.build());
        complete.send().await.map_err(StoreError::unavailable)?;
        Ok(true)
    }

    /// Gives an upload up: what has arrived of it goes. What is not there counts as gone.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn abandon(&self, key: &ObjectKey, upload: Option<&str>) -> Result<(), StoreError> {
        if let Some(upload) = upload {
            let abort = self
                .client
                .abort_multipart_upload()
                .bucket(&*self.bucket)
                .key(key.as_str())
                .upload_id(upload);
            // It may have been put together, or cleared away, since.
            match abort.send().await {
                Ok(_) | Err(SdkError::ServiceError(_)) => {}
                Err(error) => return Err(StoreError::unavailable(error)),
            }
        }
        self.delete(key).await
    }

    /// A file's content as far as it tells what it is, `telling` bytes of each end; `None` when it is not there. All of it is read, some at a
    /// time: the storage's own checksum of parts is not that of the file.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn content(
        &self,
        key: &ObjectKey,
        telling: usize,
    ) -> Result<Option<Content>, StoreError> {
        let get = self
            .client
            .get_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        let mut body = match get.send().await {
            Ok(found) => found.body,
            Err(SdkError::ServiceError(error)) if error.err().is_no_such_key() => return Ok(None),
            Err(error) => return Err(StoreError::unavailable(error)),
        };
        let (mut digest, mut size) = (Context::new(&SHA256), 0);
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        while let Some(bytes) = body.try_next().await.map_err(StoreError::unavailable)? {
            digest.update(&bytes);
            size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let wanted = telling.saturating_sub(head.len()).min(bytes.len());
            head.extend_from_slice(&bytes[..wanted]);
            tail.extend_from_slice(&bytes);
            tail.drain(..tail.len().saturating_sub(telling));
        }
        Ok(Some(Content {
            size,
            sha256: STANDARD.encode(digest.finish()),
            head,
            tail,
        }))
    }

    /// Copies an object, type and name for downloads included, over what stood there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], also when there is none.
    pub async fn copy(&self, from: &ObjectKey, to: &ObjectKey) -> Result<(), StoreError> {
        let copy = self
            .client
            .copy_object()
            .bucket(&*self.bucket)
            .key(to.as_str())
            .copy_source(format!("{}/{from}", self.bucket));
        copy.send().await.map(drop).map_err(StoreError::unavailable)
    }

    async fn parts_there(
        &self,
        key: &ObjectKey,
        upload: &str,
    ) -> Result<BTreeMap<i32, PartThere>, StoreError> {
        let list = self
            .client
            .list_parts()
            .bucket(&*self.bucket)
            .key(key.as_str())
            .upload_id(upload);
        let listed = match list.send().await {
            Ok(listed) => listed.parts.unwrap_or_default(),
            // An upload that was put together or cleared away has no parts.
            Err(SdkError::ServiceError(_)) => Vec::new(),
            Err(error) => return Err(StoreError::unavailable(error)),
        };
        let there = listed.into_iter().filter_map(|part| {
            let size = u64::try_from(part.size?).ok()?;
            let e_tag = part.e_tag;
            Some((part.part_number?, PartThere { size, e_tag }))
        });
        Ok(there.collect())
    }
}

/// A part that has arrived. On one machine it has no tag, nor is one asked for.
struct PartThere {
    size: u64,
    e_tag: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{PART, parts};

    #[test]
    fn parts_cover_a_file_without_gap_or_overlap() {
        let of = |size| parts(size).collect::<Vec<_>>();
        assert_eq!(of(1), [(0, 1)]);
        assert_eq!(of(PART), [(0, PART)]);
        assert_eq!(of(PART + 1), [(0, PART), (PART, PART + 1)]);
        let most = of(20 * 1024 * 1024);
        assert_eq!(most.len(), 4);
        assert!(most.windows(2).all(|pair| pair[0].1 == pair[1].0));
        assert_eq!(most.last().unwrap().1, 20 * 1024 * 1024);
    }
}
