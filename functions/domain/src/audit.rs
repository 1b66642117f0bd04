//! The trail: who did what when, from which state to which, with which opinion.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id::NominationId,
    nomination::state::State,
    permission::{Action, Role},
    text::Text,
};

/// What was done: an action of the permission table, a review by its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// 通过 of a first review.
    FirstApprove,
    /// 驳回 of a first review.
    FirstReject,
    /// 通过 of a final review.
    FinalApprove,
    /// 驳回 of a final review.
    FinalReject,
    /// 导出 of unmasked data.
    ExportUnmasked,
    /// Any other action.
    #[serde(untagged)]
    Other(Action),
}

impl From<Action> for Deed {
    fn from(action: Action) -> Self {
        Self::Other(action)
    }
}

impl Deed {
    /// As the timeline shows it.
    pub const fn name(self) -> Text {
        match self {
            Self::FirstApprove => Text::new("初审通过", "Approved at first review"),
            Self::FirstReject => Text::new("初审驳回", "Sent back at first review"),
            Self::FinalApprove => Text::new("终审通过", "Approved at final review"),
            Self::FinalReject => Text::new("终审驳回", "Sent back at final review"),
            Self::ExportUnmasked => Text::new("导出完整信息", "Exported unmasked data"),
            Self::Other(action) => action.name(),
        }
    }
}

/// A remark at one field, made with a rejection; the nominee sees it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The field's id in the form's schema.
    pub field: String,
    /// What to correct.
    pub text: String,
}

/// One entry. Entries are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Whose trail.
    pub nomination: NominationId,
    /// The version of the nomination that this step made; orders the trail.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// In which role; `None` for the system itself.
    pub role: Option<Role>,
    /// Who, by the name the records had for them.
    pub name: String,
    /// What.
    pub action: Deed,
    /// From which state; `None` at the beginning.
    pub from: Option<State>,
    /// To which.
    pub to: State,
    /// The review's opinion or the reason given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
    /// Remarks at single fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// Ids of the form's fields that changed since the last submission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed_fields: Vec<String>,
}
