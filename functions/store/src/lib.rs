#![doc = include_str!("../README.md")]

pub mod access;
mod attachment;
mod calls;
mod commit;
mod disclosure;
mod error;
mod export;
pub mod files;
mod inbox;
mod items;
mod keys;
mod load;
mod meter;
mod notice;
mod outbox;
mod patience;
mod query;
mod records;
mod seal;
mod trail;
mod transaction;
mod unsent;
mod written;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use aws_sdk_dynamodb::Client;

pub use access::{
    idempotency::{Done, Idempotency},
    session::{Session, TokenHash},
};
pub use attachment::{Attachment, AttachmentKind, Owner};
pub use commit::{UnitChange, unit_batches};
pub use error::{CommitError, StoreError};
pub use export::DueExport;
pub use inbox::{InboxMessage, Texts};
pub use items::pointer::Pointer;
pub use load::{Loaded, Wanted};
pub use meter::Meter;
pub use notice::Publication;
pub use outbox::{OutboxItem, OutboxKind};
pub use patience::Patience;
pub use query::{Consistency, Dossier};
pub use records::{RecordFault, RecordReport};
pub use seal::{Keys, RootKey};
pub use trail::{Linked, TrailFault, TrailReport};
pub use unsent::Delivery;

/// The names of the two tables of a deployment (`infra/tables.json`).
#[derive(Clone, Debug)]
pub struct Tables {
    /// Congresses, units, nominations, forms, trails, outbox.
    pub records: String,
    /// Accounts, sessions, one-time codes, limits, answers already given.
    pub access: String,
}

/// The two tables, and the secrets that seal what is personal in them. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
    meter: Meter,
}

#[derive(Debug)]
struct Inner {
    client: Client,
    tables: Tables,
    keys: Keys,
    /// Registers that were read with the unit, sealed as they are, until the commit that follows.
    registers: Mutex<HashMap<keys::Key, Option<items::Item>>>,
}

impl Store {
    /// A store over a client, which has [`Patience`].
    pub fn new(client: Client, tables: Tables, keys: Keys) -> Self {
        let inner = Arc::new(Inner {
            client,
            tables,
            keys,
            registers: Mutex::default(),
        });
        Self {
            inner,
            meter: Meter::default(),
        }
    }

    /// The same store with a meter of its own, for measuring one request.
    pub fn metered(&self) -> (Self, Meter) {
        let meter = Meter::default();
        (
            Self {
                inner: Arc::clone(&self.inner),
                meter: meter.clone(),
            },
            meter,
        )
    }

    /// The secrets. Their values cannot be had from them, only their use.
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }
}
