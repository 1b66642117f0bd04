//! `A#{blind(phone)} | PHRASES`: the opinions somebody keeps and gives often.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `p` | sealed: the phrases |
//! | `r` | revision |

use domain::{phone::Phone, phrases::Phrases};

use crate::{
    Store, StoreError,
    calls::pause,
    items::{Item, Reader, Writer, attribute::REVISION},
    keys::{Key, Table},
    seal::{BlindIndex, Keys},
    transaction::Condition,
};

const LAYOUT: u8 = 1;
/// The sort key.
pub(super) const PHRASES: &str = "PHRASES";
/// How often a change is made anew because another window of the same person was faster.
const MOST_ATTEMPTS: u32 = 6;

impl Store {
    /// Somebody's phrases.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn phrases(&self, of: &Phone) -> Result<Phrases, StoreError> {
        Ok(self.read_phrases(&self.phrases_key(of)).await?.0)
    }

    /// Changes somebody's phrases; answers them as they are then, or why not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn change_phrases<E>(
        &self,
        of: &Phone,
        change: impl Fn(&mut Phrases) -> Result<(), E>,
    ) -> Result<Result<Phrases, E>, StoreError> {
        let key = self.phrases_key(of);
        for attempt in 0..MOST_ATTEMPTS {
            let (mut phrases, revision) = self.read_phrases(&key).await?;
            if let Err(refusal) = change(&mut phrases) {
                return Ok(Err(refusal));
            }
            let item = Writer::new(key.clone(), LAYOUT, self.keys())
                .sealed("p", &phrases)
                .number(REVISION, revision + 1)
                .finish();
            let read = Condition::Revision(revision);
            if self.put(Table::Access, item, &read).await? {
                return Ok(Ok(phrases));
            }
            pause(attempt).await;
        }
        Err(StoreError::unavailable(
            "others changed the phrases every time",
        ))
    }

    async fn read_phrases(&self, key: &Key) -> Result<(Phrases, u64), StoreError> {
        let Some(item) = self.get(key).await? else {
            return Ok((Phrases::default(), 0));
        };
        let reader = Reader::within(Table::Access, &item, "phrases", LAYOUT, self.keys())?;
        Ok((reader.sealed("p")?, reader.revision()?))
    }

    fn phrases_key(&self, of: &Phone) -> Key {
        key(&self.keys().blind_phone(of))
    }
}

fn key(of: &BlindIndex) -> Key {
    Key::access(super::of_account(of), PHRASES)
}

/// Somebody's phrases as they stand at their new phone, sealed to their new place.
pub(super) fn moved(item: &Item, to: &BlindIndex, keys: &Keys) -> Result<Item, StoreError> {
    let reader = Reader::within(Table::Access, item, "phrases", LAYOUT, keys)?;
    let phrases: Phrases = reader.sealed("p")?;
    Ok(Writer::new(key(to), LAYOUT, keys)
        .sealed("p", &phrases)
        .number(REVISION, reader.revision()?)
        .finish())
}
