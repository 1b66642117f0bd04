//! Who somebody is where: their account and everything their pointers lead to, in one call.

use domain::{congress::Congress, nomination::Nomination, phone::Phone, unit::Unit};

use super::{
    account::{self, Account},
    factors::{self, SecondFactors},
};
use crate::{
    Pointer, Store, StoreError,
    items::{self, sort_key},
    keys::{self, Key, Table},
};

/// An account and the records somebody has a part in. What the part allows follows from the records.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    /// The account; `None` when it never signed in.
    pub account: Option<Account>,
    /// What they can show besides signing in.
    pub factors: SecondFactors,
    /// The congresses, in no order.
    pub congresses: Vec<Congress>,
    /// The units of which they are liaison or which nominated them, in no order.
    pub units: Vec<Unit>,
    /// The nominations of them, in no order.
    pub nominations: Vec<Nomination>,
}

impl Store {
    /// Loads the account of a phone and what its pointers lead to (one call for up to a hundred items).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn presence(
        &self,
        phone: &Phone,
        pointers: &[Pointer],
    ) -> Result<Presence, StoreError> {
        let of = self.keys().blind_phone(phone);
        let mut wanted = vec![account::key(&of), factors::key(&of)];
        for pointer in pointers {
            match pointer {
                Pointer::Convener { .. } => {}
                Pointer::Officer { congress } => wanted.push(Key::congress(congress)),
                Pointer::Liaison { congress, unit } => {
                    wanted.extend([Key::congress(congress), Key::unit(congress, unit)]);
                }
                Pointer::Nominee {
                    congress,
                    unit,
                    nomination,
                } => wanted.extend([
                    Key::congress(congress),
                    Key::unit(congress, unit),
                    Key::nomination(congress, unit, nomination),
                ]),
            }
        }
        let secrets = self.keys();
        let mut presence = Presence::default();
        for (table, item) in &self.batch_get(wanted).await? {
            match (table, sort_key(item)) {
                (Table::Access, "FACTORS") => {
                    presence.factors = factors::factors(item, secrets)?;
                }
                (Table::Access, _) => presence.account = Some(account::account(item, secrets)?),
                (_, sk) if keys::is_congress(sk) => presence
                    .congresses
                    .push(items::congress::congress(item, secrets)?),
                (_, sk) if keys::is_unit(sk) => {
                    presence.units.push(items::unit::unit(item, secrets)?);
                }
                _ => presence
                    .nominations
                    .push(items::nomination::nomination(item, secrets)?),
            }
        }
        Ok(presence)
    }
}
