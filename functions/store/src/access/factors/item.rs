//! `A#{blind(phone)} | FACTORS`:
//!
//! | attribute | holds |
//! | --- | --- |
//! | `t` | sealed: the app's secret, since when, and the last step taken |
//! | `o` | sealed: the secret that was offered, and until when |
//! | `rc` | JSON: keyed hashes of the recovery codes that are still good |
//! | `pk1` | sealed: the passkeys with their names |
//! | `h` | the account's handle towards passkeys |
//! | `f` | JSON: when codes were wrong |
//! | `r` | revision |

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Passkey, SecondFactors, Totp, TotpSecret};
use crate::{
    StoreError,
    access::of_account,
    items::{Item, Reader, Writer, attribute::REVISION},
    keys::{Key, Table},
    seal::{BlindIndex, Keys},
};

const LAYOUT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct StoredTotp(TotpSecret, Timestamp, u64);

/// Where the factors of a phone stand.
pub(in crate::access) fn key(of: &BlindIndex) -> Key {
    Key::access(of_account(of), "FACTORS")
}

/// The item of factors, with the next revision.
pub(in crate::access) fn item(factors: &SecondFactors, of: &BlindIndex, keys: &Keys) -> Item {
    let mut writer = Writer::new(key(of), LAYOUT, keys)
        .json("rc", &factors.recovery)
        .json("f", &factors.failures)
        .number(REVISION, factors.revision + 1);
    if let Some(Totp {
        secret,
        since,
        last_step,
    }) = &factors.totp
    {
        writer = writer.sealed("t", &StoredTotp(secret.clone(), *since, *last_step));
    }
    if let Some(offered) = &factors.offered {
        writer = writer.sealed("o", offered);
    }
    if !factors.passkeys.is_empty() {
        writer = writer.sealed("pk1", &factors.passkeys);
    }
    if let Some(handle) = &factors.handle {
        writer = writer.text("h", handle);
    }
    writer.finish()
}

/// The factors in an item.
pub(in crate::access) fn factors(item: &Item, keys: &Keys) -> Result<SecondFactors, StoreError> {
    let reader = Reader::within(Table::Access, item, "factors", LAYOUT, keys)?;
    let totp = if reader.has("t") {
        let StoredTotp(secret, since, last_step) = reader.sealed("t")?;
        Some(Totp {
            secret,
            since,
            last_step,
        })
    } else {
        None
    };
    let passkeys: Vec<Passkey> = if reader.has("pk1") {
        reader.sealed("pk1")?
    } else {
        Vec::new()
    };
    Ok(SecondFactors {
        totp,
        offered: if reader.has("o") {
            Some(reader.sealed("o")?)
        } else {
            None
        },
        recovery: reader.json("rc")?,
        passkeys,
        handle: if reader.has("h") {
            Some(reader.text("h")?.to_owned())
        } else {
            None
        },
        failures: reader.json("f")?,
        revision: reader.revision()?,
    })
}
