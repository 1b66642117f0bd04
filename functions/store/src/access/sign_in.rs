//! Signing in, by code or by password: load → judge → commit, again when somebody was faster.

use domain::{access_event::AccessEvent, phone::Phone, text::Language};
use jiff::Timestamp;

use super::{
    account::{self, Account},
    attempts::{Attempts, Proof, Refused, Verdict, item as attempts},
    code::random_token,
    event::Happening,
    network::Network,
    session::{Agreement, Device, Factors, Session, TokenHash},
    session_life::LONGEST,
};
use crate::{
    CommitError, Store, StoreError,
    calls::pause,
    items::sort_key,
    keys::Table,
    seal::BlindIndex,
    transaction::{Condition, Meaning, Transaction},
};

/// How often an attempt is judged anew because others were faster. Each round one of them goes through, and a code takes
/// five tries only.
pub(super) const MOST_ROUNDS: u32 = 12;

/// Somebody wants to sign in.
#[derive(Clone, Debug)]
pub struct SigningIn<'a> {
    /// With this phone.
    pub phone: &'a Phone,
    /// Showing this.
    pub proof: &'a Proof,
    /// Agreeing to this.
    pub agreed: &'a Agreement,
    /// On this device.
    pub device: &'a Device,
    /// In this language, which messages to them are in from now on.
    pub language: Language,
    /// From here, where that is known.
    pub network: Option<Network>,
    /// When.
    pub now: Timestamp,
}

/// Somebody is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session's token, for the cookie; it is stored nowhere.
    pub token: String,
    /// The session.
    pub session: Session,
    /// The account, made with the first sign-in.
    pub account: Account,
}

/// Why somebody is not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// They did not show what it takes.
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// Others were faster every time.
    #[error("too many at once")]
    Busy,
    /// The tables could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What stands about a phone.
pub(super) struct Door {
    pub(super) of: BlindIndex,
    pub(super) attempts: Attempts,
    pub(super) account: Option<Account>,
}

impl Store {
    /// Signs somebody in with a new session. The first sign-in with a phone makes its account.
    ///
    /// # Errors
    /// [`SignInError`].
    pub async fn sign_in(&self, signing_in: &SigningIn<'_>) -> Result<SignedIn, SignInError> {
        let &SigningIn {
            phone,
            proof,
            agreed,
            device,
            language,
            network,
            now,
        } = signing_in;
        let token = random_token();
        let hash = TokenHash::of(&token);
        let session = Session {
            id: hash.to_string(),
            phone: phone.clone(),
            created_at: now,
            seen_at: now,
            expires_at: now + LONGEST,
            agreed: agreed.clone(),
            factors: Factors::of_sign_in(proof.factor(), now),
            device: device.clone(),
        };
        let account = self
            .pass(phone, proof, network, now, |transaction, door| {
                let account = door
                    .account
                    .clone()
                    .unwrap_or_else(|| Account::new(phone, now));
                let mut account = account.agreeing(agreed, now);
                account.language = Some(language);
                transaction.account(&account);
                transaction.begin_session(&hash, &session);
                let signed_in = Happening {
                    event: proof.succeeded(),
                    network,
                    route: None,
                    at: now,
                };
                transaction.event(&door.of, &signed_in);
                account
            })
            .await?;
        Ok(SignedIn {
            token,
            session,
            account,
        })
    }

