//! Composition targets: what share of the whole congress is to have a trait. They are shown against what is and never
//! stop a unit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    category::Category,
    refusal::{Fault, FaultCode},
    structure::Trait,
};

/// At least so many of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Percent, 1 to 100.
    pub percent: u8,
    /// Of those who hold a place of this category, committee members among the delegates too (rule 2); `None` is of
    /// everybody who holds a place.
    #[serde(default)]
    pub among: Option<Category>,
}

/// A target for each trait that has one; the trait need not be among those of the minimums.
pub type Targets = BTreeMap<Trait, Target>;

/// Every fault, with pointers below `/targets`.
pub(super) fn faults(targets: &Targets, categories: impl Fn(Category) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (wanted, target) in targets {
        let pointer = format!("/targets/{}", wanted.code());
        if !(1..=100).contains(&target.percent) {
            faults.push(Fault::new(
                format!("{pointer}/percent"),
                FaultCode::OutOfRange,
                "比例须在 1 至 100 之间",
                "A share is between 1 and 100 percent",
            ));
        }
        if let Some(category) = target.among.filter(|among| !categories(*among)) {
            faults.push(Fault::new(
                format!("{pointer}/among"),
                FaultCode::NotUsed,
                format!("本届大会不设“{}”，请改选", category.name().zh),
                format!(
                    "This congress has no {}; choose another",
                    category.name().en
                ),
            ));
        }
    }
    faults
}
