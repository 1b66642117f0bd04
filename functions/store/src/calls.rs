//! The calls to the tables: no other place but `access/calls.rs` sends any, so that every one is metered.

use std::{collections::BTreeMap, time::Duration};

use aws_lc_rs::rand;
use aws_sdk_dynamodb::types::{
    AttributeValue, KeysAndAttributes, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem,
};
use aws_sdk_dynamodb::{
    error::SdkError,
    operation::{
        put_item::PutItemError, query::builders::QueryFluentBuilder,
        transact_write_items::TransactWriteItemsError,
    },
};

use crate::{
    Store, StoreError,
    items::Item,
    keys::{Key, Table},
    transaction::Condition,
};

/// How often what a batch left out is asked for again.
const MOST_BATCH_ATTEMPTS: u32 = 8;
/// The most keys of one batch, as `DynamoDB` sets it.
const MOST_KEYS: usize = 100;

/// A Query: one partition, ascending.
pub(crate) struct Question<'a> {
    /// `None` for the records themselves.
    pub(crate) index: Option<&'static str>,
    pub(crate) partition: String,
    pub(crate) order: Order<'a>,
    pub(crate) consistent: bool,
}

/// A part of what a Query finds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    /// From the end.
    pub(crate) backwards: bool,
    /// How many items.
    pub(crate) rows: usize,
}

