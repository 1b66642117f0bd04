#![doc = include_str!("README.md")]

mod cancellation;
mod condition;
mod register;
mod writes;

use aws_sdk_dynamodb::types::{
    AttributeValue, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::{decision::Claim, nomination::Nomination};
use jiff::Timestamp;

pub(crate) use condition::Condition;

use crate::{
    CommitError, Idempotency, Store, StoreError,
    access::idempotency,
    calls::{self, key_item},
    items::Item,
    keys::{Key, Table},
    seal::Keys,
};

/// How often a transaction is tried that collided with another one under way.
const MOST_ATTEMPTS: u32 = 4;

/// What an action's failed condition means.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    /// What was decided on is no longer so.
    Conflict,
    /// Somebody else holds this person.
    Claimed(Box<Claim>),
    /// The command was done already.
    Done(Key),
}

/// Writes that happen together or not at all.
pub(crate) struct Transaction<'s> {
    store: &'s Store,
    writes: Vec<TransactWriteItem>,
    meanings: Vec<Meaning>,
    /// The summaries in it, by which lists across units find them: their registers are written with them.
    listed: Vec<Nomination>,
}

impl<'s> Transaction<'s> {
    pub(crate) fn new(store: &'s Store) -> Self {
        Self {
            store,
            writes: Vec::new(),
            meanings: Vec::new(),
            listed: Vec::new(),
        }
    }

    /// The store it is for.
    pub(crate) fn store(&self) -> &'s Store {
        self.store
    }

    /// Writes a whole item.
    pub(crate) fn put(
        &mut self,
        table: Table,
        item: Item,
        condition: &Condition,
        meaning: Meaning,
    ) {
        let condition = condition.expression();
        // Only the answer given before is wanted back.
        let back = match meaning {
            Meaning::Done(_) => ReturnValuesOnConditionCheckFailure::AllOld,
            _ => ReturnValuesOnConditionCheckFailure::None,
        };
        let put = Put::builder()
            .table_name(self.store.table_name(table))
            .set_item(Some(item))
            .set_condition_expression(condition.text)
            .set_expression_attribute_names(condition.names)
            .set_expression_attribute_values(condition.values)
            .return_values_on_condition_check_failure(back)
            .build()
            .expect("table and item are set");
        self.add(TransactWriteItem::builder().put(put).build(), meaning);
    }

    /// Deletes an item.
    pub(crate) fn delete(&mut self, key: &Key, condition: &Condition, meaning: Meaning) {
        let condition = condition.expression();
        let delete = Delete::builder()
            .table_name(self.store.table_name(key.table))
            .set_key(Some(key_item(key)))
            .set_condition_expression(condition.text)
            .set_expression_attribute_names(condition.names)
            .set_expression_attribute_values(condition.values)
            .build()
            .expect("table and key are set");
        self.add(TransactWriteItem::builder().delete(delete).build(), meaning);
    }

    /// Takes an attribute from an item.
    pub(crate) fn remove(
        &mut self,
        key: &Key,
        attribute: &str,
        condition: &Condition,
        meaning: Meaning,
    ) {
        self.update(key, &[(attribute, None)], condition, meaning);
    }

    /// Sets attributes of an item, or takes those without a value from it.
    pub(crate) fn update(
        &mut self,
        key: &Key,
        changes: &[(&str, Option<AttributeValue>)],
        condition: &Condition,
        meaning: Meaning,
    ) {
        let condition = condition.expression();
        let mut names = condition.names.unwrap_or_default();
        let mut values = condition.values.unwrap_or_default();
        let (mut set, mut removed) = (Vec::new(), Vec::new());
        for (index, (attribute, value)) in changes.iter().enumerate() {
            names.insert(format!("#u{index}"), (*attribute).to_owned());
            match value {
                Some(value) => {
                    values.insert(format!(":u{index}"), value.clone());
                    set.push(format!("#u{index} = :u{index}"));
                }
                None => removed.push(format!("#u{index}")),
            }
        }
        let clause = |verb: &str, parts: &[String]| {
            (!parts.is_empty()).then(|| format!("{verb} {}", parts.join(", ")))
        };
        let clauses = [clause("SET", &set), clause("REMOVE", &removed)];
        let update = Update::builder()
            .table_name(self.store.table_name(key.table))
            .set_key(Some(key_item(key)))
            .update_expression(clauses.into_iter().flatten().collect::<Vec<_>>().join(" "))
            .set_condition_expression(condition.text)
            .set_expression_attribute_names(Some(names))
            .set_expression_attribute_values(Some(values).filter(|values| !values.is_empty()))
            .build()
            .expect("table, key and expression are set");
        self.add(TransactWriteItem::builder().update(update).build(), meaning);
    }

    pub(crate) fn keys(&self) -> &'s Keys {
        self.store.keys()
    }

    fn add(&mut self, write: TransactWriteItem, meaning: Meaning) {
        self.writes.push(write);
        self.meanings.push(meaning);
    }

    /// Remembers the answer under its idempotency key.
    pub(crate) fn done(&mut self, record: Option<&Idempotency<'_>>, now: Timestamp) {
        if let Some(record) = record {
            let item = idempotency::item(record, now, self.store.keys());
            let meaning = Meaning::Done(Key::done(record.key));
            self.put(Table::Access, item, &Condition::Absent, meaning);
        }
    }

    /// Commits. Nothing to write is done at once.
    ///
    /// # Errors
    /// [`CommitError`], whichever the failed conditions mean.
    pub(crate) async fn commit(mut self) -> Result<(), CommitError> {
        if self.writes.len() <= CommitError::MOST_ITEMS {
            self.registers().await?;
        }
        let items = self.writes.len();
        if items > CommitError::MOST_ITEMS {
            return Err(CommitError::TooLarge);
        }
        if items == 0 {
            return Ok(());
        }
        let mut attempt = 0;
        loop {
            let Err(error) = self.store.transact(self.writes.clone()).await else {
                return Ok(());
            };
            let Some(reasons) = cancellation::reasons(&error) else {
                return Err(StoreError::unavailable(error).into());
            };
            attempt += 1;
            if cancellation::is_passing(reasons) && attempt < MOST_ATTEMPTS {
                calls::pause(attempt).await;
                continue;
            }
            return Err(match cancellation::meaning(reasons, &self.meanings) {
                cancellation::Verdict::Done { key, item } => self.answered(&key, item).await,
                cancellation::Verdict::Conflict => CommitError::Conflict,
                cancellation::Verdict::Claimed(claims) => CommitError::Claimed(claims),
                cancellation::Verdict::Unknown => StoreError::unavailable(error).into(),
            });
        }
    }

    /// The answer that was given, from the failed condition itself or, where it does not say, read again.
    async fn answered(&self, key: &Key, item: Option<Item>) -> CommitError {
        let item = match item {
            Some(item) => Ok(Some(item)),
            None => self.store.get(key).await,
        };
        match item {
            Ok(Some(item)) => match idempotency::done(&item, self.store.keys()) {
                Ok(done) => CommitError::AlreadyDone(done),
                Err(error) => error.into(),
            },
            // It expired between the two calls.
            Ok(None) => CommitError::Conflict,
            Err(error) => error.into(),
        }
    }
}
