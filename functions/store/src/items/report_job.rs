//! `JOBS | {due_at}#{id}`: a report of more nominations than one transaction holds, under way.
//!
//! | attribute | holds |
//! | --- | --- |
//! | `j` | sealed: whose it is, which nominations, what the trail says of each |
//!
//! The unit carries the job's id in [`UNDER_WAY`] for as long.

use domain::{
    audit::AuditEntry,
    id::{CongressId, NominationId, UnitId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Item, Reader, Writer};
use crate::{
    StoreError,
    keys::{self, Key},
    seal::Keys,
};

const LAYOUT: u8 = 1;
/// The unit's attribute while a report is under way.
pub(crate) const UNDER_WAY: &str = "j";

/// A report under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportJob {
    pub(crate) id: String,
    /// From when on somebody else carries on with it.
    pub(crate) due_at: Timestamp,
    pub(crate) of: Reported,
}

/// What is reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reported {
    pub(crate) congress: CongressId,
    pub(crate) unit: UnitId,
    pub(crate) nominations: Vec<NominationId>,
    /// As the trail says it of each; the nomination and its sequence are put in.
    pub(crate) entry: AuditEntry,
}

impl ReportJob {
    pub(crate) fn key(&self) -> Key {
        Key::job(self.due_at, &self.id)
    }
}

/// The item of a job.
pub(crate) fn item(job: &ReportJob, keys: &Keys) -> Item {
    Writer::new(job.key(), LAYOUT, keys)
        .sealed("j", &job.of)
        .finish()
}

/// The job in an item.
pub(crate) fn report_job(item: &Item, keys: &Keys) -> Result<ReportJob, StoreError> {
    let reader = Reader::new(item, "report job", LAYOUT, keys)?;
    let (due_at, id) = keys::outbox_of(reader.sk()?).ok_or_else(|| reader.corrupt("sk"))?;
    Ok(ReportJob {
        id: id.to_owned(),
        due_at,
        of: reader.sealed("j")?,
    })
}
