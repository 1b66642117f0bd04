//! `S#{hash of the token} | SESSION`: somebody who is signed in.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `p` | sealed: the phone, and the device as it is shown to its owner |
//! | `ca`, `sa`, `ea` | created, last seen, expires at |
//! | `f1`, `fa` | the factor that was shown first, and when it was last |
//! | `f2`, `ga` | the second factor that was shown, and when it was last; left out until then |
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

/// 2: the factors and the device stand in it.
const LAYOUT: u8 = 2;

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

/// A kind of proof that somebody is who they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// The one-time code of a text message.
    Code,
    /// The password.
    Password,
    /// A passkey whose holder the device itself verified: it counts as both factors.
    Passkey,
    /// A code of an authenticator app.
    Totp,
    /// One of the recovery codes.
    RecoveryCode,
}

/// A factor that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub by: Factor,
    /// When it was last.
    pub at: Timestamp,
}

/// What somebody has shown in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// What they signed in with, or showed again since.
    pub first: Shown,
    /// The second factor, once it was shown.
    pub second: Option<Shown>,
}

impl Factors {
    /// Those of somebody who signs in.
    pub fn of_sign_in(by: Factor, now: Timestamp) -> Self {
        let shown = Shown { by, at: now };
        Self {
            first: shown,
            second: (by == Factor::Passkey).then_some(shown),
        }
    }
}

/// Where somebody sits, in words that they recognise and that give away little: no version, half of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Device {
    /// Browser and system, e.g. `Chrome · Windows`; empty when the browser does not say.
    pub name: String,
    /// The address as far as it is shown, e.g. `192.0.*.*`.
    pub address: String,
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
    /// What they have shown, and when.
    pub factors: Factors,
    /// Where they sit.
    pub device: Device,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Whose {
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
    #[serde(rename = "d")]
    device: Device,
}

/// The item of a session.
pub(crate) fn item(token: &TokenHash, session: &Session, keys: &Keys) -> Item {
    let Factors { first, second } = &session.factors;
    let mut writer = Writer::new(Key::session(token), LAYOUT, keys)
        .code("f1", &first.by)
        .timestamp("fa", first.at);
    if let Some(second) = second {
        writer = writer.code("f2", &second.by).timestamp("ga", second.at);
    }
    writer
        .sealed(
            "p",
            &Whose {
                phone: session.phone.clone(),
                device: session.device.clone(),
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
    let Whose { phone, device } = reader.sealed("p")?;
    let second = match reader.optional_timestamp("ga")? {
        Some(at) => Some(Shown {
            by: reader.code("f2")?,
            at,
        }),
        None => None,
    };
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
        factors: Factors {
            first: Shown {
                by: reader.code("f1")?,
                at: reader.timestamp("fa")?,
            },
            second,
        },
        device,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_reads_back_with_what_was_shown_in_it() {
        let keys = Keys::new([1; 32], [2; 32], [3; 32]);
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let token = TokenHash::of("token");
        let mut session = Session {
            id: token.to_string(),
            phone: Phone::parse("19900900001").unwrap(),
            created_at: now,
            seen_at: now,
            expires_at: now,
            agreed: Agreement {
                terms: "1".into(),
                privacy: "1".into(),
            },
            factors: Factors::of_sign_in(Factor::Password, now),
            device: Device {
                name: "Chrome · Windows".into(),
                address: "192.0.*.*".into(),
            },
        };
        let read =
            |session: &Session| super::session(&item(&token, session, &keys), &keys).unwrap();
        assert_eq!(read(&session), session);
        session.factors.second = Some(Shown {
            by: Factor::Totp,
            at: now,
        });
        assert_eq!(read(&session), session);
    }

    #[test]
    fn a_passkey_is_both_factors_and_a_code_only_the_first() {
        let now = Timestamp::UNIX_EPOCH;
        assert!(Factors::of_sign_in(Factor::Code, now).second.is_none());
        let shown = Factors::of_sign_in(Factor::Passkey, now);
        assert_eq!(shown.second, Some(shown.first));
    }
}
