//! Fourth stage: read the finished pages as a browser would and refuse what must not be published.

mod html;
mod links;
mod messages;
mod policy;

use crate::fault::{BuildError, none_of};
use crate::load::Sources;
use crate::plan::Plan;
use crate::render::Site;

/// Checks links, messages and the content security policy's conditions.
///
/// # Errors
/// Every fault that was found, in the source file where it can be put right.
pub fn check(sources: &Sources, plan: &Plan, site: &Site) -> Result<(), BuildError> {
    let mut faults = messages::faults(sources, site);
    faults.extend(links::faults(sources, plan, site));
    faults.extend(policy::faults(sources, plan, site));
    none_of(faults)
}
