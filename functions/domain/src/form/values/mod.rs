#![doc = include_str!("README.md")]

mod dates;
mod display;
mod number;
mod reading;
pub mod sheet;

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use dates::{date, month, year};
pub use display::words;
pub use number::{Number, number};

use super::schema::{self, Kind, Schema};
use crate::{
    id_number,
    phone::Phone,
    refusal::{Fault, FaultCode},
};

/// What is filled in, by field id. Fields without an answer are left out. Serialises as the JSON object itself.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// The values of a new nominee: only name and phone are known.
    pub fn of(name: &str, phone: &Phone) -> Self {
        Self(BTreeMap::from([
            (schema::NAME.to_owned(), name.into()),
            (schema::PHONE.to_owned(), phone.e164().into()),
        ]))
    }

    /// The values with changed fields (field id → value; `null`, an empty text or an empty list empties it), each
    /// normalised: text trimmed, full-width digits and spaces put right in numbers and dates.
    ///
    /// # Errors
    /// Every field that this congress does not ask for or that cannot be changed here and every value that cannot be kept (of another
    /// shape, too long, not a code of its table, with control characters), pointers below `/changes`.
    pub fn with(
        &self,
        schema: &Schema<'_>,
        changes: &Map<String, Value>,
    ) -> Result<Self, Vec<Fault>> {
        let mut values = self.clone();
        let mut faults = Vec::new();
        // In the order of their ids: whether a map keeps the order it was sent in depends on how the JSON library was built.
        for (id, change) in changes.iter().collect::<BTreeMap<_, _>>() {
            let pointer = format!("/changes/{}", escaped(id));
            let Some(field) = schema.field(id) else {
                faults.push(unknown_field(pointer, id));
                continue;
            };
            if !field.is_editable() {
                if self.0.get(id) != Some(change) {
                    faults.push(not_here(pointer, field.kind));
                }
                continue;
            }
            match reading::read(field.kind, change, &pointer, &mut faults) {
                Some(value) => values.0.insert(id.clone(), value),
                None => values.0.remove(id),
            };
        }
        if faults.is_empty() {
            Ok(values)
        } else {
            Err(faults)
        }
    }

    /// The values with another phone to sign in with.
    #[must_use]
    pub fn with_phone(&self, phone: &Phone) -> Self {
        let mut values = self.clone();
        values
            .0
            .insert(schema::PHONE.to_owned(), phone.e164().into());
        values
    }

    /// The answer to a field.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.0.get(id)
    }

    /// The answer to a field that is stored as text.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.get(id)?.as_str()
    }

    /// Whether a question is answered with yes or a box ticked.
    pub fn yes(&self, id: &str) -> bool {
        self.get(id).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The items of a field that is stored as a list: rows or codes.
    pub fn list(&self, id: &str) -> &[Value] {
        self.get(id)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Every field that has an answer, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(id, value)| (id.as_str(), value))
    }

    /// The answers to these fields alone.
    #[must_use]
    pub fn only(&self, fields: &[String]) -> Self {
        let chosen = |(id, _): &(&String, &Value)| fields.contains(id);
        let chosen = self.0.iter().filter(chosen);
        Self(
            chosen
                .map(|(id, value)| (id.clone(), value.clone()))
                .collect(),
        )
    }

    /// The answers with others to these fields, which are taken as they are; a field that the others lack is emptied.
    #[must_use]
    pub fn replaced(&self, fields: &[String], others: &Self) -> Self {
        let mut values = self.clone();
        for id in fields {
            match others.0.get(id) {
                Some(value) => values.0.insert(id.clone(), value.clone()),
                None => values.0.remove(id),
            };
        }
        values
    }

    /// The answers with those that are sensitive masked, for everybody but the nominee.
    pub fn masked(&self) -> Map<String, Value> {
        let shown = |(id, value): (&str, &Value)| {
            let sensitive = schema::field(id).is_some_and(|field| field.sensitive);
            let value = if sensitive {
                masked(id, value).into()
            } else {
                value.clone()
            };
            (id.to_owned(), value)
        };
        self.iter().map(shown).collect()
    }
}

impl FromIterator<(String, Value)> for Values {
    /// Answers as they are, each by its field's id.
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(answers: T) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl fmt::Debug for Values {
    /// Only which fields have an answer: what people typed is no business of a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Values")
            .field(&self.0.keys().collect::<Vec<_>>())
            .finish()
    }
}

/// A sensitive answer as it may be shown.
fn masked(id: &str, value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    match schema::field(id).map(|field| field.kind) {
        Some(Kind::Phone) => Phone::parse(text)
            .map(|phone| phone.masked())
            .unwrap_or_default(),
        _ => id_number::masked(text),
    }
}

/// A text as a part of a JSON pointer (RFC 6901, section 3).
fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

fn unknown_field(pointer: String, id: &str) -> Fault {
    Fault::new(
        pointer,
        FaultCode::UnknownField,
        format!("本届大会的登记表没有“{id}”这一项，请刷新页面后重新填写"),
        format!("The form of this congress has no field “{id}”; load the page again"),
    )
}

fn not_here(pointer: String, kind: Kind<'_>) -> Fault {
    let (zh, en) = if kind == Kind::Phone {
        (
            "手机号即登录手机号，请在“账号与安全”中更换",
            "This is the phone you sign in with; change it under “Account and security”",
        )
    } else {
        ("照片请点击照片上传", "Select the photo to replace it")
    };
    Fault::new(pointer, FaultCode::NotUsed, zh, en)
}
