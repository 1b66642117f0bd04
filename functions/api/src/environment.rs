//! What a function finds in its surroundings on AWS: names of tables and bucket, the root key, credentials. The local
//! system hands the same things in directly and never comes here.

use aws_sdk_dynamodb::config::{Credentials, Region};
use base64::{Engine, engine::general_purpose::STANDARD};
use store::{Patience, RootKey, Store, Tables, files::Files};

use crate::Edge;

/// A variable that is missing or cannot be read. The message names it and never shows what is in it.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {name} {fault}")]
pub struct EnvironmentFault {
    name: &'static str,
    fault: &'static str,
}

/// Everything a function needs, from the variables that `infra/aws/functions.tf` sets.
///
/// # Errors
/// The first variable that is missing or wrong.
pub fn edge() -> Result<Edge, EnvironmentFault> {
    Ok(Edge::new(store()?, files("FILES_BUCKET")?))
}

/// The bucket that a variable names.
///
/// # Errors
/// As [`edge`].
pub fn files(bucket: &'static str) -> Result<Files, EnvironmentFault> {
    let client = aws_sdk_s3::Client::from_conf(
        aws_sdk_s3::Config::builder()
            .behavior_version_latest()
            .region(region()?)
            .credentials_provider(credentials()?)
            .request_checksum_calculation(
                aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired,
            )
            .build(),
    );
    Ok(Files::new(client, &required(bucket)?))
}

/// The store alone, for the worker and the operator's commands; `DYNAMODB_ENDPOINT` names another address than the region's.
///
/// # Errors
/// As [`edge`].
pub fn store() -> Result<Store, EnvironmentFault> {
    let mut config = aws_sdk_dynamodb::Config::builder()
        .behavior_version_latest()
        .region(region()?)
        .credentials_provider(credentials()?);
    config.set_endpoint_url(std::env::var("DYNAMODB_ENDPOINT").ok());
    let client = aws_sdk_dynamodb::Client::from_conf(Patience::default().of(config).build());
    let tables = Tables {
        records: required("RECORDS_TABLE")?,
        access: required("ACCESS_TABLE")?,
    };
    Ok(Store::new(client, tables, root_key()?.keys()))
}

/// The root key.
///
/// # Errors
/// As [`edge`].
pub fn root_key() -> Result<RootKey, EnvironmentFault> {
    let name = "ROOT_KEY";
    let bytes = STANDARD
        .decode(required(name)?)
        .ok()
        .and_then(|bytes| bytes.try_into().ok());
    let bytes = bytes.ok_or(EnvironmentFault {
        name,
        fault: "is not 32 bytes in base64",
    })?;
    Ok(RootKey::new(bytes))
}

/// Lambda gives each execution environment credentials of its own and ends it before they expire, so they are read once
/// and no provider chain with its further clients is linked in.
fn credentials() -> Result<Credentials, EnvironmentFault> {
    Ok(Credentials::new(
        required("AWS_ACCESS_KEY_ID")?,
        required("AWS_SECRET_ACCESS_KEY")?,
        std::env::var("AWS_SESSION_TOKEN").ok(),
        None,
        "lambda",
    ))
}

fn region() -> Result<Region, EnvironmentFault> {
    required("AWS_REGION").map(Region::new)
}

/// A variable that must be there.
///
/// # Errors
/// [`EnvironmentFault`] when it is missing or empty.
pub fn required(name: &'static str) -> Result<String, EnvironmentFault> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or(EnvironmentFault {
        name,
        fault: "is not set",
    })
}
