#![doc = include_str!("README.md")]

mod account;
mod agreeing;
mod asking;
mod attempts;
mod calls;
mod code;
mod event;
pub mod factors;
pub mod idempotency;
mod limit;
mod list_views;
mod moving;
mod network;
mod own;
mod password;
mod phone_change;
mod phrases;
mod presence;
pub mod session;
mod session_life;
mod sign_in;

use crate::seal::BlindIndex;

pub use account::Account;
pub use asking::{AskError, Asking, CODE_LIFETIME, CannotSend, SpentChallenge};
pub use attempts::{FAILURE_WINDOW, FAILURES, Proof, Refused, TRIES};
pub use code::{BrowserHash, OneTimeCode, random_token};
pub use event::{Happened, Happening, KEPT as EVENTS_KEPT};
pub use limit::Limits;
pub use network::Network;
pub use password::SettingPassword;
pub use phone_change::{ChangingPhone, PhoneChangeError};
pub use presence::Presence;
pub use session_life::{IDLE, LONGEST};
pub use sign_in::{SignInError, SignedIn, SigningIn};

/// The partition of what belongs to one phone.
fn of_account(of: &BlindIndex) -> String {
    format!("A#{of}")
}
