//! Object storage: S3's protocol over a folder that goes with the test.

use std::net::{Ipv4Addr, SocketAddr};

use aws_sdk_s3::{
    Client, Config,
    config::{
        BehaviorVersion, Builder, Credentials, Region, RequestChecksumCalculation,
        ResponseChecksumValidation, retry::RetryConfig,
    },
};
use axum::{Router, error_handling::HandleError, http::StatusCode};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use tempfile::TempDir;

/// The one bucket, named as in `infra/routes.json`.
pub(crate) const BUCKET: &str = "attachments";

/// A running object storage. Letting go of it removes what it holds.
#[derive(Debug)]
pub(crate) struct Objects {
    address: SocketAddr,
    pub(crate) router: Router,
    _folder: TempDir,
}

impl Objects {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket is a folder");
        let files = s3s_fs::FileSystem::new(folder.path()).expect("the folder is there");
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single("local", "secret"));
        let service = HandleError::new(builder.build(), |error: s3s::HttpError| async move {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:?}"))
        });
        let router = Router::new().fallback_service(service);
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free loopback port");
        let address = listener.local_addr().expect("a bound port has an address");
        tokio::spawn(axum::serve(listener, router.clone()).into_future());
        Self {
            address,
            router,
            _folder: folder,
        }
    }

    pub(crate) fn authority(&self) -> String {
        self.address.to_string()
    }

    pub(crate) fn client(&self) -> Client {
        Client::from_conf(config(self.address).build())
    }
}

/// A client of a storage that does not answer: nothing listens at that port (RFC 863 has it discard what comes).
pub(crate) fn deaf() -> Client {
    let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
    let config = config(nowhere).retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

fn config(address: SocketAddr) -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url(format!("http://{address}"))
        .force_path_style(true)
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
        .credentials_provider(Credentials::new("local", "secret", None, None, "local"))
}
