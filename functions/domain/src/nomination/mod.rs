//! One nomination: one person, nominated by one unit, in one category.
//!
//! `state` has the states and the table of transitions; each command has a file of its own. All commands have the
//! same shape: a snapshot, an actor, the time and what was sent go in; a [`Decision`](crate::decision::Decision) or
//! a [`Refusal`](crate::refusal::Refusal) comes out.

pub mod access;
pub mod allocate;
pub mod attach;
pub mod bring_in;
pub mod change_category;
pub mod consent;
pub mod deregister;
pub mod eligibility;
pub mod fill_in;
mod four_eyes;
pub mod hand_in;
pub mod import;
pub mod intake;
pub mod last_step;
pub mod listed;
pub mod original;
pub mod photo;
pub mod remind;
pub mod report;
pub mod return_report;
pub mod reveal;
pub mod review;
pub mod state;
mod step;
pub mod submit;
mod together;
pub mod undo;

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

pub use consent::Consent;
pub use eligibility::Exception;
pub use step::{Case, Standing};

use crate::{
    age,
    audit::Link,
    category::Category,
    congress::Settings,
    id::{CongressId, NominationId, UnitId},
    material::Filed,
    phone::Phone,
    structure::{Facts, Trait},
};
use last_step::LastStep;
use state::State;

/// A nomination's summary: all that lists, filters, quotas and transitions need; the form stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// Its id.
    pub id: NominationId,
    /// The congress.
    pub congress: CongressId,
    /// The unit that nominates.
    pub unit: UnitId,
    /// Raised by one with every change of the summary.
    pub version: u64,
    /// In which standing.
    pub category: Category,
    /// Where it stands.
    pub state: State,
    /// Whether the nominee's own access is open (账号状态).
    pub enabled: bool,
    /// The nominee's name.
    pub name: String,
    /// The phone they sign in with.
    pub phone: Phone,
    /// Taken from the form when it was last submitted.
    pub facts: Option<Facts>,
    /// The certificate claimed when the form was last submitted: once per congress.
    pub certificate: Option<Certificate>,
    /// When the place was given.
    pub allocated_at: Timestamp,
    /// When the form was last submitted.
    pub submitted_at: Option<Timestamp>,
    /// How many times it was submitted.
    pub submissions: u32,
    /// When something last happened to it.
    pub changed_at: Timestamp,
    /// When the nominee was last reminded to complete the form.
    pub reminded_at: Option<Timestamp>,
    /// Whether there is a photo.
    pub photo: bool,
    /// How many attachments there are.
    pub attachments: u32,
    /// How many of them are of which material.
    pub materials: Filed,
    /// Whether the convener has the signed original.
    pub original_received: bool,
    /// The last step from one state to another; `None` before the first.
    pub last_step: Option<LastStep>,
    /// The first of the two approvals that final review needs where four eyes must see it.
    pub approval: Option<Approval>,
    /// The end of its trail.
    pub trail: Option<Link>,
    /// Exceptions from the congress's conditions that were claimed.
    pub exceptions: Vec<Exception>,
    /// The consent to the certificate's number and the photo, or its withdrawal.
    pub consent: Option<Consent>,
}

/// One final reviewer's approval that waits for another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Whose: they cannot give the other one.
    pub by: Phone,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// A certificate: its kind and number, the number as it was normalised.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Code of the table `id_type`.
    pub kind: String,
    /// The number.
    pub number: String,
}

impl std::fmt::Debug for Certificate {
    /// The number is never printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Nomination {
    /// The traits the nominee has at this congress; none are known before the first submission.
    pub fn traits(&self, settings: &Settings) -> BTreeSet<Trait> {
        let traits = self
            .facts
            .as_ref()
            .map(|facts| facts.traits(settings.reference_date, settings.age_limit));
        let mut traits = traits.unwrap_or_default();
        traits.retain(|wanted| settings.traits.contains(wanted));
        traits
    }

    /// Age in full years at a date, once the birth date is known.
    pub fn age(&self, at: Date) -> Option<i16> {
        self.facts
            .as_ref()
            .map(|facts| age::at(facts.birth_date, at))
    }
}
