//! 撤销导入: an import is taken back whole, as long as nobody has touched anything of it.

use std::collections::BTreeMap;

use super::{Import, Undone};
use crate::{
    audit::AuditEntry,
    decision::{Claim, Decision, Person},
    form::Form,
    id::NominationId,
    nomination::{Nomination, Standing, state::State},
    permission::{Action, Actor, Role},
    refusal::{Fault, FaultCode, Refusal},
    unit::Unit,
    window::china_minute,
};

/// Decides whether an import can be taken back; answers the unit and the import's record after it. `nominations` and `forms`
/// are those that the import made or changed.
///
/// # Errors
/// [`Refusal::NotPermitted`] unless the actor is a liaison, [`Refusal::CongressNotOpen`], [`Refusal::StageClosed`] (what is
/// taken back could not be entered again), [`Refusal::Invalid`] when it was undone before or somebody has touched what it made,
/// each named.
pub fn undo(
    import: &Import,
    nominations: &[Nomination],
    forms: &[Form],
    standing: Standing<'_>,
    actor: &Actor,
    now: jiff::Timestamp,
) -> Result<(Unit, Import), Refusal> {
    super::require_liaison(standing, actor, now)?;
    if import.undone.is_some() {
        return Err(Refusal::Invalid(vec![Fault::new(
            "/import",
            FaultCode::Repeated,
            "这次导入已经撤销过了",
            "This import was undone already",
        )]));
    }
    let forms: BTreeMap<_, _> = forms.iter().map(|form| (&form.nomination, form)).collect();
    let touched: Vec<&Nomination> = nominations
        .iter()
        .filter(|one| is_touched(import, one, forms.get(&one.id).copied()))
        .collect();
    if !touched.is_empty() {
        return Err(Refusal::Invalid(touched.into_iter().map(named).collect()));
    }
    let mut unit = standing.unit.clone();
    unit.last_activity_at = Some(now);
    for one in nominations
        .iter()
        .filter(|one| import.placed.contains(&one.id))
    {
        unit.counts.leave(one.category, one.state);
        unit.counts.enter(one.category, State::Deregistered);
    }
    let undone = Undone {
        at: now,
        by: actor.name.clone(),
    };
    let import = Import {
        undone: Some(undone),
        ..import.clone()
    };
    Ok((unit, import))
}

/// Somebody who got a place is untouched while the nomination is as it came to be and the form as it was filled in; a form that
/// was changed is while it is as the import left it.
fn is_touched(import: &Import, one: &Nomination, form: Option<&Form>) -> bool {
    let as_imported = form.is_none_or(|form| form.is_as_imported(&import.id));
    if import.placed.contains(&one.id) {
        one.version != 1 || one.state != State::Allocated || !as_imported
    } else {
        form.is_none() || !as_imported
    }
}

fn named(one: &Nomination) -> Fault {
    Fault::new(
        format!("/nominations/{}", one.id),
        FaultCode::Contradicts,
        format!("“{}”在导入后已有人处理过，不能整体撤销", one.name),
        format!(
            "Something was done with “{}” after the import, so it cannot be undone as a whole",
            one.name
        ),
    )
}

/// One person's part of the undoing. What happened between the decision and this moment stays: a form that somebody has just
/// saved is theirs. `None` where there is nothing to take back, or it is taken back already.
pub fn taken_back(import: &Import, one: &Nomination, form: Option<&Form>) -> Option<Decision> {
    let undone = import.undone.as_ref()?;
    if import.placed.contains(&one.id) {
        return (one.state == State::Allocated).then(|| deregistered(import, one, undone));
    }
    let form = form.filter(|form| form.is_as_imported(&import.id))?;
    Some(Decision {
        form: Some(form.before_import(&undone.by, undone.at)),
        ..Decision::default()
    })
}

fn deregistered(import: &Import, one: &Nomination, undone: &Undone) -> Decision {
    let mut after = one.clone();
    after.state = State::Deregistered;
    after.changed_at = undone.at;
    let entry = AuditEntry {
        nomination: one.id.clone(),
        sequence: one.version + 1,
        at: undone.at,
        role: Some(Role::Liaison),
        name: undone.by.clone(),
        action: Action::Deregister.into(),
        from: Some(one.state),
        to: State::Deregistered,
        opinion: Some(format!("撤销 {} 的导入", china_minute(import.at))),
        remarks: Vec::new(),
        changes: Vec::new(),
        follows: one.trail,
    };
    let claim = Claim {
        person: Person::Phone(one.phone.clone()),
        congress: one.congress.clone(),
        unit: one.unit.clone(),
        nomination: one.id.clone(),
        pointer: String::new(),
    };
    Decision {
        changed: vec![after],
        releases: vec![claim],
        audit: vec![entry],
        ..Decision::default()
    }
}

/// Everybody an import made or changed.
pub fn concerned(import: &Import) -> Vec<NominationId> {
    import
        .placed
        .iter()
        .chain(&import.changed)
        .cloned()
        .collect()
}
