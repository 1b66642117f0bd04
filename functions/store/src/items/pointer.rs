//! `P#{blind(phone)} | ...`: who somebody is where. The workbench is one Query of these.
//!
//! | sort key | holds |
//! | --- | --- |
//! | `CONVENER` | `o` organisation: may create congresses |
//! | `C#{congress}#OFFICER` | nothing: what they may do there is in the congress |
//! | `C#{congress}#U#{unit}#LIAISON` | nothing |
//! | `C#{congress}#NOMINEE` | `u` unit, `n` nomination (written by [`super::claim`]) |

use domain::id::{CongressId, NominationId, UnitId};

use super::{Item, Reader, Writer, claim};
use crate::{
    StoreError,
    keys::{self, InPerson, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

/// A place where somebody has a part. What the part allows follows from the records it points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// May create congresses for an organisation.
    Convener {
        /// Its name.
        organisation: String,
    },
    /// Of the convening body.
    Officer {
        /// In which congress.
        congress: CongressId,
    },
    /// Liaison of a unit.
    Liaison {
        /// In which congress.
        congress: CongressId,
        /// Of which unit.
        unit: UnitId,
    },
    /// Nominated.
    Nominee {
        /// For which congress.
        congress: CongressId,
        /// By which unit.
        unit: UnitId,
        /// The nomination.
        nomination: NominationId,
    },
}

/// The pointer of somebody who may create congresses.
pub(crate) fn convener(key: Key, organisation: &str, keys: &Keys) -> Item {
    Writer::new(key, LAYOUT, keys)
        .text("o", organisation)
        .finish()
}

/// The pointer of an officer or liaison: its key says it all.
pub(crate) fn plain(key: Key, keys: &Keys) -> Item {
    Writer::new(key, LAYOUT, keys).finish()
}

/// The pointer in an item.
pub(crate) fn pointer(item: &Item, keys: &Keys) -> Result<Pointer, StoreError> {
    let reader = Reader::new(item, "pointer", LAYOUT, keys)?;
    let part = keys::in_person(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    Ok(match part {
        InPerson::Convener => Pointer::Convener {
            organisation: reader.text("o")?.to_owned(),
        },
        InPerson::Officer(congress) => Pointer::Officer { congress },
        InPerson::Liaison(congress, unit) => Pointer::Liaison { congress, unit },
        InPerson::Nominee(congress) => Pointer::Nominee {
            congress,
            unit: UnitId::parse(reader.text("u")?).map_err(|_| reader.corrupt("u"))?,
            nomination: NominationId::parse(reader.text(claim::HOLDER)?)
                .map_err(|_| reader.corrupt(claim::HOLDER))?,
        },
    })
}
