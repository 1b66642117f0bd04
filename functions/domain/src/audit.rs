//! The trail: who did what when, from which state to which, with which opinion.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    form::changes::{Change, together},
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
    /// 通过 of a final review that needs another reviewer's too.
    FinalApproveFirst,
    /// 驳回 of a final review.
    FinalReject,
    /// 导出 of unmasked data.
    ExportUnmasked,
    /// 更换手机号.
    PhoneChanged,
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
    /// Whether it decided a review.
    pub const fn is_decision(self) -> bool {
        matches!(
            self,
            Self::FirstApprove | Self::FirstReject | Self::FinalApprove | Self::FinalReject
        )
    }

    /// Whether it took a decision back.
    pub const fn takes_back(self) -> bool {
        matches!(
            self,
            Self::Other(Action::RevokeFirstReview | Action::RevokeFinalReview | Action::Undo)
        )
    }

    /// As the timeline shows it.
    pub const fn name(self) -> Text {
        match self {
            Self::FirstApprove => Text::new("初审通过", "Approved at first review"),
            Self::FirstReject => Text::new("初审驳回", "Sent back at first review"),
            Self::FinalApprove => Text::new("终审通过", "Approved at final review"),
            Self::FinalApproveFirst => Text::new(
                "终审通过（第一人）",
                "Approved at final review by the first of two",
            ),
            Self::FinalReject => Text::new("终审驳回", "Sent back at final review"),
            Self::ExportUnmasked => Text::new("导出完整信息", "Exported unmasked data"),
            Self::PhoneChanged => Text::new("更换手机号", "Changed the phone"),
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

/// A link of a trail's chain: what stands for an entry and everything before it. Made and checked by the store alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link(pub [u8; 32]);

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
    /// What changed in the form since the last submission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The end of the trail that it follows; `None` where it begins one.
    #[serde(skip)]
    pub follows: Option<Link>,
}

/// What changed in the form since the last decision that still holds: one that was revoked is as if never made. Nothing before
/// the first, where everything is new.
pub fn changes_since_decision(trail: &[AuditEntry]) -> Vec<Change> {
    let mut steps: Vec<&AuditEntry> = trail.iter().collect();
    steps.sort_by_key(|step| step.sequence);
    let mut decided = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        if step.action.is_decision() {
            decided.push(place);
        } else if step.action.takes_back() {
            decided.pop();
        }
    }
    let since = decided.last().map_or(&[][..], |last| &steps[last + 1..]);
    together(since.iter().flat_map(|step| &step.changes))
}
