//! Calls that only the table `access` needs, metered like all others.

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::update_item::{UpdateItemError, UpdateItemOutput},
    types::{AttributeValue, ReturnConsumedCapacity},
};

use crate::{Store, StoreError, items::Item, keys::Table};

impl Store {
    /// Sends an update; `None` when its condition does not hold.
    pub(crate) async fn update(
        &self,
        request: aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder,
    ) -> Result<Option<UpdateItemOutput>, StoreError> {
        let request = request.return_consumed_capacity(ReturnConsumedCapacity::Total);
        match request.send().await {
            Ok(answer) => {
                self.meter.write(answer.consumed_capacity());
                Ok(Some(answer))
            }
            Err(SdkError::ServiceError(error))
                if matches!(
                    error.err(),
                    UpdateItemError::ConditionalCheckFailedException(_)
                ) =>
            {
                self.meter.trip();
                Ok(None)
            }
            Err(error) => Err(StoreError::unavailable(error)),
        }
    }

    /// All items of a partition of the table `access` whose sort key begins so.
    pub(super) async fn query_access(
        &self,
        partition: &str,
        begins: &str,
    ) -> Result<Vec<Item>, StoreError> {
        let request = self
            .inner
            .client
            .query()
            .table_name(self.table_name(Table::Access))
            .key_condition_expression("pk = :p AND begins_with(sk, :s)")
            .expression_attribute_values(":p", AttributeValue::S(partition.to_owned()))
            .expression_attribute_values(":s", AttributeValue::S(begins.to_owned()))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
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
}
