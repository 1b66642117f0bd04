//! What can go wrong: the tables are not available, an item cannot be read, somebody was faster. Not found is no error
//! but an `Option`.

use std::error::Error;

use domain::decision::Claim;

use crate::access::idempotency::Done;

/// Why nothing could be read, or nothing is known about a write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The tables did not answer, or not in time, after the client's own retries.
    #[error("the tables are not available")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// An item is not as this code writes it: made by another version, changed by hand, or sealed with a secret that
    /// is not here. Says nothing of its contents or whose it is.
    #[error("a stored {item} cannot be read at “{attribute}”")]
    Corrupt {
        /// The kind of item.
        item: &'static str,
        /// The attribute's short name.
        attribute: &'static str,
    },
}

impl StoreError {
    pub(crate) fn unavailable(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unavailable(error.into())
    }
}

/// Why a command was not committed. Nothing of it was written then.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// What was decided on is no longer so: load again and decide again.
    #[error("somebody was faster")]
    Conflict,
    /// This idempotency key was used: answer what was answered then, if [`crate::Store::is_account_of`] says that it was
    /// the same person.
    #[error("done already")]
    AlreadyDone(Done),
    /// These persons are nominated in the congress already.
    #[error("nominated already: {} of the persons", .0.len())]
    Claimed(Vec<Claim>),
    /// More items than one transaction holds ([`crate::CommitError::MOST_ITEMS`]).
    #[error("too many items for one transaction")]
    TooLarge,
    /// The tables could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CommitError {
    /// The most items of one transaction, as `DynamoDB` sets it.
    pub const MOST_ITEMS: usize = 100;
}
