//! What somebody keeps for themselves and changes from any of their windows: one item of their own, sealed.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `p` | sealed: what they keep |
//! | `r` | revision |

use domain::phone::Phone;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    Store, StoreError,
    calls::pause,
    items::{Item, Reader, Writer, attribute::REVISION, sort_key},
    keys::{Key, Table},
    seal::{BlindIndex, Keys},
    transaction::Condition,
};

const LAYOUT: u8 = 1;
/// How the sort keys of all of these begin.
pub(super) const KEPT: [&str; 2] = [super::phrases::NAME, super::list_views::NAME];
/// How often a change is made anew because another window of the same person was faster.
const MOST_ATTEMPTS: u32 = 6;

impl Store {
    /// What somebody keeps under a name, as it begins where there is nothing yet; with its revision.
    pub(super) async fn read_own<T: Default + DeserializeOwned>(
        &self,
        of: &Phone,
        name: &str,
    ) -> Result<(T, u64), StoreError> {
        let Some(item) = self.get(&self.own_key(of, name)).await? else {
            return Ok((T::default(), 0));
        };
        let reader = Reader::within(Table::Access, &item, "what is kept", LAYOUT, self.keys())?;
        Ok((reader.sealed("p")?, reader.revision()?))
    }

    /// Changes it; answers it as it is then, or why not.
    pub(super) async fn change_own<T: Default + Serialize + DeserializeOwned, E>(
        &self,
        of: &Phone,
        name: &str,
        change: impl Fn(&mut T) -> Result<(), E>,
    ) -> Result<Result<T, E>, StoreError> {
        for attempt in 0..MOST_ATTEMPTS {
            let (mut kept, revision) = self.read_own(of, name).await?;
            if let Err(refusal) = change(&mut kept) {
                return Ok(Err(refusal));
            }
            let item = Writer::new(self.own_key(of, name), LAYOUT, self.keys())
                .sealed("p", &kept)
                .number(REVISION, revision + 1)
                .finish();
            let read = Condition::Revision(revision);
            if self.put(Table::Access, item, &read).await? {
                return Ok(Ok(kept));
            }
            pause(attempt).await;
        }
        Err(StoreError::unavailable("others changed it every time"))
    }

    fn own_key(&self, of: &Phone, name: &str) -> Key {
        Key::access(super::of_account(&self.keys().blind_phone(of)), name)
    }
}

/// What somebody keeps as it stands at their new phone, sealed to its new place.
pub(super) fn moved(item: &Item, to: &BlindIndex, keys: &Keys) -> Result<Item, StoreError> {
    let reader = Reader::within(Table::Access, item, "what is kept", LAYOUT, keys)?;
    let kept: Value = reader.sealed("p")?;
    let key = Key::access(super::of_account(to), sort_key(item));
    Ok(Writer::new(key, LAYOUT, keys)
        .sealed("p", &kept)
        .number(REVISION, reader.revision()?)
        .finish())
}
