//! Ids: text that sorts by time (UUID version 7, RFC 9562), made at the edge and handed in.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes an id as it stands in a URL or an item.
            ///
            /// # Errors
            /// [`MalformedId`] unless it is 1 to 64 ASCII letters, digits or hyphens, so that it can never
            /// leave the key it is put into.
            pub fn parse(text: &str) -> Result<Self, MalformedId> {
                let fits = (1..=64).contains(&text.len())
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                if fits { Ok(Self(text.to_owned())) } else { Err(MalformedId) }
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = MalformedId;

            fn try_from(text: String) -> Result<Self, MalformedId> {
                Self::parse(&text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// The text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to 64 letters, digits or hyphens")]
pub struct MalformedId;

id! {
    /// A congress.
    CongressId
}
id! {
    /// An electing unit within a congress.
    UnitId
}
id! {
    /// A notice to everybody.
    NoticeId
}
id! {
    /// One nomination of one person by one unit.
    NominationId
}
id! {
    /// A file belonging to a nomination.
    AttachmentId
}
id! {
    /// An import of people by one unit.
    ImportId
}
id! {
    /// An export that somebody has asked for.
    ExportId
}
id! {
    /// A material that a congress asks for.
    MaterialId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_carry_a_key_separator() {
        assert!(CongressId::parse("0198c0de-7000-7abc-8def-000000000001").is_ok());
        for bad in ["", "a#b", "a/b", "..", "a b", "代表", &"x".repeat(65)] {
            assert_eq!(UnitId::parse(bad), Err(MalformedId), "{bad:?}");
        }
    }
}
