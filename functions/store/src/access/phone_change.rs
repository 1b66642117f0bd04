//! 更换手机号: account, second factors, parts, nominations and forms go over to the new phone in one transaction that uses the code
//! up, ends all sessions and tells the old number. What is long and nobody's right (the inbox, the events) is moved by a job
//! recorded in it ([`super::moving`]).

use domain::{
    access_event::AccessEvent,
    message::{Message, MessageKind, Words},
    nomination::state::State,
    phone::Phone,
    phone_change::{self, PhoneRefused, Standing},
    window::china_minute,
};

use super::{
    account::{self, Account},
    attempts::Proof,
    code::random_token,
    event::Happening,
    factors::AtDoor,
    moving,
    network::Network,
    presence::Presence,
    session::{Session, TokenHash},
    sign_in::{Door, MOST_ROUNDS, SignInError},
};
use crate::{
    CommitError, Pointer, Store, StoreError,
    calls::pause,
    items::{outbox, pointer},
    keys::{Key, Table},
    seal::BlindIndex,
    transaction::{Condition, Meaning, Transaction},
};

/// Somebody signed in takes another phone.
#[derive(Clone, Debug)]
pub struct ChangingPhone<'a> {
    /// Who, where they sit.
    pub at: AtDoor<'a>,
    /// The new phone.
    pub to: &'a Phone,
    /// The code sent to it.
    pub proof: &'a Proof,
    /// From here, where that is known.
    pub network: Option<Network>,
}

/// Why the phone stays what it is.
#[derive(Debug, thiserror::Error)]
pub enum PhoneChangeError {
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(PhoneRefused),
    /// The code is not the one sent to the new phone, or nothing is known.
    #[error(transparent)]
    Proof(#[from] SignInError),
}

impl From<StoreError> for PhoneChangeError {
    fn from(error: StoreError) -> Self {
        Self::Proof(error.into())
    }
}

impl Store {
    /// Changes somebody's phone; answers the token and the session that take the place of all there were. Whether the new number
    /// is anybody's is said only to who has shown its code. An account of it without any part is given up for this one.
    ///
    /// # Errors
    /// [`PhoneChangeError`].
    pub async fn change_phone(
        &self,
        changing: &ChangingPhone<'_>,
    ) -> Result<(String, Session), PhoneChangeError> {
        let (at, to) = (changing.at, changing.to);
        let from = &at.session.phone;
        if from == to {
            return Err(PhoneChangeError::Refused(PhoneRefused::Same));
        }
        for round in 0..MOST_ROUNDS {
            let (transaction, door) = self
                .admit(to, changing.proof, changing.network, at.now)
                .await?;
            if !self.places_of(to).await?.is_empty() {
                return Err(PhoneChangeError::Refused(PhoneRefused::Taken));
            }
            let places = self.places_of(from).await?;
            let presence = self.presence(from, &places).await?;
            self.no_approval_waits(&presence, from).await?;
            let standing = self.standing(&presence, changing).await?;
            let moved = Moving {
                from: self.keys().blind_phone(from),
                to: door.of.clone(),
                door: &door,
                places: &places,
                presence: &presence,
                standing: &standing,
            };
            let (transaction, token, session) = self.moved(transaction, changing, &moved).await?;
            let job = moving::Job::of(from, to, at.now);
            let mut transaction = transaction;
            transaction.moving(&job);
            match transaction.commit().await {
                Ok(()) => {
                    self.move_now(&job).await;
                    return Ok((token, session));
                }
                Err(CommitError::Conflict) => pause(round).await,
                Err(CommitError::Claimed(_)) => {
                    return Err(PhoneChangeError::Refused(PhoneRefused::Taken));
                }
                Err(CommitError::TooLarge) => {
                    return Err(PhoneChangeError::Refused(PhoneRefused::TooMany));
                }
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(error) => return Err(StoreError::unavailable(error).into()),
            }
        }
        Err(SignInError::Busy.into())
    }

    /// Who approved first must not approve a second time as somebody else.
    async fn no_approval_waits(
        &self,
        presence: &Presence,
        from: &Phone,
    ) -> Result<(), PhoneChangeError> {
        let mut pending = 0;
        for congress in &presence.congresses {
            if congress.offices_of(from).is_empty() {
                continue;
            }
            let reported = self.queue(&congress.id, &[State::Reported]).await?;
            let theirs = |one: &&domain::nomination::Nomination| {
                one.approval.as_ref().is_some_and(|first| first.by == *from)
            };
            pending += reported.iter().filter(theirs).count();
        }
        match pending {
            0 => Ok(()),
            pending => Err(PhoneChangeError::Refused(PhoneRefused::ApprovalsPending(
                pending,
            ))),
        }
    }

