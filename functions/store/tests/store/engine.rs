//! An engine in memory with the two tables, served on its own thread: it blocks the worker it runs on.

use std::{collections::BTreeMap, net::TcpListener};

use aws_sdk_dynamodb::{
    Client,
    config::{BehaviorVersion, Credentials, Intercept, Region},
    types::{
        AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement,
        KeyType, Projection, ProjectionType, ScalarAttributeType,
    },
};
use serde::Deserialize;
use store::{Keys, Store, Tables};
use tokio::sync::oneshot;

/// A running engine with a store over it. Letting go of it stops it.
pub(crate) struct Engine {
    pub(crate) store: Store,
    pub(crate) client: Client,
    address: String,
    _stop: oneshot::Sender<()>,
}

/// Tests share these secrets, so that two stores over one engine read each other's items.
pub(crate) fn keys() -> Keys {
    Keys::new([1; 32], [2; 32], [3; 32])
}

pub(crate) fn tables() -> Tables {
    Tables {
        records: "records".into(),
        access: "access".into(),
    }
}

impl Engine {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let database = dynoxide::Database::memory().unwrap();
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let until = async { drop(stopped.await) };
                dynoxide::server::serve_with_shutdown(listener, database, until).await
            })
        });
        let client = client(&address, None::<Never>);
        create_tables(&client).await;
        let store = Store::new(client.clone(), tables(), keys());
        Self {
            store,
            client,
            address,
            _stop: stop,
        }
    }

    /// A store over the same engine whose calls pass through an interceptor.
    pub(crate) fn store_through(&self, interceptor: impl Intercept + 'static) -> Store {
        Store::new(client(&self.address, Some(interceptor)), tables(), keys())
    }

    /// Every item of both tables.
    pub(crate) async fn everything(
        &self,
    ) -> Vec<std::collections::HashMap<String, AttributeValue>> {
        let mut items = Vec::new();
        for table in ["records", "access"] {
            let mut pages = self.client.scan().table_name(table).into_paginator().send();
            while let Some(page) = pages.next().await {
                items.extend(page.unwrap().items.unwrap_or_default());
            }
        }
        items
    }
}

#[derive(Debug)]
struct Never;
impl Intercept for Never {
    fn name(&self) -> &'static str {
        "never"
    }
}

fn client(address: &str, interceptor: Option<impl Intercept + 'static>) -> Client {
    let mut config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url(address)
        .credentials_provider(Credentials::new("local", "local", None, None, "local"));
    if let Some(interceptor) = interceptor {
        config = config.interceptor(interceptor);
    }
    Client::from_conf(config.build())
}

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

async fn create_tables(client: &Client) {
    let tables: BTreeMap<String, Table> =
        serde_json::from_str(include_str!("../../../../infra/tables.json")).unwrap();
    for (name, table) in tables {
        let definition = |(name, kind): (&String, &String)| {
            let kind = ScalarAttributeType::from(kind.as_str());
            AttributeDefinition::builder()
                .attribute_name(name)
                .attribute_type(kind)
                .build()
                .unwrap()
        };
        let index = |(name, index): (&String, &Index)| {
            let projection = ProjectionType::from(index.projection.as_str());
            GlobalSecondaryIndex::builder()
                .index_name(name)
                .set_key_schema(Some(schema(&index.hash_key, &index.range_key)))
                .projection(Projection::builder().projection_type(projection).build())
                .build()
                .unwrap()
        };
        let indexes: Vec<_> = table.indexes.iter().map(index).collect();
        let request = client
            .create_table()
            .table_name(&name)
            .billing_mode(BillingMode::PayPerRequest)
            .set_key_schema(Some(schema(&table.hash_key, &table.range_key)))
            .set_attribute_definitions(Some(table.attributes.iter().map(definition).collect()))
            .set_global_secondary_indexes((!indexes.is_empty()).then_some(indexes));
        request.send().await.unwrap();
    }
}

fn schema(hash: &str, range: &str) -> Vec<KeySchemaElement> {
    let element = |(name, kind)| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
            .unwrap()
    };
    [(hash, KeyType::Hash), (range, KeyType::Range)]
        .map(element)
        .into()
}
