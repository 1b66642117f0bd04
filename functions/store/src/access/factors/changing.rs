//! Showing and changing second factors: load → judge → commit, again when somebody was faster. What is shown begins a new
//! session in place of the one there was, so that a token is worth no more than what was shown when it was made.

use jiff::Timestamp;

use super::{FactorRefused, Judged, SecondFactors};
use crate::{
    CommitError, Store, StoreError,
    access::{
        attempts::Proof,
        code::random_token,
        event::Happening,
        session::{self, Session, Shown, TokenHash},
        sign_in::SignInError,
    },
    calls::pause,
    items::sort_key,
    keys::{Key, Table},
    seal::BlindIndex,
    transaction::{Condition, Meaning, Transaction},
};
use domain::{access_event::AccessEvent, phone::Phone};

/// How often a change is judged anew because somebody was faster.
const MOST_ROUNDS: u32 = 12;

/// Somebody signed in who shows or changes something.
#[derive(Clone, Copy, Debug)]
pub struct AtDoor<'a> {
    /// The session's token.
    pub token: &'a TokenHash,
    /// The session.
    pub session: &'a Session,
    /// When.
    pub now: Timestamp,
}

/// What it came to.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The factors as they are now.
    pub factors: SecondFactors,
    /// The session as it is now.
    pub session: Session,
    /// The token of the session, where a new one took the place of the old.
    pub token: Option<String>,
}

/// Why nothing was shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// It is not taken.
    #[error("refused: {0:?}")]
    Refused(FactorRefused),
    /// The session has ended meanwhile.
    #[error("the session has ended")]
    Ended,
    /// Others were faster every time.
    #[error("too many at once")]
    Busy,
    /// The tables could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What somebody can show.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn second_factors(&self, phone: &Phone) -> Result<SecondFactors, StoreError> {
        let key = super::key(&self.keys().blind_phone(phone));
        let item = self.get(&key).await?;
        let factors = item.map(|item| super::factors(&item, self.keys()));
        factors.transpose().map(Option::unwrap_or_default)
    }

    /// Judges and writes; what was shown by it stands in a new session. `event` is noted when it succeeds.
    ///
    /// # Errors
    /// [`FactorError`]; a refusal is written too when it counts.
    pub async fn change_factors(
        &self,
        at: AtDoor<'_>,
        event: Option<AccessEvent>,
        judge: impl Fn(SecondFactors) -> Judged,
    ) -> Result<Changed, FactorError> {
        let of = self.keys().blind_phone(&at.session.phone);
        for round in 0..MOST_ROUNDS {
            let (before, session) = self.before(&of, at.token).await?;
            let session = session
                .filter(|session| session.is_live(at.now))
                .ok_or(FactorError::Ended)?;
            let Judged { after, outcome } = judge(before.clone());
            let mut transaction = Transaction::new(self);
            if after != before {
                transaction.factors(&after, &of);
            }
            if let Some(handle) = after.handle.as_ref().filter(|_| before.handle.is_none()) {
                transaction.handle(handle, &session.phone);
            }
            let event = match outcome {
                Ok(_) => event,
                Err(_) => Some(AccessEvent::SecondFactorFailed),
            };
            if let Some(event) = event {
                transaction.event(&of, &Happening::of(event, at.now));
            }
            let shown = outcome.ok().flatten().map(|by| Shown { by, at: at.now });
            let (token, session) = match shown {
                Some(shown) => {
                    let mut session = session.clone();
                    session.factors.second = Some(shown);
                    let (token, session) = transaction.replace_session(at.token, session, at.now);
                    (Some(token), session)
                }
                None => (None, session),
            };
            match transaction.commit().await {
                Ok(()) => {
                    outcome.map_err(FactorError::Refused)?;
                    return Ok(Changed {
                        factors: after,
                        session,
                        token,
                    });
                }
                Err(CommitError::Conflict) => pause(round).await,
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(error) => return Err(StoreError::unavailable(error).into()),
            }
        }
        Err(FactorError::Busy)
    }

    /// Shows again what somebody signs in with, for those who have no second factor.
    ///
    /// # Errors
    /// [`SignInError`], as signing in.
    pub async fn show_first(
        &self,
        at: AtDoor<'_>,
        proof: &Proof,
    ) -> Result<(String, Session), SignInError> {
        let mut session = at.session.clone();
        session.factors.first = Shown {
            by: proof.factor(),
            at: at.now,
        };
        self.pass(&at.session.phone, proof, None, at.now, |transaction, _| {
            transaction.replace_session(at.token, session.clone(), at.now)
        })
        .await
    }

    /// Takes all second factors of a phone away and ends its sessions: for the operator, when they were lost and it is sure who
    /// asks. `false` when there were none.
    ///
    /// # Errors
    /// [`FactorError::Busy`] when somebody changed them at this instant, [`FactorError::Store`].
    pub async fn reset_factors(&self, phone: &Phone, now: Timestamp) -> Result<bool, FactorError> {
        let of = self.keys().blind_phone(phone);
        let before = self.second_factors(phone).await?;
        if !before.is_enrolled() {
            return Ok(false);
        }
        let mut transaction = Transaction::new(self);
        let reset = SecondFactors {
            handle: before.handle,
            revision: before.revision,
            ..SecondFactors::default()
        };
        transaction.factors(&reset, &of);
        transaction.event(&of, &Happening::of(AccessEvent::SecondFactorReset, now));
        match transaction.commit().await {
            Ok(()) => {}
            Err(CommitError::Conflict) => return Err(FactorError::Busy),
            Err(CommitError::Store(error)) => return Err(error.into()),
            Err(error) => return Err(StoreError::unavailable(error).into()),
        }
        self.end_sessions(phone).await?;
        Ok(true)
    }

    async fn before(
        &self,
        of: &BlindIndex,
        token: &TokenHash,
    ) -> Result<(SecondFactors, Option<Session>), StoreError> {
        let mut found = (SecondFactors::default(), None);
        let wanted = vec![super::key(of), Key::session(token)];
        for (_, item) in &self.batch_get(wanted).await? {
            if sort_key(item) == "FACTORS" {
                found.0 = super::factors(item, self.keys())?;
            } else {
                found.1 = Some(session::session(item, self.keys())?);
            }
        }
        Ok(found)
    }
}