    async fn standing(
        &self,
        presence: &Presence,
        changing: &ChangingPhone<'_>,
    ) -> Result<Standing, StoreError> {
        let ids: Vec<_> = presence
            .nominations
            .iter()
            .map(|one| one.id.clone())
            .collect();
        let mut forms = self.forms(&ids).await?;
        let nominations: Vec<_> = presence
            .nominations
            .iter()
            .map(|one| {
                let place = forms.iter().position(|form| form.nomination == one.id);
                (one.clone(), place.map(|place| forms.swap_remove(place)))
            })
            .collect();
        Ok(phone_change::change(
            &presence.congresses,
            &presence.units,
            &nominations,
            &changing.at.session.phone,
            changing.to,
            changing.at.now,
        ))
    }

    /// Everything but the job.
    async fn moved<'s>(
        &'s self,
        mut transaction: Transaction<'s>,
        changing: &ChangingPhone<'_>,
        moved: &Moving<'_>,
    ) -> Result<(Transaction<'s>, String, Session), StoreError> {
        let (at, to) = (changing.at, changing.to);
        let from = &at.session.phone;
        for congress in &moved.standing.congresses {
            transaction.congress(congress);
        }
        for unit in &moved.standing.units {
            transaction.unit(unit);
        }
        for decision in &moved.standing.nominations {
            transaction.decision(decision, at.now, &mut random_token);
        }
        transaction.pointers(moved);
        transaction.move_account(moved, to, at.now);
        let bare = self.second_factors(to).await?;
        transaction.move_factors(&moved.presence.factors, &bare, &moved.from, to);
        let (token, session) = self.one_session(&mut transaction, at, to, moved).await?;
        let happening = Happening {
            event: AccessEvent::PhoneChanged,
            network: changing.network,
            route: None,
            at: at.now,
        };
        transaction.event(&moved.to, &happening);
        let told = Message {
            kind: MessageKind::PhoneChanged,
            to: from.clone(),
            about: None,
            words: Words {
                until: china_minute(at.now),
                ..Words::default()
            },
        };
        let account = moved.presence.account.as_ref();
        let language = account.and_then(|account| account.language);
        let item = outbox::messages_in(
            language.unwrap_or_default(),
            &[told],
            at.now,
            &random_token(),
            self.keys(),
        );
        transaction.put(Table::Records, item, &Condition::Absent, Meaning::Conflict);
        Ok((transaction, token, session))
    }

    /// One new session in place of all there are of either phone. More than fit end before: that harms nobody.
    async fn one_session(
        &self,
        transaction: &mut Transaction<'_>,
        at: AtDoor<'_>,
        to: &Phone,
        moved: &Moving<'_>,
    ) -> Result<(String, Session), StoreError> {
        const MOST_OTHERS: usize = 10;
        for of in [&moved.from, &moved.to] {
            let mut others = self.sessions_of(of).await?;
            others.retain(|token| token != at.token);
            if others.len() > MOST_OTHERS {
                self.end_all(&others, of).await?;
                others.clear();
            }
            for token in &others {
                transaction.end_session(token, of);
            }
        }
        let token = random_token();
        let hash = TokenHash::of(&token);
        let session = Session {
            id: hash.to_string(),
            phone: to.clone(),
            seen_at: at.now,
            ..at.session.clone()
        };
        transaction.end_live_session(at.token, &moved.from);
        transaction.begin_session(&hash, &session);
        Ok((token, session))
    }
}

/// What was read, and what becomes of it.
struct Moving<'a> {
    from: BlindIndex,
    to: BlindIndex,
    /// Of the new phone.
    door: &'a Door,
    places: &'a [Pointer],
    presence: &'a Presence,
    standing: &'a Standing,
}

impl Transaction<'_> {
    /// Those of nominees are guards too and move with the nominations.
    fn pointers(&mut self, moved: &Moving<'_>) {
        for place in moved.places {
            let key = |of: &BlindIndex| match place {
                Pointer::Convener { .. } => Some(Key::convener(of)),
                Pointer::Officer { congress } => Some(Key::officer(of, congress)),
                Pointer::Liaison { congress, unit } => Some(Key::liaison(of, congress, unit)),
                Pointer::Nominee { .. } => None,
            };
            let (Some(old), Some(new)) = (key(&moved.from), key(&moved.to)) else {
                continue;
            };
            // Gone meanwhile: then the part is, and does not come back.
            self.delete(&old, &Condition::Present, Meaning::Conflict);
            if let Pointer::Convener { organisation } = place {
                let item = pointer::convener(new, organisation, self.keys());
                self.put(Table::Records, item, &Condition::Always, Meaning::Conflict);
            } else {
                self.point(new);
            }
        }
    }

    fn move_account(&mut self, moved: &Moving<'_>, to: &Phone, now: jiff::Timestamp) {
        let account = moved.presence.account.clone();
        let account = account.unwrap_or_else(|| Account::new(to, now));
        let unchanged = Condition::Revision(account.revision);
        self.delete(&account::key(&moved.from), &unchanged, Meaning::Conflict);
        let bare = moved.door.account.as_ref();
        self.account(&Account {
            phone: to.clone(),
            revision: bare.map_or(0, |bare| bare.revision),
            ..account
        });
    }
}
