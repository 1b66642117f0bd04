//! How a congress uses a category.

use serde::{Deserialize, Serialize};

/// When a category counts as met (rule 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// Exactly the quota.
    #[default]
    Equal,
    /// Anything up to the quota.
    UpTo,
}

/// How a congress uses a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// When it counts as met.
    #[serde(default)]
    pub met: Met,
}
