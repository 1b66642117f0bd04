//! `A#{blind(phone)} | ACCOUNT`: somebody who has signed in once, or set a password. Roles are not stored here: they
//! follow from the records.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `p` | sealed: the phone |
//! | `ca` | created at |
//! | `te`, `pr`, `aa` | versions of the terms and of the privacy policy agreed to, and when |
//! | `l` | the language in which they signed in last |
//! | `pw`, `pa` | sealed: the password's Argon2id hash; when it was set |
//! | `r` | revision |

use domain::{phone::Phone, text::Language};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::session::Agreement;
use crate::{
    StoreError,
    items::{Item, Reader, Writer, attribute::REVISION, contact::phone},
    keys::{Key, Table},
    seal::{BlindIndex, Keys},
};

const LAYOUT: u8 = 1;

/// A phone that has signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The phone.
    pub phone: Phone,
    /// When it first signed in or set a password.
    pub created_at: Timestamp,
    /// What was agreed to last, and when; `None` until the first sign-in.
    pub agreed: Option<(Agreement, Timestamp)>,
    /// The language in which they signed in last: that of messages to them.
    pub language: Option<Language>,
    /// The password's hash (a PHC string) and when it was set.
    pub password: Option<(String, Timestamp)>,
    /// Raised with every write; 0 before the first.
    pub(super) revision: u64,
}

impl std::fmt::Debug for Account {
    /// The password's hash is never printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("phone", &self.phone)
            .field("agreed", &self.agreed)
            .field("has_password", &self.password.is_some())
            .finish_non_exhaustive()
    }
}

impl Account {
    /// An account that is not written yet.
    pub(super) fn new(phone: &Phone, now: Timestamp) -> Self {
        Self {
            phone: phone.clone(),
            created_at: now,
            agreed: None,
            language: None,
            password: None,
            revision: 0,
        }
    }

    /// The password's hash.
    pub fn password_hash(&self) -> Option<&str> {
        self.password.as_ref().map(|(hash, _)| hash.as_str())
    }

    /// The same with an agreement; the time of one that was given before stays.
    #[must_use]
    pub(super) fn agreeing(mut self, agreement: &Agreement, now: Timestamp) -> Self {
        if self
            .agreed
            .as_ref()
            .is_none_or(|(known, _)| known != agreement)
        {
            self.agreed = Some((agreement.clone(), now));
        }
        self
    }
}

#[derive(Serialize, Deserialize)]
struct Whose {
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
}

/// Where the account of a phone stands.
pub(super) fn key(of: &BlindIndex) -> Key {
    Key::access(super::of_account(of), "ACCOUNT")
}

/// The item of an account, with the next revision.
pub(super) fn item(account: &Account, keys: &Keys) -> Item {
    let mut writer = Writer::new(key(&keys.blind_phone(&account.phone)), LAYOUT, keys)
        .sealed(
            "p",
            &Whose {
                phone: account.phone.clone(),
            },
        )
        .timestamp("ca", account.created_at)
        .number(REVISION, account.revision + 1);
    if let Some((agreement, at)) = &account.agreed {
        writer = writer
            .text("te", &agreement.terms)
            .text("pr", &agreement.privacy)
            .timestamp("aa", *at);
    }
    if let Some(language) = account.language {
        writer = writer.text("l", language.tag());
    }
    if let Some((hash, at)) = &account.password {
        writer = writer.sealed("pw", hash).timestamp("pa", *at);
    }
    writer.finish()
}

/// The account in an item.
pub(super) fn account(item: &Item, keys: &Keys) -> Result<Account, StoreError> {
    let reader = Reader::within(Table::Access, item, "account", LAYOUT, keys)?;
    let Whose { phone } = reader.sealed("p")?;
    let agreed = match reader.optional_timestamp("aa")? {
        Some(at) => {
            let agreement = Agreement {
                terms: reader.text("te")?.to_owned(),
                privacy: reader.text("pr")?.to_owned(),
            };
            Some((agreement, at))
        }
        None => None,
    };
    let password = match reader.optional_timestamp("pa")? {
        Some(at) => Some((reader.sealed("pw")?, at)),
        None => None,
    };
    Ok(Account {
        phone,
        created_at: reader.timestamp("ca")?,
        agreed,
        language: reader.optional_code("l")?,
        password,
        revision: reader.revision()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn an_account_reads_back_as_it_was_written() {
        let keys = Keys::new([1; 32], [2; 32], [3; 32]);
        let now = at("2026-11-22T10:00:00Z");
        let agreement = Agreement {
            terms: "2026-11".into(),
            privacy: "2026-11".into(),
        };
        let mut account =
            Account::new(&Phone::parse("19900900001").unwrap(), now).agreeing(&agreement, now);
        account.password = Some(("$argon2id$x".into(), now));
        let read = super::account(&item(&account, &keys), &keys).unwrap();
        assert_eq!(
            read,
            Account {
                revision: 1,
                ..account
            }
        );
        assert!(!format!("{read:?}").contains("argon2id"));
    }

    #[test]
    fn agreeing_again_to_the_same_keeps_when_it_was_first() {
        let (first, second) = (at("2026-11-22T10:00:00Z"), at("2026-11-23T10:00:00Z"));
        let agreement = |terms: &str| Agreement {
            terms: terms.into(),
            privacy: "1".into(),
        };
        let account = Account::new(&Phone::parse("19900900001").unwrap(), first)
            .agreeing(&agreement("1"), first);
        assert_eq!(
            account
                .clone()
                .agreeing(&agreement("1"), second)
                .agreed
                .unwrap()
                .1,
            first
        );
        assert_eq!(
            account.agreeing(&agreement("2"), second).agreed,
            Some((agreement("2"), second))
        );
    }
}
