//! Passkeys: the credential itself is `login`'s to make and to check; here it is kept, found and let go of.
//!
//! | item | holds |
//! | --- | --- |
//! | `H#{handle} \| ACCOUNT` | sealed: the phone whose account a passkey names by its handle |
//! | `W#{id} \| CEREMONY` | sealed: what a passkey's answer is compared with; deleted as it is read, so that it is good once |

use domain::{access_event::AccessEvent, phone::Phone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{FactorError, FactorRefused, SecondFactors};
use crate::{
    CommitError, Store, StoreError,
    access::{
        account,
        code::random_token,
        event::Happening,
        session::{Agreement, Device, Factor, Factors, Session, TokenHash},
        session_life::LONGEST,
        sign_in::SignedIn,
    },
    calls::pause,
    items::{Reader, Writer, contact::phone, sort_key},
    keys::{Key, Table},
    transaction::{Condition, Meaning, Transaction},
};

/// How long a passkey may take to answer.
const CEREMONY: SignedDuration = SignedDuration::from_mins(5);
const LAYOUT: u8 = 1;
/// How often a sign-in is tried again because somebody was faster.
const MOST_ROUNDS: u32 = 8;

/// A passkey that was registered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// The credential's id, base64url.
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last shown.
    pub used_at: Option<Timestamp>,
    /// The credential, in the form of the library that checks it.
    pub credential: String,
}

impl std::fmt::Debug for Passkey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passkey").finish_non_exhaustive()
    }
}

/// What a passkey's answer is going to be compared with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceremony {
    /// For what it was begun: an answer is good for nothing else.
    pub purpose: String,
    /// In which session; `None` for signing in.
    pub session: Option<String>,
    /// In the form of the library that checks the answer.
    pub state: String,
    /// Until when.
    until: Timestamp,
}

impl Ceremony {
    /// One that begins now.
    pub fn begin(purpose: &str, session: Option<&Session>, state: String, now: Timestamp) -> Self {
        Self {
            purpose: purpose.to_owned(),
            session: session.map(|session| session.id.clone()),
            state,
            until: now + CEREMONY,
        }
    }
}

impl std::fmt::Debug for Ceremony {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ceremony").finish_non_exhaustive()
    }
}

#[derive(Serialize, Deserialize)]
struct Whose {
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
}

/// Somebody signs in by a passkey whose answer was checked.
#[derive(Clone, Debug)]
pub struct SigningInByPasskey<'a> {
    /// Whose it is.
    pub phone: &'a Phone,
    /// Its id.
    pub id: &'a str,
    /// The credential as it is after.
    pub credential: &'a str,
    /// Agreeing to this.
    pub agreed: &'a Agreement,
    /// On this device.
    pub device: &'a Device,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Keeps what a passkey's answer is going to be compared with; answers by what it is found again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin_ceremony(&self, ceremony: &Ceremony) -> Result<String, StoreError> {
        let id = random_token();
        let item = Writer::new(of_ceremony(&id), LAYOUT, self.keys())
            .sealed("s", ceremony)
            .number("ttl", ceremony.until.as_second() + 3600)
            .finish();
        self.put(Table::Access, item, &Condition::Absent).await?;
        Ok(id)
    }

    /// What was kept for this purpose and session; once, and not when it is too old.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_ceremony(
        &self,
        id: &str,
        purpose: &str,
        session: Option<&Session>,
        now: Timestamp,
    ) -> Result<Option<Ceremony>, StoreError> {
        let key = of_ceremony(id);
        let Some(item) = self.get(&key).await? else {
            return Ok(None);
        };
        let reader = Reader::within(Table::Access, &item, "ceremony", LAYOUT, self.keys())?;
        let ceremony: Ceremony = reader.sealed("s")?;
        let mut transaction = Transaction::new(self);
        transaction.delete(&key, &Condition::Present, Meaning::Conflict);
        match transaction.commit().await {
            Ok(()) => {}
            Err(CommitError::Conflict) => return Ok(None),
            Err(CommitError::Store(error)) => return Err(error),
            Err(error) => return Err(StoreError::unavailable(error)),
        }
        let fits = ceremony.purpose == purpose
            && ceremony.session.as_ref() == session.map(|session| &session.id)
            && now < ceremony.until;
        Ok(fits.then_some(ceremony))
    }

    /// Whose account a passkey names.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn account_of_handle(&self, handle: &str) -> Result<Option<Phone>, StoreError> {
        let Some(item) = self.get(&of_handle(handle)).await? else {
            return Ok(None);
        };
        let reader = Reader::within(Table::Access, &item, "handle", LAYOUT, self.keys())?;
        let Whose { phone } = reader.sealed("p")?;
        Ok(Some(phone))
    }

    /// Signs somebody in with a new session. The device itself has verified its holder, so both factors are shown.
    ///
    /// # Errors
    /// [`FactorError`]; refused when the passkey was removed meanwhile.
    pub async fn sign_in_by_passkey(
        &self,
        by: &SigningInByPasskey<'_>,
    ) -> Result<SignedIn, FactorError> {
        let of = self.keys().blind_phone(by.phone);
        for round in 0..MOST_ROUNDS {
            let (mut account, mut factors) = (None, SecondFactors::default());
            let wanted = vec![account::key(&of), super::key(&of)];
            for (_, item) in &self.batch_get(wanted).await? {
                if sort_key(item) == "ACCOUNT" {
                    account = Some(account::account(item, self.keys())?);
                } else {
                    factors = super::factors(item, self.keys())?;
                }
            }
            let account = account.ok_or(FactorError::Refused(FactorRefused::Unknown))?;
            let account = account.agreeing(by.agreed, by.now);
            let judged = factors.using_passkey(by.id, by.credential, by.now);
            judged.outcome.map_err(FactorError::Refused)?;
            let token = random_token();
            let hash = TokenHash::of(&token);
            let session = Session {
                id: hash.to_string(),
                phone: by.phone.clone(),
                created_at: by.now,
                seen_at: by.now,
                expires_at: by.now + LONGEST,
                agreed: by.agreed.clone(),
                factors: Factors::of_sign_in(Factor::Passkey, by.now),
                device: by.device.clone(),
            };
            let mut transaction = Transaction::new(self);
            transaction.account(&account);
            transaction.factors(&judged.after, &of);
            transaction.begin_session(&hash, &session);
            let signed_in = Happening::of(AccessEvent::SignedInByPasskey, by.now);
            transaction.event(&of, &signed_in);
            match transaction.commit().await {
                Ok(()) => {
                    return Ok(SignedIn {
                        token,
                        session,
                        account,
                    });
                }
                Err(CommitError::Conflict) => pause(round).await,
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(error) => return Err(StoreError::unavailable(error).into()),
            }
        }
        Err(FactorError::Busy)
    }
}

impl Transaction<'_> {
    /// Whom a handle names from now on.
    pub(in crate::access) fn handle(&mut self, handle: &str, phone: &Phone) {
        let phone = phone.clone();
        let item = Writer::new(of_handle(handle), LAYOUT, self.keys())
            .sealed("p", &Whose { phone })
            .finish();
        self.put(Table::Access, item, &Condition::Always, Meaning::Conflict);
    }
}

impl Transaction<'_> {
    /// A handle names nobody from now on.
    pub(super) fn no_handle(&mut self, handle: &str) {
        self.delete(&of_handle(handle), &Condition::Always, Meaning::Conflict);
    }
}

fn of_handle(handle: &str) -> Key {
    Key::access(format!("H#{handle}"), "ACCOUNT")
}

fn of_ceremony(id: &str) -> Key {
    Key::access(format!("W#{id}"), "CEREMONY")
}
