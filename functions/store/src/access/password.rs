//! Setting a password: the phone is proved by a code, and all sessions end, so that whoever had got in is out.

use domain::{access_event::AccessEvent, phone::Phone};
use jiff::Timestamp;

use super::{
    account::Account,
    attempts::Proof,
    event::Happening,
    factors::AtDoor,
    network::Network,
    sign_in::{MOST_ROUNDS, SignInError},
};
use crate::{CommitError, Store, StoreError, calls::pause, transaction::Transaction};

/// How many sessions end within the transaction that sets the password; those beyond end after it.
const WITHIN: usize = (CommitError::MOST_ITEMS - 3) / 2;

/// Somebody sets a password.
#[derive(Clone, Debug)]
pub struct SettingPassword<'a> {
    /// For this phone.
    pub phone: &'a Phone,
    /// Showing the code.
    pub proof: &'a Proof,
    /// The new password's hash, a PHC string.
    pub hash: &'a str,
    /// From here, where that is known.
    pub network: Option<Network>,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Sets a password and ends all sessions of the account. A phone without an account gets one; it agrees to the terms
    /// when it signs in.
    ///
    /// # Errors
    /// [`SignInError`].
    pub async fn set_password(&self, setting: &SettingPassword<'_>) -> Result<(), SignInError> {
        let &SettingPassword {
            phone,
            proof,
            hash,
            network,
            now,
        } = setting;
        let of = self.keys().blind_phone(phone);
        let sessions = self.sessions_of(&of).await?;
        self.pass(phone, proof, network, now, |transaction, door| {
            let mut account = door
                .account
                .clone()
                .unwrap_or_else(|| Account::new(phone, now));
            account.password = Some((hash.to_owned(), now));
            transaction.account(&account);
            let set = Happening {
                event: AccessEvent::PasswordSet,
                network,
                route: None,
                at: now,
            };
            transaction.event(&door.of, &set);
            for token in sessions.iter().take(WITHIN) {
                transaction.end_session(token, &of);
            }
        })
        .await?;
        // Begun while the password was being set, or more than one transaction holds.
        self.end_sessions(phone).await?;
        Ok(())
    }

    /// Sets the password of somebody signed in who has shown who they are; all their other sessions end.
    ///
    /// # Errors
    /// [`SignInError::Busy`] when others were faster every time, [`SignInError::Store`].
    pub async fn change_password(&self, at: AtDoor<'_>, hash: &str) -> Result<(), SignInError> {
        let phone = &at.session.phone;
        let of = self.keys().blind_phone(phone);
        for round in 0..MOST_ROUNDS {
            let account = self.account(phone).await?;
            let mut account = account.unwrap_or_else(|| Account::new(phone, at.now));
            account.password = Some((hash.to_owned(), at.now));
            let sessions = self.sessions_of(&of).await?;
            let mut transaction = Transaction::new(self);
            transaction.account(&account);
            transaction.event(&of, &Happening::of(AccessEvent::PasswordSet, at.now));
            let others = sessions.iter().filter(|token| *token != at.token);
            for token in others.take(WITHIN) {
                transaction.end_session(token, &of);
            }
            match transaction.commit().await {
                Ok(()) => {
                    self.end_other_sessions(phone, at.token).await?;
                    return Ok(());
                }
                Err(CommitError::Conflict) => pause(round).await,
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(error) => return Err(StoreError::unavailable(error).into()),
            }
        }
        Err(SignInError::Busy)
    }
}
