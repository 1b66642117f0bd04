//! Which fields changed since the form was last submitted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{schema, values::Values};

/// What a form looked like when it was submitted: field → 64-bit FNV-1a of its canonical JSON, as 16 hexadecimal digits. Enough to
/// say that something changed; the values themselves are kept once.
///
/// Sensitive fields are left out: the digest of an ID number can be tried out until it fits, and digests are not sealed. A
/// change of the certificate is seen in the nomination itself, which keeps the one it claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digests(BTreeMap<String, String>);

impl Digests {
    /// The digests of a form.
    pub fn of(values: &Values) -> Self {
        let open = values.iter().filter(|(id, _)| !is_sensitive(id));
        Self(
            open.map(|(id, value)| (id.to_owned(), digest(value)))
                .collect(),
        )
    }

    /// Whether there are none: the form was never submitted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids of fields that were changed, filled in or emptied since, in the order of the form; none when there are no digests.
    pub fn changed(&self, values: &Values) -> Vec<String> {
        if self.is_empty() {
            return Vec::new();
        }
        let now = Self::of(values);
        let differs = |id: &&str| self.0.get(*id) != now.0.get(*id);
        schema::fields()
            .map(|field| field.id)
            .filter(differs)
            .map(str::to_owned)
            .collect()
    }
}

fn is_sensitive(id: &str) -> bool {
    schema::field(id).is_some_and(|field| field.sensitive)
}

fn digest(value: &Value) -> String {
    format!("{:016x}", fnv_1a(canonical(value).as_bytes()))
}

/// The JSON with the keys of objects in order, whatever order the parser keeps them in.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let sorted: BTreeMap<_, _> = object.iter().collect();
            let members = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(canonical).collect::<Vec<_>>().join(",")
            )
        }
        simple => simple.to_string(),
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): stable across versions of the program, unlike the standard library's hasher.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::fnv_1a;

    #[test]
    fn the_digest_is_the_published_one() {
        assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
