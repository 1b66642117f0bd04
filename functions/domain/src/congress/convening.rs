//! Who of the convening body may do what with a congress as a whole, and when it can be changed.

use super::{Congress, Life, Settings};
use crate::{
    category::Category,
    permission::{Actor, Role},
    refusal::{Fault, FaultCode, Refusal},
    unit::Unit,
};

/// Who sets up the congress and its units, and exports.
pub const ADMINISTRATORS: &[Role] = &[Role::Administrator];
/// Who sees all units, their progress and the statistics.
pub const CONVENERS: &[Role] = &[Role::Administrator, Role::FinalReviewer];

/// Whether an actor has one of the roles.
///
/// # Errors
/// [`Refusal::RoleNeeded`].
pub fn require_role(actor: &Actor, roles: &'static [Role]) -> Result<(), Refusal> {
    if roles.iter().any(|role| actor.has(*role)) {
        Ok(())
    } else {
        Err(Refusal::RoleNeeded { roles })
    }
}

impl Congress {
    /// Whether its units and quotas can be changed: while it is prepared and while it is open.
    ///
    /// # Errors
    /// [`Refusal::CongressNotOpen`].
    pub fn require_editable(&self) -> Result<(), Refusal> {
        match self.life {
            Life::Draft | Life::Open => Ok(()),
            life @ (Life::Closed | Life::Archived) => Err(Refusal::CongressNotOpen { life }),
        }
    }
}

impl Settings {
    /// Whether a congress with these units can have these settings: a category in which somebody holds a place stays.
    ///
    /// # Errors
    /// Every category that would go, with how many hold a place in it.
    pub fn require_fits(&self, units: &[Unit]) -> Result<(), Refusal> {
        let gone = Category::ALL
            .into_iter()
            .filter(|category| !self.categories.contains_key(category));
        let faults: Vec<Fault> = gone
            .filter_map(|category| {
                let held: u32 = units
                    .iter()
                    .map(|unit| unit.counts.allocated(category))
                    .sum();
                (held > 0).then(|| {
                    Fault::new(
                        format!("/categories/{}", category.code()),
                        FaultCode::QuotaBelowAllocated,
                        format!(
                            "已有 {held} 人以“{}”身份参会，不能停用该身份",
                            category.name().zh
                        ),
                        format!(
                            "{held} people attend as {}; this category stays",
                            category.name().en
                        ),
                    )
                })
            })
            .collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(faults))
        }
    }
}
