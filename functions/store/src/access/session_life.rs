//! How long somebody stays signed in: 30 minutes without a request, 12 hours in all (domain.md, OWASP ASVS 5.0 7.3).
//!
//! Beside each session stands a pointer, `A#{blind(phone)} | SESSION#{hash of the token}`, so that all sessions of an
//! account can be listed and ended:
//!
//! | attribute | holds |
//! | --- | --- |
//! | `ca` | created at |
//! | `ttl` | when the session expires |

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{access_event::AccessEvent, phone::Phone};
use jiff::{SignedDuration, Timestamp};

use super::{
    event::Happening,
    of_account,
    session::{self, Session, TokenHash},
};
use crate::{
    CommitError, Store, StoreError,
    calls::key_item,
    items::{Reader, Writer, sort_key},
    keys::{Key, Table},
    seal::BlindIndex,
    transaction::{Condition, Meaning, Transaction},
};

/// Without a request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// In all.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// That somebody was seen is written at most this often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

const LAYOUT: u8 = 1;
const POINTERS: &str = "SESSION#";

impl Session {
    /// Whether it still counts.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires_at && now < self.seen_at + IDLE
    }

    fn wants_touch(&self, now: Timestamp) -> bool {
        now >= self.seen_at + TOUCH_EVERY
    }
}

impl Store {
    /// Notes that somebody was seen, at most once a minute. A session that was ended meanwhile stays ended.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn touch_session(
        &self,
        token: &TokenHash,
        session: &Session,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if !session.wants_touch(now) {
            return Ok(());
        }
        let request = self
            .inner
            .client
            .update_item()
            .table_name(self.table_name(Table::Access))
            .set_key(Some(key_item(&Key::session(token))))
            .update_expression("SET sa = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
        self.update(request).await.map(drop)
    }

    /// Begins a session for somebody whose identity was proved otherwise than by [`Store::sign_in`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn create_session(
        &self,
        token: &TokenHash,
        session: &Session,
    ) -> Result<(), StoreError> {
        let mut transaction = Transaction::new(self);
        transaction.begin_session(token, session);
        finished(transaction.commit().await)
    }

    /// Ends a session. One that is not there is ended already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sign_out(
        &self,
        token: &TokenHash,
        session: &Session,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = Transaction::new(self);
        let of = self.keys().blind_phone(&session.phone);
        transaction.end_session(token, &of);
        let signed_out = Happening {
            event: AccessEvent::SignedOut,
            network: None,
            route: None,
            at: now,
        };
        transaction.event(&of, &signed_out);
        finished(transaction.commit().await)
    }

    /// The tokens' hashes of all sessions of a phone that the table still has.
    pub(super) async fn sessions_of(&self, of: &BlindIndex) -> Result<Vec<TokenHash>, StoreError> {
        let pointers = self.query_access(&of_account(of), POINTERS).await?;
        let token = |item| sort_key(item).strip_prefix(POINTERS).map(TokenHash::stored);
        Ok(pointers.iter().filter_map(token).collect())
    }

    /// The live sessions of a phone, the one seen last first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sessions(
        &self,
        phone: &Phone,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        let tokens = self.sessions_of(&self.keys().blind_phone(phone)).await?;
        let found = self
            .batch_get(tokens.iter().map(Key::session).collect())
            .await?;
        let mut sessions = Vec::new();
        for (_, item) in &found {
            let session = session::session(item, self.keys())?;
            if session.is_live(now) {
                sessions.push(session);
            }
        }
        sessions.sort_by_key(|session| std::cmp::Reverse(session.seen_at));
        Ok(sessions)
    }

    /// Ends the session of a phone that has this id; `false` when there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_session_of(&self, phone: &Phone, id: &str) -> Result<bool, StoreError> {
        let of = self.keys().blind_phone(phone);
        let sessions = self.sessions_of(&of).await?;
        let Some(token) = sessions.iter().find(|token| token.to_string() == id) else {
            return Ok(false);
        };
        let mut transaction = Transaction::new(self);
        transaction.end_session(token, &of);
        finished(transaction.commit().await)?;
        Ok(true)
    }

    /// Ends all sessions of a phone but one; answers how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_other_sessions(
        &self,
        phone: &Phone,
        keep: &TokenHash,
    ) -> Result<usize, StoreError> {
        let of = self.keys().blind_phone(phone);
        let mut others = self.sessions_of(&of).await?;
        others.retain(|token| token != keep);
        self.end_all(&others, &of).await?;
        Ok(others.len())
    }

    /// Ends all sessions of a phone, for when an account is closed or a role taken away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_sessions(&self, phone: &Phone) -> Result<(), StoreError> {
        let of = self.keys().blind_phone(phone);
        let sessions = self.sessions_of(&of).await?;
        self.end_all(&sessions, &of).await
    }

    /// Ends the sessions of a phone that were begun by an instant, because a part or access of theirs ended then, and tells them so.
    pub(crate) async fn end_sessions_begun_by(
        &self,
        phone: &Phone,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let of = self.keys().blind_phone(phone);
        let pointers = self.query_access(&of_account(&of), POINTERS).await?;
        let mut tokens = Vec::new();
        for item in &pointers {
            let reader =
                Reader::within(Table::Access, item, "session pointer", LAYOUT, self.keys())?;
            if reader.timestamp("ca")? <= until {
                tokens.extend(sort_key(item).strip_prefix(POINTERS).map(TokenHash::stored));
            }
        }
        for some in tokens.chunks((CommitError::MOST_ITEMS - 1) / 2) {
            let mut transaction = Transaction::new(self);
            for token in some {
                transaction.end_session(token, &of);
            }
            transaction.event(&of, &Happening::of(AccessEvent::PartEnded, until));
            finished(transaction.commit().await)?;
        }
        Ok(())
    }

    pub(super) async fn end_all(
        &self,
        sessions: &[TokenHash],
        of: &BlindIndex,
    ) -> Result<(), StoreError> {
        for some in sessions.chunks(CommitError::MOST_ITEMS / 2) {
            let mut transaction = Transaction::new(self);
            for token in some {
                transaction.end_session(token, of);
            }
            finished(transaction.commit().await)?;
        }
        Ok(())
    }
}

