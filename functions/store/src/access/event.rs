//! `A#{blind(phone)} | EVENT#{time}#{..}`: what happened at an account's door, for its owner and the operator.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `k` | kind |
//! | `a` | keyed hash of the network it came from: tells whether two came from the same, never from where |
//! | `w` | the route, without ids, where something inside was refused |
//! | `n` | how often within the minute, where it can repeat |
//! | `ttl` | [`KEPT`] later |
//!
//! Nothing in it is personal but that somebody tried to get in with that number, which its key says already.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{access_event::AccessEvent, phone::Phone};
use jiff::{SignedDuration, Timestamp};

use super::{code::random_token, limit::number, network::Network, of_account};
use crate::{
    Store, StoreError,
    calls::key_item,
    items::{Item, Reader, Writer, sort_key},
    keys::{Key, Table, instant},
    seal::{BlindIndex, Keys},
    transaction::{Condition, Meaning, Transaction},
};

const LAYOUT: u8 = 1;
pub(super) const EVENTS: &str = "EVENT#";
/// How long events are kept: half a year at least (Cybersecurity Law of the PRC, Article 21), and a little more.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 190);

/// Something that happens now.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    /// What.
    pub event: AccessEvent,
    /// Where it came from, where that is known.
    pub network: Option<Network>,
    /// The route that was refused.
    pub route: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

impl Happening<'_> {
    /// Something of which no more is known.
    pub(super) const fn of(event: AccessEvent, at: Timestamp) -> Self {
        Self {
            event,
            network: None,
            route: None,
            at,
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub event: AccessEvent,
    /// A keyed hash of where it came from.
    pub network: Option<String>,
    /// The route that was refused.
    pub route: Option<String>,
    /// How often within the minute.
    pub times: u32,
    /// When; where it can repeat, the minute.
    pub at: Timestamp,
}

impl Transaction<'_> {
    /// Notes an event together with what it is about.
    pub(super) fn event(&mut self, of: &BlindIndex, happening: &Happening<'_>) {
        let item = item(of, happening, self.keys());
        self.put(Table::Access, item, &Condition::Always, Meaning::Conflict);
    }
}

impl Store {
    /// Notes an event that changes nothing else. It counts up what repeats within a minute, so that whoever knocks a
    /// thousand times leaves one item.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note(&self, phone: &Phone, happening: &Happening<'_>) -> Result<(), StoreError> {
        let of = self.keys().blind_phone(phone);
        let minute = happening.at.as_second().div_euclid(60) * 60;
        let minute = Timestamp::from_second(minute).unwrap_or(happening.at);
        let kind = happening.event.code();
        let route = happening.route.unwrap_or_default();
        let key = Key::access(
            of_account(&of),
            format!("{EVENTS}{}#{kind}#{route}", instant(minute)),
        );
        let mut set = "SET v = :v, k = :k, #ttl = :ttl".to_owned();
        let mut request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Access))
            .set_key(Some(key_item(&key)))
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":v", number(LAYOUT.into()))
            .expression_attribute_values(":k", AttributeValue::S(kind.to_owned()))
            .expression_attribute_values(":ttl", number((minute + KEPT).as_second()))
            .expression_attribute_values(":one", number(1));
        for (name, value) in [
            (
                "a",
                happening
                    .network
                    .map(|network| network.hash(self.keys().codes())),
            ),
            ("w", happening.route.map(str::to_owned)),
        ] {
            if let Some(value) = value {
                set = format!("{set}, {name} = :{name}");
                request = request
                    .expression_attribute_values(format!(":{name}"), AttributeValue::S(value));
            }
        }
        self.update(request.update_expression(set + " ADD n :one"))
            .await
            .map(drop)
    }

    /// What [`Happened::network`] says of a network.
    pub fn network_hash(&self, network: Network) -> String {
        network.hash(self.keys().codes())
    }

    /// What happened at an account's door, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn events_of(&self, phone: &Phone) -> Result<Vec<Happened>, StoreError> {
        let of = self.keys().blind_phone(phone);
        let items = self.query_access(&of_account(&of), EVENTS).await?;
        let read = items.iter().rev().map(|item| happened(item, self.keys()));
        read.collect()
    }
}

pub(super) fn item(of: &BlindIndex, happening: &Happening<'_>, keys: &Keys) -> Item {
    let unique = random_token();
    let key = Key::access(
        of_account(of),
        format!("{EVENTS}{}#{}", instant(happening.at), &unique[..8]),
    );
    let mut writer = Writer::new(key, LAYOUT, keys)
        .code("k", &happening.event)
        .number("ttl", (happening.at + KEPT).as_second());
    if let Some(network) = happening.network {
        writer = writer.text("a", &network.hash(keys.codes()));
    }
    writer.finish()
}

fn happened(item: &Item, keys: &Keys) -> Result<Happened, StoreError> {
    let reader = Reader::within(Table::Access, item, "event", LAYOUT, keys)?;
    let at = sort_key(item)
        .strip_prefix(EVENTS)
        .and_then(|rest| rest.split_once('#')?.0.parse().ok());
    let optional = |name| {
        let text = reader.has(name).then(|| reader.text(name));
        text.transpose().map(|text| text.map(str::to_owned))
    };
    Ok(Happened {
        event: reader.code("k")?,
        network: optional("a")?,
        route: optional("w")?,
        times: if reader.has("n") {
            reader.number("n")?
        } else {
            1
        },
        at: at.ok_or_else(|| reader.corrupt("sk"))?,
    })
}
