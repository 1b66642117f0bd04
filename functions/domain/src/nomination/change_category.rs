//! 变更身份: another category for a nominee, when its quota has a place.

use super::Case;
use crate::{
    category::Category,
    decision::Decision,
    permission::Action,
    refusal::{Fault, FaultCode, Refusal},
};

/// Decides on a change of category. The place held now is given back first, so a delegate can become a committee
/// member though all delegates' places are taken: they hold one of them.
///
/// # Errors
/// As [`Case::require`]; [`Refusal::Stale`]; [`Refusal::Invalid`] for a category the congress does not use or the
/// one held; [`Refusal::QuotaExceeded`].
pub fn change_category(case: Case<'_>, version: u64, to: Category) -> Result<Decision, Refusal> {
    let role = case.require_at(version, Action::ChangeCategory)?;
    let (from, state) = (case.nomination.category, case.nomination.state);
    if from == to || !case.standing.congress.settings.categories.contains_key(&to) {
        return Err(Refusal::Invalid(vec![Fault::new(
            "/category",
            FaultCode::NotUsed,
            "请选择本届大会的另一种身份",
            "Choose another category of this congress",
        )]));
    }
    let mut unit = case.touched_unit();
    unit.counts.leave(from, state);
    unit.counts.enter(to, state);
    let named = |category| case.standing.congress.category_name(category);
    if let Some(full) = unit.quotas.exceeded_by(&unit.counts).first() {
        return Err(Refusal::QuotaExceeded(vec![Fault::new(
            "/category",
            FaultCode::QuotaExceeded,
            format!(
                "{}名额 {} 已用完",
                named(*full).zh,
                unit.quotas.places(*full)
            ),
            format!(
                "{}: all {} places are taken",
                named(*full).en,
                unit.quotas.places(*full)
            ),
        )]));
    }
    let mut nomination = case.nomination.clone();
    nomination.category = to;
    nomination.changed_at = case.now;
    let mut entry = case.entry(Action::ChangeCategory, role, state);
    entry.opinion = Some(format!("{} → {}", named(from).zh, named(to).zh));
    Ok(Decision {
        unit: Some(unit),
        changed: vec![nomination],
        audit: vec![entry],
        ..Decision::default()
    })
}
