//! Uploads and downloads that go straight between the browser and the storage, each signed for one object and a while.

use std::{collections::BTreeMap, fmt::Write, time::Duration};

use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};

use super::{Files, ObjectKey};
use crate::StoreError;

/// How long a download can be begun.
const DOWNLOAD: Duration = Duration::from_mins(5);
/// How long an upload can be begun; what has begun may take longer.
const UPLOAD: Duration = Duration::from_mins(10);

/// A file that is to be uploaded.
#[derive(Clone, Copy, Debug)]
pub struct UploadRequest<'a> {
    /// Its name, for downloads.
    pub name: &'a str,
    /// Bytes.
    pub size: u64,
    /// Media type.
    pub content_type: &'a str,
    /// SHA-256 as base64.
    pub sha256: &'a str,
}

/// Where and how a browser sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The address.
    pub url: String,
    /// Headers that must be sent as they are; the length is the browser's to say.
    pub headers: BTreeMap<String, String>,
}

impl Files {
    /// Signs an upload: this length, type and checksum, and never over what is there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] without credentials.
    pub async fn upload(
        &self,
        key: &ObjectKey,
        file: UploadRequest<'_>,
    ) -> Result<Upload, StoreError> {
        let put = self
            .client
            .put_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        let put = put
            .content_length(i64::try_from(file.size).unwrap_or(i64::MAX))
            .content_type(file.content_type)
            .content_disposition(disposition(file.name))
            .checksum_sha256(file.sha256)
            .if_none_match("*");
        let signed = put
            .presigned(within(UPLOAD)?)
            .await
            .map_err(StoreError::unavailable)?;
        let headers = signed
            .headers()
            .filter(|(name, _)| !matches!(*name, "content-length" | "host"));
        let headers = headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Ok(Upload {
            url: self.address(&signed),
            headers,
        })
    }

    /// The address of a part of this many bytes, of an upload that was begun.
    pub(super) async fn part_address(
        &self,
        key: &ObjectKey,
        upload: &str,
        number: i32,
        size: u64,
    ) -> Result<String, StoreError> {
        let put = self
            .client
            .upload_part()
            .bucket(&*self.bucket)
            .key(key.as_str())
            .upload_id(upload)
            .part_number(number)
            .content_length(i64::try_from(size).unwrap_or(i64::MAX));
        let signed = put
            .presigned(within(UPLOAD)?)
            .await
            .map_err(StoreError::unavailable)?;
        Ok(self.address(&signed))
    }

    /// Signs a download under the file's name.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] without credentials.
    pub async fn download(&self, key: &ObjectKey, name: &str) -> Result<String, StoreError> {
        let get = self
            .client
            .get_object()
            .bucket(&*self.bucket)
            .key(key.as_str());
        let get = get.response_content_disposition(disposition(name));
        let signed = get
            .presigned(within(DOWNLOAD)?)
            .await
            .map_err(StoreError::unavailable)?;
        Ok(self.address(&signed))
    }

    fn address(&self, signed: &PresignedRequest) -> String {
        let uri = signed.uri();
        let path = self
            .page_origin
            .as_deref()
            .and_then(|origin| uri.strip_prefix(origin));
        path.filter(|path| path.starts_with('/'))
            .unwrap_or(uri)
            .to_owned()
    }
}

fn within(time: Duration) -> Result<PresigningConfig, StoreError> {
    PresigningConfig::expires_in(time).map_err(StoreError::unavailable)
}

/// `Content-Disposition` of a download (RFC 6266): the name as UTF-8, and a plain one for what does not read that.
pub(super) fn disposition(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    format!(
        "attachment; filename=\"file.{}\"; filename*=UTF-8''{encoded}",
        ending.unwrap_or("bin")
    )
}

#[cfg(test)]
mod tests {
    use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
    use domain::id::AttachmentId;

    use super::{Files, ObjectKey, disposition};

    fn files() -> Files {
        let config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("local"))
            .endpoint_url("http://localhost:8080")
            .force_path_style(true)
            .credentials_provider(Credentials::new("key", "secret", None, None, "test"))
            .build();
        Files::new(aws_sdk_s3::Client::from_conf(config), "attachments")
    }

    async fn download(files: Files) -> String {
        let key = ObjectKey::of(["c", "u", "n"], AttachmentId::parse("a").unwrap().as_str());
        files.download(&key, "a.pdf").await.unwrap()
    }

    #[tokio::test]
    async fn addresses_are_whole_except_on_the_pages_own_origin() {
        let whole = download(files()).await;
        assert!(
            whole.starts_with("http://localhost:8080/attachments/c/u/n/a?"),
            "{whole}"
        );
        let own = download(files().on_page_origin("http://localhost:8080")).await;
        assert!(own.starts_with("/attachments/c/u/n/a?"), "{own}");
        // The beginning of another origin is not ours.
        let other = download(files().on_page_origin("http://localhost:80")).await;
        assert!(other.starts_with("http://localhost:8080/"), "{other}");
    }

    #[test]
    fn a_name_can_neither_end_the_header_nor_its_quotes() {
        assert_eq!(
            disposition("表\"\r\nX: 1.pdf"),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E8%A1%A8%22%0D%0AX%3A%201.pdf"
        );
        assert!(disposition("a.p\"d").starts_with("attachment; filename=\"file.bin\";"));
    }
}
