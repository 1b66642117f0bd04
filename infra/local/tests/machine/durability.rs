//! What was acknowledged is there after SIGKILL.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::running::Place;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use local::database;

const WRITERS: usize = 4;
const ACKNOWLEDGED_BEFORE_THE_KILL: usize = 100;

/// Writes until the database is gone; gives the numbers of the writes that were acknowledged.
async fn write(address: SocketAddr, writer: usize, done: Arc<AtomicUsize>) -> Vec<usize> {
    let client = database::client(address);
    let mut acknowledged = Vec::new();
    for number in 0.. {
        let item = |table: &str| {
            let put = Put::builder()
                .table_name(table)
                .item("pk", AttributeValue::S(format!("W#{writer}")))
                .item("sk", AttributeValue::S(number.to_string()))
                .build()
                .unwrap();
            TransactWriteItem::builder().put(put).build()
        };
        let write = client
            .transact_write_items()
            .transact_items(item("records"))
            .transact_items(item("access"));
        if write.send().await.is_err() {
            break;
        }
        acknowledged.push(number);
        done.fetch_add(1, Ordering::Relaxed);
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_write_survives_a_kill_in_the_middle_of_others() {
    let place = Place::new();
    let process = place.spawn();
    let address = process.address("database");
    let done = Arc::new(AtomicUsize::new(0));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write(address, writer, Arc::clone(&done))))
        .collect();
    while done.load(Ordering::Relaxed) < ACKNOWLEDGED_BEFORE_THE_KILL {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    process.kill();

    let process = place.spawn();
    let client = database::client(process.address("database"));
    for (writer, task) in writers.into_iter().enumerate() {
        for number in task.await.unwrap() {
            for table in ["records", "access"] {
                let read = client
                    .get_item()
                    .table_name(table)
                    .key("pk", AttributeValue::S(format!("W#{writer}")))
                    .key("sk", AttributeValue::S(number.to_string()));
                let found = read.send().await.unwrap().item.is_some();
                assert!(found, "{table}: write {number} of writer {writer} is gone");
            }
        }
    }
}
