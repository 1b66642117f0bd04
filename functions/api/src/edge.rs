//! What handlers get as state.

use std::sync::Arc;

use jiff::Timestamp;
use store::{Store, files::Files};

/// The edge of a function: storage, files, clock and configuration. Cheap to clone.
#[derive(Clone)]
pub struct Edge {
    /// Records and accounts.
    pub store: Store,
    /// Photos and attachments.
    pub files: Files,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Edge {
    /// An edge that reads the machine's clock.
    pub fn new(store: Store, files: Files) -> Self {
        Self {
            store,
            files,
            clock: Arc::new(Timestamp::now),
        }
    }

    /// The same with another clock; tests hand one in.
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// A new id: UUID version 7, sortable by time.
    pub fn new_id(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}

impl std::fmt::Debug for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edge").finish_non_exhaustive()
    }
}
