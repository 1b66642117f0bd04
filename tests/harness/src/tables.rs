//! The tables as `infra/tables.json` has them for every deployment.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::{
    Client,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
        Projection, ProjectionType, ScalarAttributeType,
    },
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    hash_key: String,
    range_key: String,
    attributes: BTreeMap<String, String>,
    indexes: BTreeMap<String, Index>,
}

#[derive(Deserialize)]
struct Index {
    hash_key: String,
    range_key: String,
    projection: String,
}

/// Makes all of them. Nothing expires in a test, so time to live is left off.
pub(crate) async fn create(client: &Client) {
    let tables: BTreeMap<String, Table> =
        serde_json::from_str(include_str!("../../../infra/tables.json"))
            .expect("tables.json can be read");
    for (name, table) in tables {
        create_one(client, &name, &table).await;
    }
}

async fn create_one(client: &Client, name: &str, table: &Table) {
    let mut request = client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(keys(&table.hash_key, &table.range_key)));
    for (attribute, kind) in &table.attributes {
        let definition = AttributeDefinition::builder()
            .attribute_name(attribute)
            .attribute_type(ScalarAttributeType::from(kind.as_str()));
        request =
            request.attribute_definitions(definition.build().expect("name and type are given"));
    }
    for (index, of) in &table.indexes {
        let projection = Projection::builder();
        let projection = projection.projection_type(ProjectionType::from(of.projection.as_str()));
        let index = GlobalSecondaryIndex::builder()
            .index_name(index)
            .set_key_schema(Some(keys(&of.hash_key, &of.range_key)))
            .projection(projection.build());
        request = request.global_secondary_indexes(index.build().expect("name and keys are given"));
    }
    request.send().await.expect("the engine makes the tables");
}

fn keys(hash: &str, range: &str) -> Vec<KeySchemaElement> {
    let key = |name: &str, kind| {
        let key = KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind);
        key.build().expect("name and kind are given")
    };
    vec![key(hash, KeyType::Hash), key(range, KeyType::Range)]
}
