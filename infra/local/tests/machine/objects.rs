//! Attachments: presigned requests only, only as they were signed, only inside the bucket.

use std::fs;
use std::net::SocketAddr;
use std::time::Duration;

use crate::running::{Answer, Place, get, request};
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use local::System;
use local::object_storage;
use local::secrets::Secrets;

const BYTES: &[u8] = b"%PDF-1.7 a signed form";
const KEY: &str = "0198f2c0/form.pdf";

struct Storage {
    place: Place,
    system: System,
    client: aws_sdk_s3::Client,
}

impl Storage {
    async fn start() -> Self {
        let place = Place::new();
        let system = place.start().await;
        let secrets = Secrets::load_or_create(&place.data(), true).unwrap();
        let client = object_storage::client(&system.origin(), &secrets.object_credentials());
        Self {
            place,
            system,
            client,
        }
    }

    /// An upload with length, type and the rule “never overwrite” signed.
    async fn upload(&self, key: &str) -> PresignedRequest {
        let upload = self.client.put_object().bucket("attachments").key(key);
        upload
            .content_length(BYTES.len().try_into().unwrap())
            .content_type("application/pdf")
            .if_none_match("*")
            .presigned(expiring())
            .await
            .unwrap()
    }

    async fn send(
        &self,
        method: &'static str,
        path: String,
        headers: Vec<(String, String)>,
        body: &'static [u8],
    ) -> Answer {
        let to: SocketAddr = self.system.address();
        let send = move || {
            let headers: Vec<_> = headers
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            request(to, method, &path, &headers, body)
        };
        tokio::task::spawn_blocking(send).await.unwrap()
    }
}

fn expiring() -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_mins(5)).unwrap()
}

/// The path with its query: what a page of the same origin would ask for.
fn path(signed: &PresignedRequest) -> String {
    let (_, rest) = signed.uri().split_once("//").unwrap();
    rest[rest.find('/').unwrap()..].to_owned()
}

fn headers(signed: &PresignedRequest) -> Vec<(String, String)> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    signed.headers().map(owned).collect()
}

#[tokio::test]
async fn a_presigned_upload_arrives_once_and_is_given_back_as_a_download() {
    let storage = Storage::start().await;
    let signed = storage.upload(KEY).await;
    let first = storage
        .send("PUT", path(&signed), headers(&signed), BYTES)
        .await;
    assert_eq!(first.status, 200, "{}", first.text());
    let again = storage
        .send("PUT", path(&signed), headers(&signed), BYTES)
        .await;
    assert_eq!(again.status, 412);

    let read = storage.client.get_object().bucket("attachments").key(KEY);
    let read = read.presigned(expiring()).await.unwrap();
    let to = storage.system.address();
    let found = tokio::task::spawn_blocking(move || get(to, &path(&read), &[]));
    let found = found.await.unwrap();
    assert_eq!((found.status, &*found.body), (200, BYTES));
    assert_eq!(found.header("content-type"), Some("application/pdf"));
    assert_eq!(found.header("content-disposition"), Some("attachment"));
    assert_eq!(found.header("cache-control"), Some("private, no-store"));
    assert!(
        found
            .header("content-security-policy")
            .unwrap()
            .contains("sandbox")
    );
    storage.system.shutdown().await;
}

#[tokio::test]
async fn a_browser_that_came_by_another_name_of_this_machine_is_served_too() {
    let storage = Storage::start().await;
    let signed = storage.upload(KEY).await;
    let mut sent = headers(&signed);
    let here = format!("127.0.0.1:{}", storage.system.address().port());
    sent.push(("host".to_owned(), here));
    let answer = storage.send("PUT", path(&signed), sent, BYTES).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn an_upload_that_is_not_as_it_was_signed_is_refused() {
    let storage = Storage::start().await;
    let signed = storage.upload(KEY).await;
    let as_html = headers(&signed).into_iter().map(|(name, value)| {
        let value = if name == "content-type" {
            "text/html".to_owned()
        } else {
            value
        };
        (name, value)
    });
    let other_type = storage
        .send("PUT", path(&signed), as_html.collect(), BYTES)
        .await;
    assert_eq!(other_type.status, 403);
    let longer: Vec<_> = headers(&signed)
        .into_iter()
        .filter(|(name, _)| name != "content-length")
        .collect();
    let longer = storage
        .send(
            "PUT",
            path(&signed),
            longer,
            b"%PDF-1.7 something else, and longer",
        )
        .await;
    assert_eq!(longer.status, 403);
    let elsewhere = path(&signed).replace("form.pdf", "other.pdf");
    let elsewhere = storage
        .send("PUT", elsewhere, headers(&signed), BYTES)
        .await;
    assert_eq!(elsewhere.status, 403);
    let kept = fs::read_dir(storage.place.data().join("objects/attachments"))
        .unwrap()
        .count();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn an_unsigned_request_is_refused_whatever_it_asks() {
    let storage = Storage::start().await;
    for method in ["GET", "HEAD", "PUT", "DELETE"] {
        let path = format!("/attachments/{KEY}");
        let answer = storage.send(method, path, Vec::new(), b"").await;
        assert_eq!(answer.status, 403, "{method}");
    }
    for method in ["POST", "OPTIONS"] {
        let path = format!("/attachments/{KEY}");
        let answer = storage.send(method, path, Vec::new(), b"").await;
        assert_eq!(answer.status, 405, "{method}");
    }
}

#[tokio::test]
async fn even_a_signed_request_never_leaves_the_bucket() {
    let storage = Storage::start().await;
    for key in [
        "../../keys/root",
        "a/../../../keys/root",
        "../other-bucket/a",
    ] {
        let read = storage.client.get_object().bucket("attachments").key(key);
        let read = read.presigned(expiring()).await.unwrap();
        let answer = storage.send("GET", path(&read), Vec::new(), b"").await;
        assert_eq!(answer.status, 400, "{key} as {}", path(&read));
        let raw = format!(
            "/attachments/{key}?{}",
            path(&read).split_once('?').unwrap().1
        );
        let answer = storage.send("GET", raw, Vec::new(), b"").await;
        assert_eq!(answer.status, 400, "{key}");
    }
    let signed = storage.upload(KEY).await;
    let mut copying = headers(&signed);
    copying.push((
        "x-amz-copy-source".to_owned(),
        "attachments/../../keys/root".to_owned(),
    ));
    let copied = storage.send("PUT", path(&signed), copying, BYTES).await;
    assert_eq!(copied.status, 405);
}