    /// Judges a proof; when it is right, commits what `then` adds to the transaction that uses the proof up.
    pub(super) async fn pass<T>(
        &self,
        phone: &Phone,
        proof: &Proof,
        network: Option<Network>,
        now: Timestamp,
        then: impl Fn(&mut Transaction<'_>, &Door) -> T,
    ) -> Result<T, SignInError> {
        for round in 0..MOST_ROUNDS {
            let (mut transaction, door) = self.admit(phone, proof, network, now).await?;
            let outcome = then(&mut transaction, &door);
            match transaction.commit().await {
                Ok(()) => return Ok(outcome),
                Err(error) => overtaken(error)?,
            }
            pause(round).await;
        }
        Err(SignInError::Busy)
    }

    /// Judges a proof; when it is right, answers the transaction that uses it up, to be committed with what it is shown for, and
    /// what stands about the phone.
    pub(super) async fn admit(
        &self,
        phone: &Phone,
        proof: &Proof,
        network: Option<Network>,
        now: Timestamp,
    ) -> Result<(Transaction<'_>, Door), SignInError> {
        let failure = |event| Happening {
            event,
            network,
            route: None,
            at: now,
        };
        for round in 0..MOST_ROUNDS {
            let door = self.door(phone).await?;
            if let Proof::Password { compared_with, .. } = proof
                && door.account.as_ref().and_then(Account::password_hash)
                    != compared_with.as_deref()
            {
                self.note(phone, &failure(AccessEvent::PasswordFailed))
                    .await?;
                return Err(SignInError::Refused(Refused::PasswordWrong));
            }
            match door.attempts.judge(self.keys().codes(), phone, proof, now) {
                Verdict::NotTried(refused) => {
                    let event = match refused {
                        Refused::TooManyFailures { .. } => AccessEvent::SignInClosed,
                        _ => proof.failed(),
                    };
                    self.note(phone, &failure(event)).await?;
                    return Err(SignInError::Refused(refused));
                }
                Verdict::Wrong(refused, after) => {
                    let mut transaction = self.attempts_after(&door, &after, now);
                    transaction.event(&door.of, &failure(proof.failed()));
                    match transaction.commit().await {
                        Ok(()) => return Err(SignInError::Refused(refused)),
                        Err(error) => overtaken(error)?,
                    }
                }
                Verdict::Right(after) => {
                    return Ok((self.attempts_after(&door, &after, now), door));
                }
            }
            pause(round).await;
        }
        Err(SignInError::Busy)
    }

    /// A transaction that writes the attempts as they are now, if nobody was faster.
    fn attempts_after(&self, door: &Door, after: &Attempts, now: Timestamp) -> Transaction<'_> {
        let mut transaction = Transaction::new(self);
        let item = attempts::item(after, &door.of, now, self.keys());
        let unchanged = Condition::Revision(door.attempts.revision);
        transaction.put(Table::Access, item, &unchanged, Meaning::Conflict);
        transaction
    }

    /// Attempts and account of a phone, in one call whether or not they are there.
    async fn door(&self, phone: &Phone) -> Result<Door, StoreError> {
        let of = self.keys().blind_phone(phone);
        let found = self
            .batch_get(vec![attempts::key(&of), account::key(&of)])
            .await?;
        let mut door = Door {
            of,
            attempts: Attempts::default(),
            account: None,
        };
        for (_, item) in &found {
            if sort_key(item) == "ACCOUNT" {
                door.account = Some(account::account(item, self.keys())?);
            } else {
                door.attempts = attempts::attempts(item, self.keys())?;
            }
        }
        Ok(door)
    }

    /// The account of a phone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn account(&self, phone: &Phone) -> Result<Option<Account>, StoreError> {
        let key = account::key(&self.keys().blind_phone(phone));
        let item = self.get(&key).await?;
        item.map(|item| account::account(&item, self.keys()))
            .transpose()
    }
}

/// Nothing, when somebody was faster and it is to be judged anew.
fn overtaken(error: CommitError) -> Result<(), StoreError> {
    match error {
        CommitError::Conflict => Ok(()),
        CommitError::Store(error) => Err(error),
        error => Err(StoreError::unavailable(error)),
    }
}

impl Transaction<'_> {
    /// Writes an account that was read, or a new one.
    pub(super) fn account(&mut self, account: &Account) {
        let item = account::item(account, self.store().keys());
        let unchanged = Condition::Revision(account.revision);
        self.put(Table::Access, item, &unchanged, Meaning::Conflict);
    }
}
