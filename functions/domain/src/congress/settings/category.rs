//! How a congress uses a category.

use serde::{Deserialize, Serialize};

use crate::refusal::{Fault, FaultCode, Said};

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

/// What a category is called here where that differs (委员候选人推荐人选 for 委员).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnName {
    /// In Chinese.
    #[serde(default)]
    pub zh: String,
    /// In English; the Chinese one stands in where it is empty.
    #[serde(default)]
    pub en: String,
}

/// How a congress uses a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// When it counts as met.
    #[serde(default)]
    pub met: Met,
    /// Whether minimums of traits apply to it; only committee members and delegates can have any.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub minimums: bool,
    /// Its name where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<OwnName>,
    /// How many places all units are to have together; `None` is not planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<u32>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_yes(value: &bool) -> bool {
    *value
}

impl Default for CategoryRule {
    fn default() -> Self {
        Self {
            met: Met::Equal,
            minimums: true,
            name: None,
            planned: None,
        }
    }
}

impl CategoryRule {
    /// The name of its own, in both languages.
    pub fn own_name(&self) -> Option<Said> {
        let name = self.name.as_ref().filter(|name| !name.zh.is_empty())?;
        let en = if name.en.is_empty() {
            &name.zh
        } else {
            &name.en
        };
        Some(Said::new(name.zh.clone(), en.clone()))
    }

    /// Every fault, with pointers below `pointer`.
    pub(super) fn faults(&self, pointer: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        let name = self
            .name
            .iter()
            .flat_map(|name| [("zh", &name.zh), ("en", &name.en)]);
        for (language, text) in name {
            faults.extend(super::too_long(
                &format!("{pointer}/name/{language}"),
                "名称",
                "The name",
                text,
                LONGEST_NAME,
            ));
        }
        if self.planned.is_some_and(|planned| planned > MOST_PLANNED) {
            faults.push(Fault::new(
                format!("{pointer}/planned"),
                FaultCode::OutOfRange,
                format!("计划总名额最多 {MOST_PLANNED}"),
                format!("At most {MOST_PLANNED} places are planned"),
            ));
        }
        faults
    }
}

/// The longest name of a category, in characters: it heads columns.
const LONGEST_NAME: usize = 20;
/// The most places planned for a category.
const MOST_PLANNED: u32 = 999_999;