impl Transaction<'_> {
    /// Writes factors that were read, or the first.
    pub(in crate::access) fn factors(&mut self, factors: &SecondFactors, of: &BlindIndex) {
        let item = super::item(factors, of, self.keys());
        let unchanged = Condition::Revision(factors.revision);
        self.put(Table::Access, item, &unchanged, Meaning::Conflict);
    }

    /// Somebody's factors stand at another phone from then on, in place of its own.
    pub(in crate::access) fn move_factors(
        &mut self,
        factors: &SecondFactors,
        bare: &SecondFactors,
        from: &BlindIndex,
        to: &Phone,
    ) {
        let unchanged = Condition::Revision(factors.revision);
        self.delete(&super::key(from), &unchanged, Meaning::Conflict);
        self.factors(&factors.in_place_of(bare), &self.keys().blind_phone(to));
        if let Some(handle) = &bare.handle {
            self.no_handle(handle);
        }
        if let Some(handle) = &factors.handle {
            self.handle(handle, to);
        }
    }

    /// A session takes the place of one that must still be there; answers its token.
    pub(in crate::access) fn replace_session(
        &mut self,
        old: &TokenHash,
        session: Session,
        now: Timestamp,
    ) -> (String, Session) {
        let token = random_token();
        let hash = TokenHash::of(&token);
        let session = Session {
            id: hash.to_string(),
            seen_at: now,
            ..session
        };
        let of = self.keys().blind_phone(&session.phone);
        self.end_live_session(old, &of);
        self.begin_session(&hash, &session);
        (token, session)
    }
}
