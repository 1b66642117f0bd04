//! `M#{blind(phone)} | MESSAGE#{due at}#{outbox id}#{kind}#{narrowest id}`: a message in somebody's inbox.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `k`, `at` | kind, when it was put there |
//! | `a` | what it is about: ids, as JSON |
//! | `m` | sealed: its texts in both languages, what is quoted, remarks at fields |
//! | `rd` | when it was read; left out while it is new |
//! | `sa` | the last attempt to send it by SMS that was begun; left out when none was |
//! | `ttl` | it goes then |
//!
//! `M#{blind(phone)} | SMS`: which kinds somebody wants by SMS, where it is not as usual: `c` as JSON.

use domain::message::{Message, Noted, SmsChoice};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer};
use crate::{
    InboxMessage, StoreError, Texts,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;
/// How long a message is kept: longer than a congress takes.
const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);

/// What is sealed in a message.
const SEALED: &str = "m";
/// When it was read.
pub(crate) const READ_AT: &str = "rd";
/// The last attempt by SMS.
pub(crate) const SMS_ATTEMPT: &str = "sa";

#[derive(Serialize, Deserialize)]
struct Sealed {
    #[serde(rename = "z")]
    zh: String,
    #[serde(rename = "e")]
    en: String,
    #[serde(rename = "q", default, skip_serializing_if = "String::is_empty")]
    quote: String,
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<Noted>,
}

/// The item of a new message.
pub(crate) fn item(
    key: Key,
    message: &Message,
    texts: &Texts,
    now: Timestamp,
    keys: &Keys,
) -> Item {
    let sealed = Sealed {
        zh: texts.zh.clone(),
        en: texts.en.clone(),
        quote: message.words.quote.clone(),
        remarks: message.words.remarks.clone(),
    };
    let mut writer = Writer::new(key, LAYOUT, keys)
        .code("k", &message.kind)
        .timestamp("at", now)
        .sealed(SEALED, &sealed)
        .number("ttl", (now + KEPT).as_second());
    if let Some(about) = &message.about {
        writer = writer.json("a", about);
    }
    writer.finish()
}

/// What stands in somebody's inbox as it stands in another, sealed to its new place.
pub(crate) fn moved(item: &Item, key: Key, keys: &Keys) -> Result<Item, StoreError> {
    let mut moved = super::at(item, &key);
    if item.contains_key(SEALED) {
        let sealed: Sealed = Reader::new(item, "message", LAYOUT, keys)?.sealed(SEALED)?;
        let mut again = Writer::new(key, LAYOUT, keys)
            .sealed(SEALED, &sealed)
            .finish();
        moved.extend(again.remove_entry(SEALED));
    }
    Ok(moved)
}

/// The message in an item.
pub(crate) fn message(item: &Item, keys: &Keys) -> Result<InboxMessage, StoreError> {
    let reader = Reader::new(item, "message", LAYOUT, keys)?;
    let sealed: Sealed = reader.sealed(SEALED)?;
    let id = keys::event_of(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    Ok(InboxMessage {
        id: id.to_owned(),
        kind: reader.code("k")?,
        at: reader.timestamp("at")?,
        texts: Texts {
            zh: sealed.zh,
            en: sealed.en,
        },
        quote: sealed.quote,
        remarks: sealed.remarks,
        about: if reader.has("a") {
            Some(reader.json("a")?)
        } else {
            None
        },
        read_at: reader.optional_timestamp(READ_AT)?,
    })
}

/// The item of somebody's choice.
pub(crate) fn choice_item(key: Key, choice: &SmsChoice, keys: &Keys) -> Item {
    Writer::new(key, LAYOUT, keys).json("c", choice).finish()
}

/// The choice in an item.
pub(crate) fn choice(item: &Item, keys: &Keys) -> Result<SmsChoice, StoreError> {
    Reader::new(item, "choice of messages", LAYOUT, keys)?.json("c")
}
