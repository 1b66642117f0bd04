//! 分配: give people places. All rows or none; this is where the upper limit is checked (rules 1, 2 and 4).

use std::collections::BTreeSet;

use super::{Standing, import::require_liaison, intake::By, state::State};
use crate::{
    category::Category,
    decision::Decision,
    id::NominationId,
    permission::Actor,
    person_name::PersonName,
    phone::Phone,
    refusal::{Fault, FaultCode, Refusal, Said},
    unit::Counts,
};

/// The most rows of one allocation: as many persons as the transaction that begins a long one can claim, beside the unit, the
/// job and the answer ([`super::intake`]).
pub const MOST_ROWS: usize = 90;

/// Somebody to be nominated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id the nomination will have.
    pub id: NominationId,
    /// Name.
    pub name: PersonName,
    /// Phone they will sign in with.
    pub phone: Phone,
    /// Standing.
    pub category: Category,
}

/// Decides on an allocation. Pointers of faults are below `/rows/{index}`.
///
/// # Errors
/// [`Refusal::NotPermitted`] unless the actor is a liaison of the unit, [`Refusal::CongressNotOpen`],
/// [`Refusal::StageClosed`], [`Refusal::Invalid`] (none or too many rows, a category not used, a phone twice),
/// [`Refusal::QuotaExceeded`] with every row that finds no place. Whether somebody is nominated already is
/// checked when the decision's claims are committed.
pub fn allocate(
    rows: &[Row],
    standing: Standing<'_>,
    actor: &Actor,
    now: jiff::Timestamp,
) -> Result<Decision, Refusal> {
    let unit = standing.unit;
    require_liaison(standing, actor, now)?;
    let faults = faults_of(rows, standing);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let mut after = unit.clone();
    after.last_activity_at = Some(now);
    let mut without_place = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let so_far = Standing {
            unit: &after,
            ..standing
        };
        match takes_place(so_far, row.category) {
            Ok(counts) => after.counts = counts,
            Err(says) => without_place.push(Fault {
                pointer: format!("/rows/{index}/category"),
                code: FaultCode::QuotaExceeded,
                says,
            }),
        }
    }
    if !without_place.is_empty() {
        return Err(Refusal::QuotaExceeded(without_place));
    }
    let by = By::liaison(standing, actor, now);
    let mut decision = Decision::default();
    for (index, row) in rows.iter().enumerate() {
        by.gives_place(row, format!("/rows/{index}/phone"), &mut decision);
    }
    decision.unit = Some(after);
    Ok(decision)
}

fn faults_of(rows: &[Row], standing: Standing<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if rows.is_empty() {
        faults.push(Fault::required(
            "/rows",
            "至少一名人员",
            "at least one person",
        ));
    }
    if rows.len() > MOST_ROWS {
        faults.push(Fault::new(
            "/rows",
            FaultCode::TooLong,
            format!("一次最多分配 {MOST_ROWS} 人，请分次操作"),
            format!("At most {MOST_ROWS} people at a time; please divide them"),
        ));
    }
    let mut phones = BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        if !standing
            .congress
            .settings
            .categories
            .contains_key(&row.category)
        {
            faults.push(Fault::new(
                format!("/rows/{index}/category"),
                FaultCode::NotUsed,
                format!("本届大会不设“{}”", row.category.name().zh),
                format!("This congress has no “{}”", row.category.name().en),
            ));
        }
        if !phones.insert(row.phone.e164()) {
            faults.push(Fault::new(
                format!("/rows/{index}/phone"),
                FaultCode::Repeated,
                "与前面的行手机号相同，请核对",
                "The same phone as a row above; please check",
            ));
        }
    }
    faults
}

/// The unit's counts with one more place of a category taken.
///
/// # Errors
/// Which places are full, with the numbers.
pub(super) fn takes_place(standing: Standing<'_>, category: Category) -> Result<Counts, Said> {
    let unit = standing.unit;
    let mut counts = unit.counts.clone();
    counts.enter(category, State::Allocated);
    let Some(full) = unit.quotas.exceeded_by(&counts).first().copied() else {
        return Ok(counts);
    };
    let (places, held) = (unit.quotas.places(full), unit.counts.held(full));
    let name = standing.congress.category_name(full);
    let free = places.saturating_sub(held);
    let because = if full == category {
        ("", "")
    } else {
        (
            "（委员占用代表名额）",
            " (a committee member takes a delegate's place)",
        )
    };
    Err(Said::new(
        format!(
            "{}名额 {places}，已用 {held}，本次还能分配 {free} 名{}",
            name.zh, because.0
        ),
        format!(
            "{}: {places} places, {held} taken, {free} left{}",
            name.en, because.1
        ),
    ))
}