/// Neither deletes nor a new random token meet a condition that could fail.
fn finished(committed: Result<(), CommitError>) -> Result<(), StoreError> {
    match committed {
        Ok(()) => Ok(()),
        Err(CommitError::Store(error)) => Err(error),
        Err(error) => Err(StoreError::unavailable(error)),
    }
}

impl Transaction<'_> {
    /// Writes a new session and its pointer.
    pub(super) fn begin_session(&mut self, token: &TokenHash, session: &Session) {
        let keys = self.store().keys();
        let of = keys.blind_phone(&session.phone);
        let item = session::item(token, session, keys);
        let pointer = Writer::new(pointer(&of, token), LAYOUT, keys)
            .timestamp("ca", session.created_at)
            .number("ttl", session.expires_at.as_second())
            .finish();
        self.put(Table::Access, item, &Condition::Absent, Meaning::Conflict);
        self.put(
            Table::Access,
            pointer,
            &Condition::Always,
            Meaning::Conflict,
        );
    }

    /// Deletes a session that must still be there, and its pointer.
    pub(super) fn end_live_session(&mut self, token: &TokenHash, of: &BlindIndex) {
        self.delete(&Key::session(token), &Condition::Present, Meaning::Conflict);
        self.delete(&pointer(of, token), &Condition::Always, Meaning::Conflict);
    }

    /// Deletes a session and its pointer.
    pub(super) fn end_session(&mut self, token: &TokenHash, of: &BlindIndex) {
        self.delete(&Key::session(token), &Condition::Always, Meaning::Conflict);
        self.delete(&pointer(of, token), &Condition::Always, Meaning::Conflict);
    }
}

fn pointer(of: &BlindIndex, token: &TokenHash) -> Key {
    Key::access(of_account(of), format!("{POINTERS}{token}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::session::{Agreement, Device, Factor, Factors};

    #[test]
    fn a_session_ends_after_half_an_hour_idle_or_half_a_day_in_all() {
        let start: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        let after = |minutes| start + SignedDuration::from_mins(minutes);
        let seen_at = |seen_at| Session {
            id: "x".into(),
            phone: Phone::parse("19900900001").unwrap(),
            created_at: start,
            seen_at,
            expires_at: start + LONGEST,
            agreed: Agreement {
                terms: "1".into(),
                privacy: "1".into(),
            },
            factors: Factors::of_sign_in(Factor::Code, start),
            device: Device::default(),
        };
        assert!(seen_at(start).is_live(after(29)));
        assert!(!seen_at(start).is_live(after(30)));
        assert!(seen_at(after(710)).is_live(after(719)));
        assert!(!seen_at(after(719)).is_live(after(720)));
        assert!(!seen_at(start).wants_touch(start + SignedDuration::from_secs(59)));
        assert!(seen_at(start).wants_touch(after(1)));
    }
}
