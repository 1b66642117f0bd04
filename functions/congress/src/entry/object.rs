//! A JSON object read field by field.

use domain::{
    refusal::{Fault, FaultCode},
    text::Text,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An object whose fields are taken one by one; what remains is unknown.
pub(super) struct Object {
    fields: Map<String, Value>,
    pointer: String,
}

impl Object {
    /// An object at a place; a fault when it is something else.
    pub(super) fn of(
        value: Value,
        pointer: impl Into<String>,
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        let pointer = pointer.into();
        if let Value::Object(fields) = value {
            return Some(Self { fields, pointer });
        }
        faults.push(malformed(
            &pointer,
            Text::new("格式不对，应为一组字段", "This must be an object"),
        ));
        None
    }

    /// Where a field stands.
    pub(super) fn at(&self, field: &str) -> String {
        format!("{}/{}", self.pointer, escaped(field))
    }

    /// A field as it is; `null` and an empty text are none.
    pub(super) fn take(&mut self, field: &str) -> Option<Value> {
        self.fields.remove(field).filter(|value| !is_none(value))
    }

    /// A field that may be left out; `None` also after a fault.
    pub(super) fn read<T: DeserializeOwned>(
        &mut self,
        field: &str,
        expects: Text,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        let value = self.take(field)?;
        let read = serde_json::from_value(value).ok();
        if read.is_none() {
            faults.push(malformed(&self.at(field), expects));
        }
        read
    }

    /// A field that must be there.
    pub(super) fn require<T: DeserializeOwned>(
        &mut self,
        field: &str,
        label: Text,
        expects: Text,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        if self.fields.get(field).is_none_or(is_none) {
            faults.push(Fault::required(self.at(field), label.zh, label.en));
            self.fields.remove(field);
            return None;
        }
        self.read(field, expects, faults)
    }

    /// A list at a field, each item with its pointer; empty when it is left out.
    pub(super) fn list(&mut self, field: &str, faults: &mut Vec<Fault>) -> Vec<(String, Value)> {
        let pointer = self.at(field);
        match self.take(field) {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let pointed = items.into_iter().enumerate();
                pointed
                    .map(|(index, item)| (format!("{pointer}/{index}"), item))
                    .collect()
            }
            Some(_) => {
                faults.push(malformed(
                    &pointer,
                    Text::new("应为一个列表", "This must be a list"),
                ));
                Vec::new()
            }
        }
    }

    /// An object at a field; `None` when it is left out or something else.
    pub(super) fn object(&mut self, field: &str, faults: &mut Vec<Fault>) -> Option<Self> {
        let pointer = self.at(field);
        let value = self.take(field)?;
        Self::of(value, pointer, faults)
    }

    /// Every field that is left, with its pointer: for objects that are maps.
    pub(super) fn entries(self) -> Vec<(String, Value, String)> {
        let Self { fields, pointer } = self;
        let pointed = |(key, value): (String, Value)| {
            let at = format!("{pointer}/{}", escaped(&key));
            (key, value, at)
        };
        fields.into_iter().map(pointed).collect()
    }

    /// A fault for every field that is left.
    pub(super) fn refuse_rest(&self, faults: &mut Vec<Fault>) {
        for field in self.fields.keys() {
            faults.push(Fault::new(
                self.at(field),
                FaultCode::UnknownField,
                "没有这一项，请删去",
                "There is no such field; remove it",
            ));
        }
    }
}

/// Whether a field was left out: forms send an empty text for what was not typed.
fn is_none(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

/// A value that cannot be read.
pub(super) fn malformed(pointer: &str, expects: Text) -> Fault {
    Fault::new(pointer, FaultCode::Malformed, expects.zh, expects.en)
}

/// A code that is not in its set.
pub(super) fn unknown(pointer: &str) -> Fault {
    Fault::new(
        pointer,
        FaultCode::UnknownCode,
        super::CODE.zh,
        super::CODE.en,
    )
}

/// A text as a part of a JSON pointer (RFC 6901, section 3).
fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}
