//! 更换手机号: everything in which somebody stands by their phone stands by another one from then on.

use jiff::Timestamp;

use crate::{
    audit::{AuditEntry, Deed},
    congress::{Congress, Life},
    decision::{Claim, Decision, Person},
    form::Form,
    nomination::Nomination,
    permission::Role,
    phone::Phone,
    unit::{Contact, Unit},
};

/// The records in which somebody has a part; after the change, those that it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Congresses of whose convening body they are.
    pub congresses: Vec<Congress>,
    /// Units of which they are liaison.
    pub units: Vec<Unit>,
    /// What is to be committed for each nomination of them.
    pub nominations: Vec<Decision>,
}

/// Why the phone stays what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneRefused {
    /// It is that one already.
    Same,
    /// Whoever has the new one has a part somewhere: two people, or one with two accounts, are not made one.
    Taken,
    /// As final reviewer they gave the first of two approvals, and would be taken for another person with another phone.
    ApprovalsPending(usize),
    /// They have more parts than change at once.
    TooMany,
}

/// Puts the new phone in place of the old one. Of congresses that are archived the forms stay as they were handed in; who may
/// look at them changes there too.
///
/// `congresses` and `units` are all that the person's parts lead to; of those in which they are nothing but nominee, nothing
/// changes.
pub fn change(
    congresses: &[Congress],
    units: &[Unit],
    nominations: &[(Nomination, Option<Form>)],
    from: &Phone,
    to: &Phone,
    now: Timestamp,
) -> Standing {
    let officer = |one: &&Congress| one.officers.iter().any(|one| one.contact.phone == *from);
    let liaison = |one: &&Unit| one.liaisons.iter().any(|one| one.phone == *from);
    let archived = |one: &Nomination| {
        let congress = congresses
            .iter()
            .find(|congress| congress.id == one.congress);
        congress.is_some_and(|congress| congress.life == Life::Archived)
    };
    Standing {
        congresses: congresses
            .iter()
            .filter(officer)
            .map(|one| {
                let mut one = one.clone();
                one.officers
                    .iter_mut()
                    .for_each(|officer| replace(&mut officer.contact, from, to));
                one
            })
            .collect(),
        units: units
            .iter()
            .filter(liaison)
            .map(|one| {
                let mut one = one.clone();
                one.liaisons
                    .iter_mut()
                    .for_each(|liaison| replace(liaison, from, to));
                one
            })
            .collect(),
        nominations: nominations
            .iter()
            .filter(|(one, _)| one.phone == *from)
            .map(|(one, form)| {
                let form = form.as_ref().filter(|_| !archived(one));
                of_nomination(one, form, to, Role::Nominee, &one.name, now)
            })
            .collect(),
    }
}

fn replace(contact: &mut Contact, from: &Phone, to: &Phone) {
    if contact.phone == *from {
        contact.phone = to.clone();
    }
}

/// What it comes to for one nomination: the summary, the form's phone, the guard that lets a phone be nominated once, the trail.
pub(crate) fn of_nomination(
    before: &Nomination,
    form: Option<&Form>,
    to: &Phone,
    role: Role,
    by: &str,
    now: Timestamp,
) -> Decision {
    let from = &before.phone;
    let mut after = before.clone();
    after.phone = to.clone();
    after.changed_at = now;
    if let Some(step) = after.last_step.as_mut().filter(|step| step.by == *from) {
        step.by = to.clone();
    }
    let claim = |phone: &Phone| Claim {
        person: Person::Phone(phone.clone()),
        congress: before.congress.clone(),
        unit: before.unit.clone(),
        nomination: before.id.clone(),
        pointer: "/phone".to_owned(),
    };
    let entry = AuditEntry {
        nomination: before.id.clone(),
        sequence: before.version + 1,
        at: now,
        role: Some(role),
        name: by.to_owned(),
        action: Deed::PhoneChanged,
        from: Some(before.state),
        to: before.state,
        opinion: Some(format!("{} → {}", from.masked(), to.masked())),
        remarks: Vec::new(),
        changes: Vec::new(),
        follows: before.trail,
    };
    Decision {
        form: form.map(|form| Form {
            values: form.values.with_phone(to),
            ..form.clone()
        }),
        changed: vec![after],
        releases: vec![claim(from)],
        claims: vec![claim(to)],
        audit: vec![entry],
        ..Decision::default()
    }
}
