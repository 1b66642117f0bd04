//! `OUTBOX | {due_at}#{id}`: work that outlives its request, one item per command.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `k` | kind |
//! | `l` | language of the messages; left out when Chinese |
//! | `m` | sealed: the messages with their recipients and words |
//! | `c` | what closes soon, as JSON, in place of messages |
//! | `lu` | nobody else takes it until then (leased, or put off) |
//! | `n` | attempts made |

use domain::{
    closing::Closing,
    message::{About, Message, MessageKind, Words},
    phone::Phone,
    text::Language,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer, contact::phone};
use crate::{
    OutboxItem, OutboxKind, StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;
/// The attribute that says until when nobody else takes it.
pub(crate) const LEASED_UNTIL: &str = "lu";
/// The attribute that counts attempts.
pub(crate) const ATTEMPTS: &str = "n";

/// The attribute of the messages.
pub(crate) const MESSAGES: &str = "m";

#[derive(Serialize, Deserialize)]
struct StoredMessage {
    #[serde(rename = "k")]
    kind: MessageKind,
    #[serde(rename = "t", with = "phone")]
    to: Phone,
    #[serde(rename = "w")]
    words: Words,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    about: Option<About>,
}

/// The item of messages that are due, in Chinese: whoever gets them has chosen no language.
pub(crate) fn messages(messages: &[Message], due_at: Timestamp, id: &str, keys: &Keys) -> Item {
    messages_in(Language::Zh, messages, due_at, id, keys)
}

/// The item of messages that are due, in the language of the page where they were asked for.
pub(crate) fn messages_in(
    language: Language,
    messages: &[Message],
    due_at: Timestamp,
    id: &str,
    keys: &Keys,
) -> Item {
    writer(Key::outbox(due_at, id), language, messages, keys)
        .number(ATTEMPTS, 0)
        .finish()
}

/// The item that says when people are to be told that a window closes.
pub(crate) fn closing(closing: &Closing, keys: &Keys) -> Item {
    Writer::new(Key::outbox(closing.due_at(), &closing.id()), LAYOUT, keys)
        .code("k", &OutboxKind::Closing)
        .json("c", closing)
        .number(ATTEMPTS, 0)
        .finish()
}

/// The item of messages that were given up: as in the outbox, and forgotten after a while.
pub(crate) fn unsent(given_up: &OutboxItem, messages: &[Message], ttl: i64, keys: &Keys) -> Item {
    let key = Key::unsent(given_up.due_at, &given_up.id, given_up.attempts);
    writer(key, given_up.language, messages, keys)
        .number(ATTEMPTS, given_up.attempts)
        .number("ttl", ttl)
        .finish()
}

fn writer<'k>(key: Key, language: Language, messages: &[Message], keys: &'k Keys) -> Writer<'k> {
    let stored = |message: &Message| StoredMessage {
        kind: message.kind,
        to: message.to.clone(),
        words: message.words.clone(),
        about: message.about.clone(),
    };
    let stored: Vec<StoredMessage> = messages.iter().map(stored).collect();
    let writer = Writer::new(key, LAYOUT, keys);
    let writer = if language == Language::Zh {
        writer
    } else {
        writer.text("l", language.tag())
    };
    writer
        .code("k", &OutboxKind::Messages)
        .sealed(MESSAGES, &stored)
}

/// The work in an item.
pub(crate) fn outbox_item(item: &Item, keys: &Keys) -> Result<OutboxItem, StoreError> {
    let reader = Reader::new(item, "outbox item", LAYOUT, keys)?;
    let (due_at, id) = keys::outbox_of(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    let kind: OutboxKind = reader.code("k")?;
    let stored: Vec<StoredMessage> = match kind {
        OutboxKind::Messages => reader.sealed(MESSAGES)?,
        OutboxKind::Closing => Vec::new(),
    };
    let message = |stored: StoredMessage| Message {
        kind: stored.kind,
        to: stored.to,
        words: stored.words,
        about: stored.about,
    };
    Ok(OutboxItem {
        id: id.to_owned(),
        due_at,
        closing: match kind {
            OutboxKind::Messages => None,
            OutboxKind::Closing => Some(reader.json("c")?),
        },
        kind,
        language: if reader.has("l") {
            reader.code("l")?
        } else {
            Language::Zh
        },
        messages: stored.into_iter().map(message).collect(),
        leased_until: reader.optional_timestamp(LEASED_UNTIL)?,
        attempts: reader.number(ATTEMPTS)?,
    })
}
