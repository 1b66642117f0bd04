//! What lists find, order and count nominations by: the part of a summary that fits into a few bytes, so that a list across
//! all units can look at everybody.

use jiff::{Timestamp, civil::Date};

use super::{Nomination, state::State};
use crate::{
    category::Category,
    id::{NominationId, UnitId},
};

/// A nomination in a list that is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: NominationId,
    /// The unit that nominates.
    pub unit: UnitId,
    /// In which standing.
    pub category: Category,
    /// Where it stands.
    pub state: State,
    /// The nominee's name.
    pub name: String,
    /// When the form was last submitted, to the millisecond; before that, when the place was given.
    pub since: Timestamp,
    /// Whether the form was ever submitted.
    pub submitted: bool,
    /// Known once it was.
    pub facts: Option<ListedFacts>,
    /// How many attachments there are; 255 stands for more, too.
    pub attachments: u8,
}

/// The facts that lists filter and sort by, as codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFacts {
    /// GB/T 2261.1.
    pub sex: String,
    /// GB/T 3304.
    pub ethnic_group: String,
    /// GB/T 4762: 党派1.
    pub party: String,
    /// Second level of the occupation table.
    pub occupation: String,
    /// Birth date.
    pub birth_date: Date,
}

impl From<&Nomination> for Listed {
    fn from(nomination: &Nomination) -> Self {
        let since = nomination.submitted_at.unwrap_or(nomination.allocated_at);
        let facts = nomination.facts.as_ref().map(|facts| ListedFacts {
            sex: facts.sex.clone(),
            ethnic_group: facts.ethnic_group.clone(),
            party: facts.party.clone(),
            occupation: facts.occupation.clone(),
            birth_date: facts.birth_date,
        });
        Self {
            id: nomination.id.clone(),
            unit: nomination.unit.clone(),
            category: nomination.category,
            state: nomination.state,
            name: nomination.name.clone(),
            since: Timestamp::from_millisecond(since.as_millisecond()).unwrap_or(since),
            submitted: nomination.submitted_at.is_some(),
            facts,
            attachments: u8::try_from(nomination.attachments).unwrap_or(u8::MAX),
        }
    }
}
