//! What asking for a code writes: the verification as used, the code, and the message with it.

use aws_sdk_dynamodb::types::{
    AttributeValue, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::{
    access_event::AccessEvent,
    message::{Message, MessageKind, Words},
};

use super::{Asking, CODE_LIFETIME};
use crate::{
    Store,
    access::{
        attempts::item::{self as attempts, KEPT, LAYOUT, day, days_before},
        code::OneTimeCode,
        event::{self, Happening},
        limit::{Limits, number},
    },
    calls::key_item,
    items::{Item, Writer, outbox},
    keys::{Key, Table},
};

impl Store {
    /// The verification as used, kept a little longer than it would be good.
    pub(super) fn spent(&self, asking: &Asking<'_>) -> Item {
        let key = Key::access(format!("SPENT#{}", asking.challenge.nonce), "CHALLENGE");
        Writer::new(key, 1, self.keys())
            .number("ttl", asking.challenge.expires_at.as_second() + 3600)
            .finish()
    }

    /// That somebody asked, for the owner of the number.
    pub(super) fn noted_asking(&self, asking: &Asking<'_>) -> TransactWriteItem {
        let happening = Happening {
            event: AccessEvent::CodeAsked,
            network: Some(asking.network),
            route: None,
            at: asking.now,
        };
        let of = self.keys().blind_phone(asking.phone);
        let put = Put::builder()
            .table_name(self.table_name(Table::Access))
            .set_item(Some(event::item(&of, &happening, self.keys())))
            .build()
            .expect("table and item are set");
        TransactWriteItem::builder().put(put).build()
    }

    /// An update rather than a put: it keeps the failures and counts without having read them.
    pub(super) fn store_code(
        &self,
        asking: &Asking<'_>,
        code: &OneTimeCode,
        limits: &Limits,
    ) -> TransactWriteItem {
        let of = self.keys().blind_phone(asking.phone);
        let mut forgotten = Vec::new();
        let mut update = Update::builder()
            .table_name(self.table_name(Table::Access))
            .set_key(Some(key_item(&attempts::key(&of))));
        for (index, earlier) in days_before(asking.now).enumerate() {
            let name = format!("#d{index}");
            update = update.expression_attribute_names(&name, earlier);
            forgotten.push(name);
        }
        let hash = code.hash(self.keys().codes(), asking.phone, asking.browser);
        let update = update
            .update_expression(format!(
                "SET v = :v, h = :hash, b = :browser, ee = :expires, t = :zero, st = :now, #ttl = :ttl \
                 ADD r :one, #today :one REMOVE {}",
                forgotten.join(", ")
            ))
            .condition_expression(
                "(attribute_not_exists(st) OR st <= :earliest) AND (attribute_not_exists(#today) OR #today < :limit)",
            )
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_names("#today", day(asking.now))
            .expression_attribute_values(":v", number(LAYOUT.into()))
            .expression_attribute_values(":hash", AttributeValue::S(hash))
            .expression_attribute_values(":browser", AttributeValue::S(asking.browser.text().to_owned()))
            .expression_attribute_values(
                ":expires",
                AttributeValue::S((asking.now + CODE_LIFETIME).to_string()),
            )
            .expression_attribute_values(":zero", number(0))
            .expression_attribute_values(":now", number(asking.now.as_second()))
            .expression_attribute_values(":ttl", number((asking.now + KEPT).as_second()))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":earliest", number(asking.now.as_second() - limits.resend_after))
            .expression_attribute_values(":limit", number(limits.codes_per_number.into()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .expect("table, key and expression are set");
        TransactWriteItem::builder().update(update).build()
    }

    pub(super) fn message(&self, asking: &Asking<'_>, code: &OneTimeCode) -> TransactWriteItem {
        let message = Message {
            kind: MessageKind::SignInCode,
            to: asking.phone.clone(),
            about: None,
            words: Words {
                code: code.digits().to_owned(),
                number: CODE_LIFETIME.as_mins().to_string(),
                ..Words::default()
            },
        };
        let item = outbox::messages_in(
            asking.language,
            &[message],
            asking.now,
            asking.message_id,
            self.keys(),
        );
        let put = Put::builder()
            .table_name(self.table_name(Table::Records))
            .set_item(Some(item))
            .build()
            .expect("table and item are set");
        TransactWriteItem::builder().put(put).build()
    }
}
