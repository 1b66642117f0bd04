//! Writing and reading the attributes of an item.
//!
//! Every item has `pk`, `sk`, `v` (the version of its layout) and, where it is changed on condition, `r` (its revision:
//! the `version` of the domain). Attribute names are short because every item carries them: they are part of what is paid.

use std::{collections::HashMap, io::Write, str::FromStr};

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use domain::audit::Link;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    StoreError,
    keys::{Key, Table},
    seal::{Keys, Place},
};

/// An item as the SDK has it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// The revision's attribute.
pub(crate) const REVISION: &str = "r";
/// The layout's attribute.
const LAYOUT: &str = "v";

/// Makes an item.
pub(crate) struct Writer<'k> {
    key: Key,
    keys: &'k Keys,
    item: Item,
}

impl<'k> Writer<'k> {
    pub(crate) fn new(key: Key, layout: u8, keys: &'k Keys) -> Self {
        let item = Item::from([
            ("pk".to_owned(), AttributeValue::S(key.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(key.sk.clone())),
        ]);
        Self { key, keys, item }.number(LAYOUT, layout)
    }

    fn with(mut self, name: &str, value: AttributeValue) -> Self {
        self.item.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        self.with(name, AttributeValue::S(value.to_owned()))
    }

    /// Left out when there is none.
    pub(crate) fn optional_text(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    pub(crate) fn number(self, name: &str, value: impl Into<i128>) -> Self {
        self.with(name, AttributeValue::N(value.into().to_string()))
    }

    /// Left out when false.
    pub(crate) fn flag(self, name: &str, value: bool) -> Self {
        if value {
            self.with(name, AttributeValue::Bool(true))
        } else {
            self
        }
    }

    pub(crate) fn timestamp(self, name: &str, value: Timestamp) -> Self {
        self.text(name, &value.to_string())
    }

    /// Left out when there is none.
    pub(crate) fn optional_timestamp(self, name: &str, value: Option<Timestamp>) -> Self {
        match value {
            Some(value) => self.timestamp(name, value),
            None => self,
        }
    }

    /// An enum by its code.
    pub(crate) fn code(self, name: &str, value: &impl Serialize) -> Self {
        let code = serde_json::to_value(value).ok();
        let code = code
            .as_ref()
            .and_then(serde_json::Value::as_str)
            .expect("codes are text");
        self.text(name, code)
    }

    /// A structure as JSON, for what nobody looks for.
    pub(crate) fn json(self, name: &str, value: &impl Serialize) -> Self {
        self.with(name, json_value(value))
    }

    /// Left out when there is none.
    pub(crate) fn optional_json(self, name: &str, value: Option<&impl Serialize>) -> Self {
        match value {
            Some(value) => self.json(name, value),
            None => self,
        }
    }

    /// A structure that is personal, sealed to its place.
    pub(crate) fn sealed(self, name: &str, value: &impl Serialize) -> Self {
        let json = serde_json::to_vec(value).expect("our own types have JSON");
        self.sealed_bytes(name, &json)
    }

    /// The same deflated before, for what is large and kept for a while only.
    pub(crate) fn sealed_deflated(self, name: &str, value: &impl Serialize) -> Self {
        let json = serde_json::to_vec(value).expect("our own types have JSON");
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::fast());
        let written = deflated.write_all(&json).and_then(|()| deflated.finish());
        self.sealed_bytes(name, &written.expect("a vector takes everything"))
    }

    /// Bytes that are personal, sealed to their place.
    pub(crate) fn sealed_bytes(self, name: &str, plain: &[u8]) -> Self {
        let sealed = self.keys.seal(
            plain,
            Place {
                key: &self.key,
                attribute: name,
            },
        );
        self.with(name, AttributeValue::B(Blob::new(sealed)))
    }

    /// A link of a trail's chain; left out when there is none.
    pub(crate) fn link(self, name: &str, link: Option<Link>) -> Self {
        match link {
            Some(link) => self.with(name, link_value(link)),
            None => self,
        }
    }

    pub(crate) fn finish(self) -> Item {
        self.item
    }
}

/// Reads an item.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    item: &'a Item,
    table: Table,
    kind: &'static str,
    keys: &'a Keys,
}

impl<'a> Reader<'a> {
    /// Begins to read an item of the records; what was written by a later version is refused.
    pub(crate) fn new(
        item: &'a Item,
        kind: &'static str,
        layout: u8,
        keys: &'a Keys,
    ) -> Result<Self, StoreError> {
        Self::within(Table::Records, item, kind, layout, keys)
    }

    /// Begins to read an item of a table.
    pub(crate) fn within(
        table: Table,
        item: &'a Item,
        kind: &'static str,
        layout: u8,
        keys: &'a Keys,
    ) -> Result<Self, StoreError> {
        let reader = Self {
            item,
            table,
            kind,
            keys,
        };
        let found: u8 = reader.number(LAYOUT)?;
        if (1..=layout).contains(&found) {
            Ok(reader)
        } else {
            Err(reader.corrupt(LAYOUT))
        }
    }

    pub(crate) fn corrupt(&self, attribute: &'static str) -> StoreError {
        StoreError::Corrupt {
            item: self.kind,
            attribute,
        }
    }

