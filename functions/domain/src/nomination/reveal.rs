//! 查看完整号码: phone and ID number in full, each time recorded.

use super::{Case, step::sequence_by_time};
use crate::{
    decision::Decision,
    disclosure::Disclosure,
    form::{Form, schema},
    permission::{Action, Role},
    refusal::Refusal,
};

/// What is revealed once its decision is committed.
#[derive(Clone, PartialEq, Eq)]
pub struct Revealed {
    /// The number of the certificate as it stands in the form; `None` while there is none.
    pub id_number: Option<String>,
    /// The phone.
    pub phone: String,
}

impl std::fmt::Debug for Revealed {
    /// Neither is ever printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revealed").finish_non_exhaustive()
    }
}

impl Revealed {
    /// The numbers of a nominee.
    pub fn of(case: Case<'_>, form: &Form) -> Self {
        Self {
            id_number: form.values.text(schema::ID_NUMBER).map(str::to_owned),
            phone: case.nomination.phone.display(),
        }
    }
}

/// Decides on revealing the numbers: an entry of the trail and one of the congress's log of disclosures. The nomination's
/// version stays, so that nobody's view becomes stale by it; the entry's place in the trail comes from the time: microseconds,
/// far above any version.
///
/// # Errors
/// As [`Case::require`].
pub fn reveal(case: Case<'_>) -> Result<Decision, Refusal> {
    let role = case.require(Action::Reveal)?;
    let mut entry = case.entry(Action::Reveal, role, case.nomination.state);
    entry.sequence = sequence_by_time(case.now);
    Ok(Decision {
        noted: Some(case.nomination.clone()),
        audit: vec![entry],
        // What nominees look at of themselves is disclosed to nobody.
        disclosure: (role != Role::Nominee).then(|| Disclosure::of_one(case, role)),
        ..Decision::default()
    })
}
