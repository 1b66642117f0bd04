//! Setting a password: the phone is proved by a code, and all sessions end, so that whoever had got in is out.

use domain::{access_event::AccessEvent, phone::Phone};
use jiff::Timestamp;

use super::{
    account::Account, attempts::Proof, event::Happening, network::Network, sign_in::SignInError,
};
use crate::{CommitError, Store};

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
}