    pub(crate) fn pk(&self) -> Result<&'a str, StoreError> {
        self.text("pk")
    }

    pub(crate) fn sk(&self) -> Result<&'a str, StoreError> {
        self.text("sk")
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.item.contains_key(name)
    }

    pub(crate) fn text(&self, name: &'static str) -> Result<&'a str, StoreError> {
        let text = self.item.get(name).and_then(|value| value.as_s().ok());
        text.map(String::as_str).ok_or_else(|| self.corrupt(name))
    }

    pub(crate) fn number<T: FromStr>(&self, name: &'static str) -> Result<T, StoreError> {
        let number = self.item.get(name).and_then(|value| value.as_n().ok());
        number
            .and_then(|number| number.parse().ok())
            .ok_or_else(|| self.corrupt(name))
    }

    pub(crate) fn revision(&self) -> Result<u64, StoreError> {
        self.number(REVISION)
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.item.get(name), Some(AttributeValue::Bool(true)))
    }

    pub(crate) fn timestamp(&self, name: &'static str) -> Result<Timestamp, StoreError> {
        self.text(name)?.parse().map_err(|_| self.corrupt(name))
    }

    pub(crate) fn optional_timestamp(
        &self,
        name: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        if self.has(name) {
            self.timestamp(name).map(Some)
        } else {
            Ok(None)
        }
    }

    pub(crate) fn code<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, StoreError> {
        let code = serde_json::Value::from(self.text(name)?);
        serde_json::from_value(code).map_err(|_| self.corrupt(name))
    }

    pub(crate) fn optional_code<T: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, StoreError> {
        if self.has(name) {
            self.code(name).map(Some)
        } else {
            Ok(None)
        }
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(self.text(name)?).map_err(|_| self.corrupt(name))
    }

    pub(crate) fn optional_json<T: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, StoreError> {
        if self.has(name) {
            self.json(name).map(Some)
        } else {
            Ok(None)
        }
    }

    pub(crate) fn optional_text(&self, name: &'static str) -> Result<Option<&'a str>, StoreError> {
        if self.has(name) {
            self.text(name).map(Some)
        } else {
            Ok(None)
        }
    }

    /// A link of a trail's chain, if there is one.
    pub(crate) fn link(&self, name: &'static str) -> Result<Option<Link>, StoreError> {
        let Some(value) = self.item.get(name) else {
            return Ok(None);
        };
        let bytes = value.as_b().ok().map(AsRef::as_ref);
        let link = bytes.and_then(|bytes: &[u8]| bytes.try_into().ok());
        link.map(|link| Some(Link(link)))
            .ok_or_else(|| self.corrupt(name))
    }

    pub(crate) fn sealed<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, StoreError> {
        let plain = self.opened(name)?;
        serde_json::from_slice(&plain).map_err(|_| self.corrupt(name))
    }

    pub(crate) fn sealed_deflated<T: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<T, StoreError> {
        let deflated = self.opened(name)?;
        serde_json::from_reader(DeflateDecoder::new(&*deflated)).map_err(|_| self.corrupt(name))
    }

    /// Bytes that were sealed to their place.
    pub(crate) fn opened(&self, name: &'static str) -> Result<Vec<u8>, StoreError> {
        let sealed = self.item.get(name).and_then(|value| value.as_b().ok());
        let sealed = sealed.ok_or_else(|| self.corrupt(name))?;
        // The key that the item really has, not one that was hoped for: what was moved does not open.
        let key = Key {
            table: self.table,
            pk: self.text("pk")?.to_owned(),
            sk: self.text("sk")?.to_owned(),
        };
        let place = Place {
            key: &key,
            attribute: name,
        };
        self.keys
            .open(sealed.as_ref(), place)
            .map_err(|_| self.corrupt(name))
    }
}

/// The partition key of an item that came from a table.
pub(crate) fn partition_key(item: &Item) -> &str {
    item.get("pk")
        .and_then(|pk| pk.as_s().ok())
        .map_or("", String::as_str)
}

/// A structure without anything personal, as JSON.
pub(crate) fn json_value(value: &impl Serialize) -> AttributeValue {
    AttributeValue::S(serde_json::to_string(value).expect("our own types have JSON"))
}

/// A link as it stands in an item.
pub(crate) fn link_value(link: Link) -> AttributeValue {
    AttributeValue::B(Blob::new(link.0))
}

/// The sort key of an item that came from a table.
pub(crate) fn sort_key(item: &Item) -> &str {
    item.get("sk")
        .and_then(|sk| sk.as_s().ok())
        .map_or("", String::as_str)
}

/// Where an item that came from a table stands.
pub(crate) fn key(table: Table, item: &Item) -> Key {
    Key {
        table,
        pk: partition_key(item).to_owned(),
        sk: sort_key(item).to_owned(),
    }
}

/// The same attributes at another place; what is sealed in them does not open there.
pub(crate) fn at(item: &Item, key: &Key) -> Item {
    let mut moved = item.clone();
    moved.insert("pk".to_owned(), AttributeValue::S(key.pk.clone()));
    moved.insert("sk".to_owned(), AttributeValue::S(key.sk.clone()));
    moved
}
