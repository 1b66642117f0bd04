//! An intake: people who are given places, with what is known of them, however many at once. An allocation is one, an import is
//! one. What each of them comes to is said here once, whether it is written in one transaction or in many.

use jiff::Timestamp;

use super::{Nomination, Standing, allocate::Row, consent, state::State};
use crate::{
    audit::AuditEntry,
    decision::{Claim, Decision, Person},
    form::{Form, schema, values::Values},
    id::{CongressId, ImportId, NominationId, UnitId},
    material::Filed,
    message::{Message, MessageKind, Words},
    permission::{Action, Actor, Role},
    window::{Stage, china_minute},
};

/// Who takes people in, where and when: what is the same for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Into which congress.
    pub congress: CongressId,
    /// For which unit.
    pub unit: UnitId,
    /// When.
    pub at: Timestamp,
    /// The liaison's name.
    pub name: String,
    /// What the invitations say; the person's name is put in.
    pub words: Words,
}

/// One person of an intake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The nomination that comes to be, or whose form changes.
    pub nomination: NominationId,
    /// Who gets a place; `None` for somebody who has one.
    pub place: Option<Row>,
    /// The fields of the form that are filled in.
    pub fields: Vec<String>,
    /// Their answers, normalised; a field without one is emptied.
    pub answers: Values,
}

/// An intake of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What is the same for all.
    pub by: By,
    /// The import it is, if it is one. Whoever imports numbers of certificates has attested that the people consented
    /// ([`super::consent`]).
    pub import: Option<ImportId>,
    /// Everybody.
    pub people: Vec<Taken>,
}

impl By {
    /// A liaison of a unit.
    pub fn liaison(standing: Standing<'_>, actor: &Actor, now: Timestamp) -> Self {
        let Standing { congress, unit } = standing;
        let closes = congress
            .settings
            .windows
            .effective(Stage::Nominating, &unit.extensions);
        Self {
            congress: congress.id.clone(),
            unit: unit.id.clone(),
            at: now,
            name: actor.name.clone(),
            words: Words {
                congress: congress.settings.title.clone(),
                unit: unit.name.clone(),
                until: closes
                    .map(|window| china_minute(window.closes_at))
                    .unwrap_or_default(),
                ..Words::default()
            },
        }
    }

    /// Adds to a decision what it takes to give somebody a place. `pointer` is where their phone stands in what was sent.
    pub fn gives_place(&self, row: &Row, pointer: String, decision: &mut Decision) {
        let nomination = self.nomination(row);
        decision.claims.push(self.claim(row, pointer));
        decision.audit.push(AuditEntry {
            nomination: row.id.clone(),
            sequence: 1,
            at: self.at,
            role: Some(Role::Liaison),
            name: self.name.clone(),
            action: Action::Allocate.into(),
            from: None,
            to: State::Allocated,
            opinion: None,
            remarks: Vec::new(),
            changes: Vec::new(),
            follows: None,
        });
        decision.messages.push(Message {
            kind: MessageKind::Invited,
            to: row.phone.clone(),
            about: Some((&nomination).into()),
            words: Words {
                person: row.name.as_str().to_owned(),
                ..self.words.clone()
            },
        });
        decision.created.push(nomination);
    }

    /// The phone is theirs from then on.
    pub fn claim(&self, row: &Row, pointer: String) -> Claim {
        Claim {
            person: Person::Phone(row.phone.clone()),
            congress: self.congress.clone(),
            unit: self.unit.clone(),
            nomination: row.id.clone(),
            pointer,
        }
    }

    fn nomination(&self, row: &Row) -> Nomination {
        Nomination {
            id: row.id.clone(),
            congress: self.congress.clone(),
            unit: self.unit.clone(),
            version: 0,
            category: row.category,
            state: State::Allocated,
            enabled: true,
            name: row.name.as_str().to_owned(),
            phone: row.phone.clone(),
            facts: None,
            certificate: None,
            allocated_at: self.at,
            submitted_at: None,
            submissions: 0,
            changed_at: self.at,
            reminded_at: None,
            photo: false,
            attachments: 0,
            materials: Filed::default(),
            original_received: false,
            last_step: None,
            approval: None,
            trail: None,
            exceptions: Vec::new(),
            consent: None,
        }
    }
}

