//! `S#{hash of the token} | SESSION`: somebody who is signed in.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `p` | sealed: the phone |
//! | `ca`, `sa`, `ea` | created, last seen, expires at |
//! | `te`, `pr` | versions of the terms and of the privacy policy agreed to |
//! | `ttl` | when it expires |

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::phone::Phone;
use jiff::Timestamp;

use crate::{
    StoreError,
    items::{Item, Reader, Writer, contact::phone},
    keys::{Key, Table},
    seal::Keys,
};

const LAYOUT: u8 = 1;

/// SHA-256 of a session's token: who reads the table cannot sign in with what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenHash(String);

impl TokenHash {
    /// Of a token as the cookie carries it.
    pub fn of(token: &str) -> Self {
        let digest = digest::digest(&digest::SHA256, token.as_bytes());
        Self(URL_SAFE_NO_PAD.encode(digest))
    }
}

impl TokenHash {
    /// As it stands in an item.
    pub(super) fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for TokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which versions of the agreements somebody ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// 《用户协议》.
    pub terms: String,
    /// 《隐私协议》.
    pub privacy: String,
}

/// Somebody who is signed in. It may have expired: the table lets go of it only later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The token's hash, which names it without giving it away.
    pub id: String,
    /// Who.
    pub phone: Phone,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When they were last seen; written now and then, not with every request.
    pub seen_at: Timestamp,
    /// From when on it is none.
    pub expires_at: Timestamp,
    /// What they agreed to.
    pub agreed: Agreement,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Whose {
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
}

/// The item of a session.
pub(crate) fn item(token: &TokenHash, session: &Session, keys: &Keys) -> Item {
    Writer::new(Key::session(token), LAYOUT, keys)
        .sealed(
            "p",
            &Whose {
                phone: session.phone.clone(),
            },
        )
        .timestamp("ca", session.created_at)
        .timestamp("sa", session.seen_at)
        .timestamp("ea", session.expires_at)
        .text("te", &session.agreed.terms)
        .text("pr", &session.agreed.privacy)
        .number("ttl", session.expires_at.as_second())
        .finish()
}

/// The session in an item.
pub(crate) fn session(item: &Item, keys: &Keys) -> Result<Session, StoreError> {
    let reader = Reader::within(Table::Access, item, "session", LAYOUT, keys)?;
    let Whose { phone } = reader.sealed("p")?;
    Ok(Session {
        id: reader
            .pk()?
            .strip_prefix("S#")
            .ok_or_else(|| reader.corrupt("pk"))?
            .to_owned(),
        phone,
        created_at: reader.timestamp("ca")?,
        seen_at: reader.timestamp("sa")?,
        expires_at: reader.timestamp("ea")?,
        agreed: Agreement {
            terms: reader.text("te")?.to_owned(),
            privacy: reader.text("pr")?.to_owned(),
        },
    })
}
