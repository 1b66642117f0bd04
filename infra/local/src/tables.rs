//! The tables, made from `infra/tables.json` the way Terraform makes them on AWS.
//!
//! Left out here: streams (slow on the embedded engine; a timer wakes the workers) and point-in-time
//! recovery (unknown to it).

use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, TimeToLiveSpecification,
};
use serde::Deserialize;

use crate::fault::Fault;

const PART: &str = "数据表 (the tables)";

#[derive(Debug, Deserialize)]
struct Table {
    hash_key: String,
    range_key: String,
    attributes: BTreeMap<String, String>,
    indexes: BTreeMap<String, Index>,
    ttl_attribute: String,
}

#[derive(Debug, Deserialize)]
struct Index {
    hash_key: String,
    range_key: String,
    projection: String,
}

fn wanted() -> BTreeMap<String, Table> {
    serde_json::from_str(include_str!("../../tables.json"))
        .expect("tables.json is checked by a test of this module")
}

/// Creates the tables that are not there yet; changes nothing that is.
///
/// # Errors
///
/// [`Fault::Part`] with what the database says.
pub async fn create(database: &Client) -> Result<(), Fault> {
    let failed = Fault::part(PART);
    let there = database.list_tables().send().await;
    let there = there.map_err(|error| failed(&DisplayErrorContext(&error)))?;
    for (name, table) in wanted() {
        if !there.table_names().contains(&name) {
            let created = create_one(database, &name, &table).await;
            created.map_err(|detail| failed(&format_args!("{name}: {detail}")))?;
        }
    }
    Ok(())
}

async fn create_one(database: &Client, name: &str, table: &Table) -> Result<(), String> {
    let build = |error: aws_sdk_dynamodb::error::BuildError| error.to_string();
    let mut request = database
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(
            keys(&table.hash_key, &table.range_key).map_err(build)?,
        ));
    for (attribute, kind) in &table.attributes {
        request = request.attribute_definitions(
            AttributeDefinition::builder()
                .attribute_name(attribute)
                .attribute_type(ScalarAttributeType::from(kind.as_str()))
                .build()
                .map_err(build)?,
        );
    }
    for (index_name, index) in &table.indexes {
        let projection = ProjectionType::from(index.projection.as_str());
        request = request.global_secondary_indexes(
            GlobalSecondaryIndex::builder()
                .index_name(index_name)
                .set_key_schema(Some(
                    keys(&index.hash_key, &index.range_key).map_err(build)?,
                ))
                .projection(Projection::builder().projection_type(projection).build())
                .build()
                .map_err(build)?,
        );
    }
    let created = request.send().await;
    created.map_err(|error| DisplayErrorContext(&error).to_string())?;
    let ttl = TimeToLiveSpecification::builder()
        .attribute_name(&table.ttl_attribute)
        .enabled(true)
        .build()
        .map_err(build)?;
    database
        .update_time_to_live()
        .table_name(name)
        .time_to_live_specification(ttl)
        .send()
        .await
        .map(drop)
        .map_err(|error| DisplayErrorContext(&error).to_string())
}

fn keys(
    hash: &str,
    range: &str,
) -> Result<Vec<KeySchemaElement>, aws_sdk_dynamodb::error::BuildError> {
    [(hash, KeyType::Hash), (range, KeyType::Range)]
        .into_iter()
        .map(|(name, kind)| {
            KeySchemaElement::builder()
                .attribute_name(name)
                .key_type(kind)
                .build()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{create, wanted};
    use crate::database::Database;

    #[test]
    fn every_key_of_a_table_or_index_is_declared_once() {
        for (name, table) in wanted() {
            let mut used = vec![table.hash_key, table.range_key];
            for index in table.indexes.into_values() {
                used.extend([index.hash_key, index.range_key]);
            }
            used.sort();
            let declared: Vec<_> = table.attributes.into_keys().collect();
            assert_eq!(used, declared, "{name}");
        }
    }

    #[tokio::test]
    async fn tables_are_made_once_and_kept_when_asked_again() {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::start(directory.path()).unwrap();
        let client = database.client();
        create(&client).await.unwrap();
        create(&client).await.unwrap();
        let tables = client.list_tables().send().await.unwrap();
        assert_eq!(tables.table_names(), ["access", "records"]);
        let described = client.describe_table().table_name("records").send().await;
        let described = described.unwrap().table.unwrap();
        assert_eq!(
            described.global_secondary_indexes()[0].index_name(),
            Some("queue")
        );
        let ttl = client.describe_time_to_live().table_name("access").send();
        let ttl = ttl.await.unwrap().time_to_live_description.unwrap();
        assert_eq!(ttl.attribute_name(), Some("ttl"));
        database.shutdown().await;
    }
}