impl Intake {
    /// The intake that a decision to allocate is: everybody of it gets a place and nothing else happens.
    pub fn of(decision: &Decision) -> Option<Self> {
        let (first, entry) = (decision.created.first()?, decision.audit.first()?);
        let message = decision.messages.first()?;
        let by = By {
            congress: first.congress.clone(),
            unit: first.unit.clone(),
            at: first.allocated_at,
            name: entry.name.clone(),
            words: Words {
                person: String::new(),
                ..message.words.clone()
            },
        };
        let place = |one: &Nomination| {
            Some(Row {
                id: one.id.clone(),
                name: crate::person_name::PersonName::parse(&one.name).ok()?,
                phone: one.phone.clone(),
                category: one.category,
            })
        };
        let people = decision.created.iter().map(|one| {
            Some(Taken {
                nomination: one.id.clone(),
                place: Some(place(one)?),
                fields: Vec::new(),
                answers: Values::default(),
            })
        });
        let intake = Self {
            by,
            import: None,
            people: people.collect::<Option<_>>()?,
        };
        let rest = Decision {
            unit: decision.unit.clone(),
            ..intake.places()
        };
        (rest == *decision).then_some(intake)
    }

    /// Everybody's phone, with where each stands in what was sent: `/rows/{index}/phone`.
    pub fn claims(&self) -> Vec<Claim> {
        let placed = self.people.iter().enumerate();
        placed
            .filter_map(|(index, one)| {
                let row = one.place.as_ref()?;
                Some(self.by.claim(row, format!("/rows/{index}/phone")))
            })
            .collect()
    }

    fn places(&self) -> Decision {
        let mut decision = Decision::default();
        for (index, one) in self.people.iter().enumerate() {
            if let Some(row) = &one.place {
                self.by
                    .gives_place(row, format!("/rows/{index}/phone"), &mut decision);
            }
        }
        decision
    }

    /// Whether what is filled in of somebody needs a consent that their nomination, if there is one, does not have: the liaison
    /// attests it then.
    pub fn attests(one: &Taken, nomination: Option<&Nomination>) -> bool {
        let given = nomination.and_then(|one| one.consent.as_ref());
        one.answers.text(schema::ID_NUMBER).is_some()
            && !given.is_some_and(|given| given.covers(Role::Liaison))
    }

    /// Adds to a decision what the liaison attests of one of them, if anything. A withdrawal stays what it is.
    pub fn attest(&self, one: &Taken, before: Option<&Nomination>, decision: &mut Decision) {
        let withdrawn = before.and_then(|one| one.consent.as_ref());
        if !Self::attests(one, before) || withdrawn.is_some_and(|one| one.withdrawn) {
            return;
        }
        let placed = decision.created.first_mut();
        let Some(nomination) = placed.as_deref().or(before) else {
            return;
        };
        let (consent, entry) = consent::attested(nomination, &self.by.name, self.by.at);
        match placed {
            Some(placed) => placed.consent = Some(consent),
            None => {
                decision.noted = before.cloned().map(|before| Nomination {
                    consent: Some(consent),
                    ..before
                });
            }
        }
        decision.audit.push(entry);
    }

    /// The form of one of them with what is filled in; `None` where nothing is. `form` is as it stands now.
    pub fn fills_in(&self, one: &Taken, form: &Form) -> Option<Form> {
        let import = self.import.as_ref().filter(|_| !one.fields.is_empty())?;
        let By { name, at, .. } = &self.by;
        Some(form.import(&one.fields, &one.answers, import, name, *at))
    }
}
