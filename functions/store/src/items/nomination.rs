//! `C#{congress}#U#{unit} | N#{nomination}`: a nomination's summary, below 1 KB.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `r` | revision |
//! | `c`, `s` | category, state |
//! | `x` | the nominee's own access is closed (left out while open) |
//! | `p` | sealed: name, phone, facts, certificate, who was there last, the first of two approvals, claimed exceptions |
//! | `aa`, `sa`, `ca`, `ra` | allocated, last submitted, changed, last reminded at |
//! | `n` | submissions |
//! | `ph`, `at`, `or` | photo, attachments, original received |
//! | `ma` | how many files of which material, as JSON; left out where there are none |
//! | `tl` | the end of its trail's chain |
//! | `cs` | JSON: the consent to number and photo, or its withdrawal (left out before) |
//! | `queue_pk`, `queue_sk` | the index `queue`; left out once deregistered |

use domain::{
    audit::{Deed, Link},
    material::Filed,
    nomination::{Approval, Certificate, Exception, Nomination, last_step::LastStep, state::State},
    permission::Role,
    phone::Phone,
    structure::Facts,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer, contact::phone};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Person {
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "p", with = "phone")]
    phone: Phone,
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    facts: Option<Facts>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    certificate: Option<Certificate>,
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    exceptions: Vec<Exception>,
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    last: Option<Last>,
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    approval: Option<StoredApproval>,
}

/// Who was there last.
#[derive(Serialize, Deserialize)]
struct Last {
    #[serde(rename = "d")]
    deed: Deed,
    #[serde(rename = "r")]
    role: Role,
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "p", with = "phone")]
    by: Phone,
    #[serde(rename = "a")]
    at: Timestamp,
    #[serde(rename = "s")]
    sequence: u64,
}

impl From<LastStep> for Last {
    fn from(step: LastStep) -> Self {
        let LastStep {
            deed,
            role,
            name,
            by,
            at,
            sequence,
        } = step;
        Self {
            deed,
            role,
            name,
            by,
            at,
            sequence,
        }
    }
}

impl From<Last> for LastStep {
    fn from(last: Last) -> Self {
        let Last {
            deed,
            role,
            name,
            by,
            at,
            sequence,
        } = last;
        Self {
            deed,
            role,
            name,
            by,
            at,
            sequence,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredApproval {
    #[serde(rename = "p", with = "phone")]
    by: Phone,
    #[serde(rename = "n")]
    name: String,
    #[serde(rename = "a")]
    at: Timestamp,
}

/// The attribute of the trail's end.
pub(crate) const TRAIL_END: &str = "tl";
/// The attribute of the consent.
pub(crate) const CONSENT: &str = "cs";

/// The item of a nomination, at the revision after its version, with its trail ending so.
pub(crate) fn item(nomination: &Nomination, trail: Option<Link>, keys: &Keys) -> Item {
    let Nomination {
        congress, unit, id, ..
    } = nomination;
    let person = Person {
        name: nomination.name.clone(),
        phone: nomination.phone.clone(),
        facts: nomination.facts.clone(),
        certificate: nomination.certificate.clone(),
        last: nomination.last_step.clone().map(Last::from),
        approval: nomination.approval.as_ref().map(|one| StoredApproval {
            by: one.by.clone(),
            name: one.name.clone(),
            at: one.at,
        }),
        exceptions: nomination.exceptions.clone(),
    };
    let writer = Writer::new(Key::nomination(congress, unit, id), LAYOUT, keys)
        .number("r", nomination.version + 1)
        .code("c", &nomination.category)
        .code("s", &nomination.state)
        .flag("x", !nomination.enabled)
        .sealed("p", &person)
        .timestamp("aa", nomination.allocated_at)
        .optional_timestamp("sa", nomination.submitted_at)
        .timestamp("ca", nomination.changed_at)
        .optional_timestamp("ra", nomination.reminded_at)
        .number("n", nomination.submissions)
        .flag("ph", nomination.photo)
        .number("at", nomination.attachments)
        .flag("or", nomination.original_received)
        .optional_json("ma", filed(&nomination.materials))
        .link(TRAIL_END, trail);
    let writer = match &nomination.consent {
        Some(consent) => writer.json(CONSENT, consent),
        None => writer,
    };
    if nomination.state == State::Deregistered {
        return writer.finish();
    }
    let since = nomination.submitted_at.unwrap_or(nomination.allocated_at);
    writer
        .text(
            "queue_pk",
            &keys::queue_partition(congress, nomination.state.code()),
        )
        .text("queue_sk", &keys::queue_order(since, id))
        .finish()
}

/// Counts of files, where there are any: most summaries have none.
pub(super) fn filed(materials: &Filed) -> Option<&Filed> {
    (materials.total() > 0).then_some(materials)
}

/// The nomination in an item, its version the item's revision.
pub(crate) fn nomination(item: &Item, keys: &Keys) -> Result<Nomination, StoreError> {
    let reader = Reader::new(item, "nomination", LAYOUT, keys)?;
    let whose = keys::nomination_of(reader.pk()?, reader.sk()?);
    let (congress, unit, id) = whose.ok_or_else(|| reader.corrupt("pk"))?;
    let person: Person = reader.sealed("p")?;
    Ok(Nomination {
        id,
        congress,
        unit,
        version: reader.revision()?,
        category: reader.code("c")?,
        state: reader.code("s")?,
        enabled: !reader.flag("x"),
        name: person.name,
        phone: person.phone,
        facts: person.facts,
        certificate: person.certificate,
        allocated_at: reader.timestamp("aa")?,
        submitted_at: reader.optional_timestamp("sa")?,
        submissions: reader.number("n")?,
        changed_at: reader.timestamp("ca")?,
        reminded_at: reader.optional_timestamp("ra")?,
        photo: reader.flag("ph"),
        attachments: reader.number("at")?,
        materials: reader.optional_json("ma")?.unwrap_or_default(),
        original_received: reader.flag("or"),
        last_step: person.last.map(LastStep::from),
        approval: person.approval.map(|one| Approval {
            by: one.by,
            name: one.name,
            at: one.at,
        }),
        trail: reader.link(TRAIL_END)?,
        exceptions: person.exceptions,
        consent: if reader.has(CONSENT) {
            Some(reader.json(CONSENT)?)
        } else {
            None
        },
    })
}
