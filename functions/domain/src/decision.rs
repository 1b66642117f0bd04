//! What a rule answers when it says yes: everything that is to be committed as one transaction.

use crate::{
    audit::AuditEntry,
    disclosure::Disclosure,
    form::Form,
    history::Entry,
    id::{CongressId, NominationId, UnitId},
    message::Message,
    nomination::{Certificate, Nomination},
    permission::Actor,
    phone::Phone,
    unit::Unit,
    window::china_date,
};

/// The new whole of everything a command changes. Each carries the version it was decided on; the store writes it
/// with the next version, on condition that nobody was faster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The unit after it. Left out only where nothing of the unit's changes (a draft).
    pub unit: Option<Unit>,
    /// Nominations that come to be.
    pub created: Vec<Nomination>,
    /// Nominations after it.
    pub changed: Vec<Nomination>,
    /// A form after it.
    pub form: Option<Form>,
    /// Persons taken: refused when somebody else has them.
    pub claims: Vec<Claim>,
    /// Persons set free.
    pub releases: Vec<Claim>,
    /// A nomination of which something is noted in the trail though it stays as it is, version and all.
    pub noted: Option<Nomination>,
    /// The trail.
    pub audit: Vec<AuditEntry>,
    /// What the congress's history says of it, where it is about no single nomination.
    pub history: Option<Entry>,
    /// The receipt of a report.
    pub receipt: Option<Receipt>,
    /// Full numbers that somebody is shown.
    pub disclosure: Option<Disclosure>,
    /// Whose sessions end with it.
    pub signed_out: Option<SignedOut>,
    /// Who is told what.
    pub messages: Vec<Message>,
    /// Until when the messages wait, because the decision may be taken back; at once without.
    pub held: Option<Held>,
    /// Messages that wait and are not to be sent after all.
    pub withdrawn: Option<Held>,
}

impl Decision {
    /// How everything stands once it is committed: the same, each with its next version.
    #[must_use]
    pub fn committed(&self) -> Self {
        let mut after = self.clone();
        after.unit.iter_mut().for_each(|unit| unit.version += 1);
        after
            .created
            .iter_mut()
            .chain(&mut after.changed)
            .for_each(|one| one.version += 1);
        after.form.iter_mut().for_each(|form| form.version += 1);
        after
    }

    /// The nomination after it, by id.
    pub fn nomination(&self, id: &NominationId) -> Option<&Nomination> {
        self.created
            .iter()
            .chain(&self.changed)
            .find(|nomination| nomination.id == *id)
    }
}

/// A nominee whose access to a nomination ended: unless they have another part, their sessions do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOut {
    /// The phone they sign in with.
    pub phone: Phone,
    /// Which nomination.
    pub nomination: NominationId,
}

impl From<&Nomination> for SignedOut {
    fn from(nomination: &Nomination) -> Self {
        Self {
            phone: nomination.phone.clone(),
            nomination: nomination.id.clone(),
        }
    }
}

/// Where the messages of a decision wait that may still be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// When they go out.
    pub due_at: jiff::Timestamp,
    /// By what they are found again: the nomination and the step of its trail.
    pub id: String,
}

/// One person once per congress: by phone when allocated, by certificate when submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which of the two.
    pub person: Person,
    /// In which congress.
    pub congress: CongressId,
    /// By which unit.
    pub unit: UnitId,
    /// For which nomination.
    pub nomination: NominationId,
    /// Where in the request the person stands, for the refusal's pointer.
    pub pointer: String,
}

/// By what a person is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// The phone.
    Phone(Phone),
    /// The certificate.
    Certificate(Certificate),
}

/// The receipt of a report (上报回执), or of its return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its number: the date in China and the unit's code and version, e.g. `20261122-U001-17`.
    pub number: String,
    /// When.
    pub at: jiff::Timestamp,
    /// By whom, by the name the records had for them.
    pub by: String,
    /// Who was reported or returned.
    pub nominations: Vec<NominationId>,
    /// Why the convener returned it; `None` for a report.
    pub returned: Option<String>,
}

impl Receipt {
    /// The receipt of what an actor did with these of a unit. Its number is unique: every version of a unit is.
    pub fn new(unit: &Unit, reported: &[Nomination], actor: &Actor, at: jiff::Timestamp) -> Self {
        let day = china_date(at).strftime("%Y%m%d");
        Self {
            number: format!("{day}-{}-{}", unit.code, unit.version + 1),
            at,
            by: actor.name.clone(),
            nominations: reported.iter().map(|one| one.id.clone()).collect(),
            returned: None,
        }
    }
}
