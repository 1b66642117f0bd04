//! Agreeing, while signed in, to terms that have come into force since.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::access_event::AccessEvent;

use super::{
    account::Account,
    event::Happening,
    factors::{AtDoor, FactorError},
    session::{Agreement, Session},
    sign_in::MOST_ROUNDS,
};
use crate::{
    CommitError, Store, StoreError,
    calls::pause,
    keys::Key,
    transaction::{Condition, Meaning, Transaction},
};

impl Store {
    /// Notes what somebody agrees to, at the account and in the session; answers the session as it is then.
    ///
    /// # Errors
    /// [`FactorError::Ended`] when the session ended meanwhile, [`FactorError::Busy`], [`FactorError::Store`].
    pub async fn agree(&self, at: AtDoor<'_>, agreed: &Agreement) -> Result<Session, FactorError> {
        let phone = &at.session.phone;
        let of = self.keys().blind_phone(phone);
        for round in 0..MOST_ROUNDS {
            let account = self.account(phone).await?;
            let account = account.unwrap_or_else(|| Account::new(phone, at.now));
            let mut transaction = Transaction::new(self);
            transaction.account(&account.agreeing(agreed, at.now));
            let text = |text: &str| Some(AttributeValue::S(text.to_owned()));
            transaction.update(
                &Key::session(at.token),
                &[("te", text(&agreed.terms)), ("pr", text(&agreed.privacy))],
                &Condition::Present,
                Meaning::Conflict,
            );
            transaction.event(&of, &Happening::of(AccessEvent::Agreed, at.now));
            match transaction.commit().await {
                Ok(()) => {
                    return Ok(Session {
                        agreed: agreed.clone(),
                        ..at.session.clone()
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
