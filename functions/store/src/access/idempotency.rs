//! `K#{idempotency key} | DONE`: what a command answered, so that sending it again answers the same and does nothing.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `a` | blind index of the phone that sent it |
//! | `s` | HTTP status |
//! | `b` | sealed: the answer's body |
//! | `ttl` | a day later |
//!
//! `DynamoDB`'s own client request token is remembered for ten minutes only; a phone in a lift is offline for longer.

use domain::phone::Phone;
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    items::{Item, Reader, Writer},
    keys::{Key, Table},
    seal::Keys,
};

const LAYOUT: u8 = 1;
/// How long an answer is kept, in seconds.
const KEPT: i64 = 24 * 60 * 60;

/// The record to write with a command.
#[derive(Clone, Debug)]
pub struct Idempotency<'a> {
    /// The request's `Idempotency-Key`.
    pub key: &'a str,
    /// Who sends it.
    pub account: &'a Phone,
    /// The status that is going to be answered.
    pub status: u16,
    /// The body that is going to be answered; sealed.
    pub body: String,
}

/// What was answered to this idempotency key.
#[derive(Clone, PartialEq, Eq)]
pub struct Done {
    /// Blind index of the phone that sent it; ask [`Store::is_account_of`].
    pub account: String,
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: String,
}

impl std::fmt::Debug for Done {
    /// The body is never printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Done")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Whether it was this person who was answered. Somebody else's answer is not theirs to see.
    pub fn is_account_of(&self, done: &Done, phone: &Phone) -> bool {
        done.account == self.keys().blind_phone(phone).as_str()
    }
}

/// The item of an answer.
pub(crate) fn item(record: &Idempotency<'_>, now: Timestamp, keys: &Keys) -> Item {
    Writer::new(Key::done(record.key), LAYOUT, keys)
        .text("a", keys.blind_phone(record.account).as_str())
        .number("s", record.status)
        .sealed("b", &record.body)
        .number("ttl", now.as_second() + KEPT)
        .finish()
}

/// The answer in an item.
pub(crate) fn done(item: &Item, keys: &Keys) -> Result<Done, StoreError> {
    let reader = Reader::within(Table::Access, item, "answer", LAYOUT, keys)?;
    Ok(Done {
        account: reader.text("a")?.to_owned(),
        status: reader.number("s")?,
        body: reader.sealed("b")?,
    })
}
