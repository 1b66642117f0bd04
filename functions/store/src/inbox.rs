//! Everybody's inbox: what they were told, whether they have read it, and what they want by SMS.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    message::{About, Message, MessageKind, Noted, SmsChoice},
    phone::Phone,
    text::Language,
};
use jiff::Timestamp;

use crate::{
    OutboxItem, Store, StoreError,
    calls::key_item,
    items::inbox::{self, READ_AT, SMS_ATTEMPT},
    keys::{self, Key, Table},
    transaction::Condition,
};

/// How many of the newest are looked at for those not read: who has more has “99+”.
const COUNTED: i32 = 100;

/// A message's words in both languages: whoever reads it may have changed theirs since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Texts {
    /// The words in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A message in somebody's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxMessage {
    /// Its id within the inbox; sorts by time.
    pub id: String,
    /// Which.
    pub kind: MessageKind,
    /// When it was put there.
    pub at: Timestamp,
    /// What it says.
    pub texts: Texts,
    /// An opinion, a reason or what a convener wrote; may be empty.
    pub quote: String,
    /// Remarks at fields of the form.
    pub remarks: Vec<Noted>,
    /// What it is about.
    pub about: Option<About>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

impl Store {
    /// Puts a message of an outbox item into its recipient's inbox, unless it is there already: however often the worker
    /// comes by, it stands there once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn deliver(
        &self,
        item: &OutboxItem,
        message: &Message,
        texts: &Texts,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let key = self.inbox_key(item, message);
        let item = inbox::item(key, message, texts, now, self.keys());
        self.put(Table::Records, item, &Condition::Absent)
            .await
            .map(drop)
    }

    /// Notes that a message is about to be sent by SMS; `false` when this attempt was begun before, by a worker that died:
    /// nobody knows whether that one was sent, so it is not sent again.
    ///
    /// # Errors
    /// [`StoreError`]; nothing may be sent then.
    pub async fn begin_sms(
        &self,
        item: &OutboxItem,
        message: &Message,
    ) -> Result<bool, StoreError> {
        let attempt = AttributeValue::N((item.attempts + 1).to_string());
        let request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Records))
            .set_key(Some(key_item(&self.inbox_key(item, message))))
            .update_expression("SET #a = :attempt")
            .condition_expression(
                "attribute_exists(pk) AND (attribute_not_exists(#a) OR #a < :attempt)",
            )
            .expression_attribute_names("#a", SMS_ATTEMPT)
            .expression_attribute_values(":attempt", attempt);
        self.update(request).await.map(|answer| answer.is_some())
    }

    /// Somebody's messages, the newest first, at most `limit`; with `before`, those older than that message. Read
    /// eventually.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn inbox(
        &self,
        phone: &Phone,
        before: Option<&str>,
        limit: u8,
    ) -> Result<Vec<InboxMessage>, StoreError> {
        let person = self.keys().blind_phone(phone);
        let (partition, prefix) = keys::inbox(&person);
        let before = before.map(|id| Key::inbox(&person, id).sk);
        let items = self.last(&partition, prefix, before, limit.into()).await?;
        items
            .iter()
            .map(|item| inbox::message(item, self.keys()))
            .collect()
    }

    /// How many of somebody's newest hundred messages are not read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn unread(&self, phone: &Phone) -> Result<usize, StoreError> {
        let person = self.keys().blind_phone(phone);
        let (partition, prefix) = keys::inbox(&person);
        let items = self.last(&partition, prefix, None, COUNTED).await?;
        let unread = items.iter().filter(|item| !item.contains_key(READ_AT));
        Ok(unread.count())
    }

    /// Notes that somebody has read a message; one that is not there, or was read before, stays as it is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn mark_read(
        &self,
        phone: &Phone,
        id: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let key = Key::inbox(&self.keys().blind_phone(phone), id);
        let request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Records))
            .set_key(Some(key_item(&key)))
            .update_expression("SET #r = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(#r)")
            .expression_attribute_names("#r", READ_AT)
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
        self.update(request).await.map(drop)
    }

    /// Which kinds somebody wants by SMS.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sms_choice(&self, phone: &Phone) -> Result<SmsChoice, StoreError> {
        let key = Key::sms_choice(&self.keys().blind_phone(phone));
        let item = self.get(&key).await?;
        item.map_or_else(
            || Ok(SmsChoice::default()),
            |item| inbox::choice(&item, self.keys()),
        )
    }

    /// Keeps somebody's choice.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn choose_sms(&self, phone: &Phone, choice: &SmsChoice) -> Result<(), StoreError> {
        let key = Key::sms_choice(&self.keys().blind_phone(phone));
        let item = inbox::choice_item(key, choice, self.keys());
        self.put(Table::Records, item, &Condition::Always)
            .await
            .map(drop)
    }

    fn inbox_key(&self, item: &OutboxItem, message: &Message) -> Key {
        let narrowest = message.about.as_ref().map_or("", About::narrowest);
        let event = keys::event(item.due_at, &item.id, message.kind.code(), narrowest);
        Key::inbox(&self.keys().blind_phone(&message.to), &event)
    }
}
