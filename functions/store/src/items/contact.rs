//! Phones and contacts inside sealed attributes.

use domain::{phone::Phone, unit::Contact};
use serde::{Deserialize, Serialize};

/// A phone as E.164 text.
pub(crate) mod phone {
    use domain::phone::Phone;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(phone: &Phone, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(phone.e164())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Phone, D::Error> {
        Phone::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// A liaison or officer.
#[derive(Serialize, Deserialize)]
pub(crate) struct StoredContact {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
}

impl From<&Contact> for StoredContact {
    fn from(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone(),
            phone: contact.phone.clone(),
        }
    }
}

impl From<StoredContact> for Contact {
    fn from(stored: StoredContact) -> Self {
        Self {
            name: stored.name,
            phone: stored.phone,
        }
    }
}