/// Which of a partition's items.
pub(crate) enum Order<'a> {
    All,
    BeginsWith(&'a str),
    Before(&'a str),
}

impl Store {
    pub(crate) fn table_name(&self, table: Table) -> &str {
        match table {
            Table::Records => &self.inner.tables.records,
            Table::Access => &self.inner.tables.access,
        }
    }

    /// Items by their keys, read consistently; what is not there is left out. One call for up to a hundred keys,
    /// whichever table they are in.
    pub(crate) async fn batch_get(
        &self,
        mut keys: Vec<Key>,
    ) -> Result<Vec<(Table, Item)>, StoreError> {
        keys.sort();
        keys.dedup();
        let mut found = Vec::with_capacity(keys.len());
        for hundred in keys.chunks(MOST_KEYS) {
            self.batch_get_hundred(hundred, true, &mut found).await?;
        }
        Ok(found)
    }

    /// Items of the records by their keys at half the price: a write of the last moments may be missing.
    pub(crate) async fn batch_get_eventually(
        &self,
        mut keys: Vec<Key>,
    ) -> Result<Vec<Item>, StoreError> {
        keys.sort();
        keys.dedup();
        let mut found = Vec::with_capacity(keys.len());
        for hundred in keys.chunks(MOST_KEYS) {
            self.batch_get_hundred(hundred, false, &mut found).await?;
        }
        Ok(found.into_iter().map(|(_, item)| item).collect())
    }

    async fn batch_get_hundred(
        &self,
        keys: &[Key],
        consistent: bool,
        found: &mut Vec<(Table, Item)>,
    ) -> Result<(), StoreError> {
        let mut wanted = self.wanted(keys, consistent)?;
        for attempt in 0..MOST_BATCH_ATTEMPTS {
            let request = self.inner.client.batch_get_item();
            let answer = request
                .set_request_items(Some(wanted))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(StoreError::unavailable)?;
            self.meter.read(answer.consumed_capacity());
            for (name, items) in answer.responses.unwrap_or_default() {
                let is_access = name == self.inner.tables.access;
                let table = if is_access {
                    Table::Access
                } else {
                    Table::Records
                };
                found.extend(items.into_iter().map(|item| (table, item)));
            }
            wanted = answer.unprocessed_keys.unwrap_or_default();
            if wanted.is_empty() {
                return Ok(());
            }
            pause(attempt).await;
        }
        Err(StoreError::unavailable("keys remained unprocessed"))
    }

    fn wanted(
        &self,
        keys: &[Key],
        consistent: bool,
    ) -> Result<std::collections::HashMap<String, KeysAndAttributes>, StoreError> {
        let mut by_table: BTreeMap<Table, Vec<Item>> = BTreeMap::new();
        for key in keys {
            by_table.entry(key.table).or_default().push(key_item(key));
        }
        let of_table = |(table, keys)| {
            let keys = KeysAndAttributes::builder()
                .set_keys(Some(keys))
                .consistent_read(consistent);
            let keys = keys.build().map_err(StoreError::unavailable)?;
            Ok((self.table_name(table).to_owned(), keys))
        };
        by_table.into_iter().map(of_table).collect()
    }

    /// All items a Query finds, however many pages (of 1 MB) they come in.
    pub(crate) async fn query(&self, question: &Question<'_>) -> Result<Vec<Item>, StoreError> {
        let request = self.asked(question);
        let mut items = Vec::new();
        let mut from = None;
        loop {
            let page = request.clone().set_exclusive_start_key(from).send().await;
            let page = page.map_err(StoreError::unavailable)?;
            self.meter.read(page.consumed_capacity());
            items.extend(page.items.unwrap_or_default());
            from = page.last_evaluated_key;
            if from.is_none() {
                return Ok(items);
            }
        }
    }

    /// The last items of a partition whose sort keys begin so, the last first, at most `limit`; with `before`, those
    /// before that sort key. Read eventually, in one call.
    pub(crate) async fn last(
        &self,
        partition: &str,
        prefix: &str,
        before: Option<String>,
        limit: i32,
    ) -> Result<Vec<Item>, StoreError> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let from = before.map(|sk| {
            Item::from([
                ("pk".to_owned(), text(partition)),
                ("sk".to_owned(), AttributeValue::S(sk)),
            ])
        });
        let answer = self
            .inner
            .client
            .query()
            .table_name(&self.inner.tables.records)
            .key_condition_expression("pk = :p AND begins_with(sk, :s)")
            .expression_attribute_values(":p", text(partition))
            .expression_attribute_values(":s", text(prefix))
            .scan_index_forward(false)
            .limit(limit)
            .set_exclusive_start_key(from)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        self.meter.read(answer.consumed_capacity());
        Ok(answer.items.unwrap_or_default())
    }

    /// So many items from the beginning or the end of what a Query finds, in one call.
    pub(crate) async fn query_slice(
        &self,
        question: &Question<'_>,
        slice: Slice,
    ) -> Result<Vec<Item>, StoreError> {
        let request = self.asked(question);
        let page = request
            .scan_index_forward(!slice.backwards)
            .limit(i32::try_from(slice.rows).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        self.meter.read(page.consumed_capacity());
        Ok(page.items.unwrap_or_default())
    }

    fn asked(&self, question: &Question<'_>) -> QueryFluentBuilder {
        let (condition, order) = match question.order {
            Order::All => ("#p = :p", None),
            Order::BeginsWith(prefix) => ("#p = :p AND begins_with(#s, :s)", Some(prefix)),
            Order::Before(end) => ("#p = :p AND #s < :s", Some(end)),
        };
        let (pk, sk) = match question.index {
            None => ("pk", "sk"),
            Some(_) => ("queue_pk", "queue_sk"),
        };
        let request = self
            .inner
            .client
            .query()
            .table_name(&self.inner.tables.records)
            .set_index_name(question.index.map(str::to_owned))
            .key_condition_expression(condition)
            .expression_attribute_names("#p", pk)
            .expression_attribute_values(":p", AttributeValue::S(question.partition.clone()))
            .consistent_read(question.consistent)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        match order {
            Some(order) => request
                .expression_attribute_names("#s", sk)
                .expression_attribute_values(":s", AttributeValue::S(order.to_owned())),
            None => request,
        }
    }

    /// One page (of 1 MB) of the whole table of records, read consistently, and where the next one begins.
    pub(crate) async fn scan_page(
        &self,
        from: Option<Item>,
    ) -> Result<(Vec<Item>, Option<Item>), StoreError> {
        let answer = self
            .inner
            .client
            .scan()
            .table_name(&self.inner.tables.records)
            .consistent_read(true)
            .set_exclusive_start_key(from)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        self.meter.read(answer.consumed_capacity());
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }

    /// Writes one item; `false` when the condition does not hold.
    pub(crate) async fn put(
        &self,
        table: Table,
        item: Item,
        condition: &Condition,
    ) -> Result<bool, StoreError> {
        let written = self.put_or_found(table, item, condition).await?;
        Ok(written.is_ok())
    }

    /// The same for an item that is sealed anew each time, so that no two writings are alike: one that stands there already
    /// was written by an attempt whose answer was lost on the way.
    pub(crate) async fn put_sealed_anew(
        &self,
        table: Table,
        item: Item,
        condition: &Condition,
    ) -> Result<bool, StoreError> {
        let written = self.put_or_found(table, item.clone(), condition).await?;
        Ok(match written {
            Ok(()) => true,
            Err(found) => found.as_ref() == Some(&item),
        })
    }

    /// Writes one item, or finds what stands there instead.
    async fn put_or_found(
        &self,
        table: Table,
        item: Item,
        condition: &Condition,
    ) -> Result<Result<(), Option<Item>>, StoreError> {
        let condition = condition.expression();
        let request = self.inner.client.put_item();
        let answer = request
            .table_name(self.table_name(table))
            .set_item(Some(item))
            .set_condition_expression(condition.text)
            .set_expression_attribute_names(condition.names)
            .set_expression_attribute_values(condition.values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match answer {
            Ok(answer) => {
                self.meter.write(answer.consumed_capacity());
                Ok(Ok(()))
            }
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(failed)) => {
                    self.meter.trip();
                    Ok(Err(failed.item().cloned()))
                }
                _ => Err(StoreError::unavailable(error)),
            },
        }
    }

    /// One item, read consistently.
    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let request = self.inner.client.get_item();
        let answer = request
            .table_name(self.table_name(key.table))
            .set_key(Some(key_item(key)))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        self.meter.read(answer.consumed_capacity());
        Ok(answer.item)
    }

    /// Deletes one item, if it is there.
    pub(crate) async fn delete(&self, key: &Key) -> Result<(), StoreError> {
        let request = self.inner.client.delete_item();
        let answer = request
            .table_name(self.table_name(key.table))
            .set_key(Some(key_item(key)))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        self.meter.write(answer.consumed_capacity());
        Ok(())
    }

    /// Writes all of these or none.
    pub(crate) async fn transact(
        &self,
        actions: Vec<TransactWriteItem>,
    ) -> Result<(), SdkError<TransactWriteItemsError>> {
        let request = self.inner.client.transact_write_items();
        let answer = request
            .set_transact_items(Some(actions))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match answer {
            Ok(answer) => {
                self.meter.write(answer.consumed_capacity());
                Ok(())
            }
            Err(error) => {
                self.meter.trip();
                Err(error)
            }
        }
    }
}

/// The key's attributes.
pub(crate) fn key_item(key: &Key) -> Item {
    Item::from([
        ("pk".to_owned(), AttributeValue::S(key.pk.clone())),
        ("sk".to_owned(), AttributeValue::S(key.sk.clone())),
    ])
}

/// Waits up to 25 ms, doubled with each attempt: at random, so that those who collided do not collide again.
pub(crate) async fn pause(attempt: u32) {
    let mut random = [0; 2];
    rand::fill(&mut random).expect("the system has randomness");
    let longest = 25_u64 << attempt.min(6);
    let wait = 1 + u64::from(u16::from_be_bytes(random)) % longest;
    tokio::time::sleep(Duration::from_millis(wait)).await;
}
